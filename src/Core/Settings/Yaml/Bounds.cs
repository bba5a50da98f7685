using System.Globalization;
using System.Text.RegularExpressions;

namespace Luzhi.Core.Settings.Yaml;

/// <summary>How much or how many, both ends included and either left open; written 4..1000, 3.., ..9, or 3 for exactly three.</summary>
public sealed partial record Bounds(int? Least = null, int? Most = null)
{
    public static Bounds Open { get; } = new();

    public bool Holds(int number) => number >= (Least ?? int.MinValue) && number <= (Most ?? int.MaxValue);

    /// <summary>With these where an end was left open.</summary>
    public Bounds Or(int? least, int? most) => new(Least ?? least, Most ?? most);

    /// <summary>Null for what is no bounds, and where the least is more than the most.</summary>
    public static Bounds? Parse(string text)
    {
        if (Written().Match(text) is not { Success: true } match)
        {
            return null;
        }

        var (least, most) = (Number(match.Groups["least"].Value), Number(match.Groups["most"].Value));
        return match.Groups["to"].Success ? least > most || (least ?? most) is null ? null : new Bounds(least, most) : new Bounds(least, least);
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"^(?<least>\d{1,7})?\s*(?<to>\.\.)?\s*(?(to)(?<most>\d{1,7})?)$")]
    private static partial Regex Written();
}
