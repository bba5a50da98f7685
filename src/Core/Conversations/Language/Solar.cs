using System.Text.RegularExpressions;
using Luzhi.Core.Almanac;

namespace Luzhi.Core.Conversations.Language;

/// <summary>Dates of the solar calendar. A day that does not exist (2月30日) is null: it is asked.</summary>
internal static class Solar
{
    public static DateOnly? Full(Match match, DateOnly today, Prefer prefer) => SolarCalendar.Day(Figure(match, "year"), Figure(match, "month"), Figure(match, "day"));

    public static DateOnly? WithYearWord(Match match, DateOnly today, Prefer prefer) =>
        SolarCalendar.Day(today.Year + match.Groups["word"].Value switch { "今年" => 0, "明年" => 1, "前年" => -2, _ => -1 }, Figure(match, "month"), Figure(match, "day"));

    public static DateOnly? MonthDay(Match match, DateOnly today, Prefer prefer) => Nearest(Figure(match, "month"), Figure(match, "day"), today, prefer);

    public static DateOnly? DayOfMonthWord(Match match, DateOnly today, Prefer prefer)
    {
        var shift = match.Groups["word"].Value switch { "上个月" or "上月" => -1, "上上个月" => -2, "下个月" or "下月" => 1, _ => 0 };
        var month = today.AddMonths(shift);
        return SolarCalendar.Day(month.Year, month.Month, Figure(match, "day"));
    }

    /// <summary>8号: of this month, or of the one before or after where that is the side that is meant.</summary>
    public static DateOnly? DayOnly(Match match, DateOnly today, Prefer prefer)
    {
        var day = Figure(match, "day");
        var step = prefer == Prefer.Past ? -1 : 1;
        return Enumerable.Range(0, 3)
            .Select(i => today.AddMonths(i * step))
            .Select(month => SolarCalendar.Day(month.Year, month.Month, day))
            .FirstOrDefault(date => date is { } found && (prefer == Prefer.Past ? found <= today : found >= today));
    }

    public static DateOnly? Feast(Match match, DateOnly today, Prefer prefer)
    {
        var name = match.Groups["name"].Value;
        return Chosen([-1, 0, 1], year => Feasts.In(today.Year + year, name), today, prefer);
    }

    /// <summary>Of the years around today the one on the side that is meant.</summary>
    public static DateOnly? Chosen(int[] years, Func<int, DateOnly?> ofYear, DateOnly today, Prefer prefer)
    {
        var days = years.Select(ofYear).OfType<DateOnly>().Order().ToList();
        return prefer == Prefer.Past
            ? days.Where(d => d <= today).Select(d => (DateOnly?)d).LastOrDefault()
            : days.Where(d => d >= today).Select(d => (DateOnly?)d).FirstOrDefault();
    }

    private static DateOnly? Nearest(int month, int day, DateOnly today, Prefer prefer) =>
        Chosen([-4, -3, -2, -1, 0, 1, 2, 3, 4], year => SolarCalendar.Day(today.Year + year, month, day), today, prefer);

    private static int Figure(Match match, string group) => ChineseNumbers.Parse(match.Groups[group].Value) ?? 0;
}
