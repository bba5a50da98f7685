using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace Luzhi.Core.Settings.Yaml;

/// <summary>What one word of a file may be: text, number, true or false, time of day, date, duration, a word of a closed list.</summary>
internal static partial class YamlWords
{
    private static readonly Dictionary<Type, (Func<string, object?> Read, string Wants)> Kinds = new()
    {
        [typeof(string)] = (text => text, "文字"),
        [typeof(bool)] = (text => bool.TryParse(text, out var yes) ? yes : null, " true 或 false"),
        [typeof(int)] = (text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) ? n : null, "整数"),
        [typeof(long)] = (text => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) ? n : null, "整数"),
        [typeof(decimal)] = (text => decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out var n) ? n : null, "数"),
        [typeof(TimeSpan)] = (text => Duration(text), "时长，如 PT30S（30 秒）、PT2H（2 小时）、P1D（1 天）"),
        [typeof(TimeOnly)] = (text => TimeOnly.TryParseExact(text, ["H:mm", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var t) ? t : null, "时刻，如 21:30"),
        [typeof(Bounds)] = (Bounds.Parse, "范围，如 4..1000、3..、..9、3"),
        [typeof(DateOnly)] = (text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var d) ? d : null, "日期，如 2026-07-01"),
    };

    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    public static bool Knows(Type type) => type.IsEnum || Kinds.ContainsKey(type);

    /// <returns>The value, or null and, in <paramref name="why"/>, what was wanted instead.</returns>
    public static object? Read(Type type, string text, out string why)
    {
        var value = type.IsEnum ? EnumWord(type, text) : Kinds[type].Read(text);
        why = value is not null ? "" : type.IsEnum ? OneOf(text, EnumWords(type)) : $"“{text}”不对，应为{Kinds[type].Wants}";
        return value;
    }

    /// <summary>"“postgre”不对，应为 sqlite、postgres 之一，最接近的是“postgres”".</summary>
    public static string OneOf(string text, IReadOnlyList<string> words)
    {
        var nearest = Nearest.Word(text, words);
        return $"“{text}”不对，应为 {string.Join('、', words)} 之一" + (nearest is null ? "" : $"，最接近的是“{nearest}”");
    }

    public static IReadOnlyList<string> EnumWords(Type type) => [.. Enum.GetNames(type).Select(Snake)];

    public static string Snake(string name) => UpperInside().Replace(name, "_$0").ToLowerInvariant();

    private static object? EnumWord(Type type, string text) =>
        Enum.GetNames(type).FirstOrDefault(name => YamlMap.SameKey(name, text)) is { } name ? Enum.Parse(type, name) : null;

    /// <summary>Years and months are refused: as a length of time they have none.</summary>
    private static TimeSpan? Duration(string text)
    {
        if (Weeks().Match(text) is { Success: true } weeks)
        {
            return TimeSpan.FromDays(7 * int.Parse(weeks.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
        }

        return Days().IsMatch(text) ? XmlConvert.ToTimeSpan(text) : null;
    }

    [GeneratedRegex(@"(?<=[a-z0-9])[A-Z]")]
    private static partial Regex UpperInside();

    [GeneratedRegex(@"^P(\d{1,4})W$")]
    private static partial Regex Weeks();

    [GeneratedRegex(@"^P(?=\d|T)(\d{1,6}D)?(T(?=\d)(\d{1,6}H)?(\d{1,6}M)?(\d{1,9}(\.\d{1,6})?S)?)?$")]
    private static partial Regex Days();
}
