using System.Globalization;
using System.Text.RegularExpressions;

namespace Luzhi.Core.Conversations.Forms;

/// <summary>The first or last day that is taken: one day of the calendar, or so many days from the day of the answer. Written 2026-07-01, today, today+30, today-7.</summary>
public readonly partial record struct DayBound(DateOnly? Fixed, int FromToday = 0)
{
    public DateOnly On(DateOnly today) => Fixed ?? today.AddDays(FromToday);

    public static DayBound? Parse(string text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return new DayBound(day);
        }

        return Relative().Match(text) is { Success: true } match
            ? new DayBound(null, match.Groups[1].Success ? int.Parse(match.Groups[1].Value.Replace(" ", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0)
            : null;
    }

    [GeneratedRegex(@"^(?:today|今天)\s*([+-]\s*\d{1,5})?$")]
    private static partial Regex Relative();
}
