using System.Text.RegularExpressions;

namespace Luzhi.Core.Conversations.Language;

/// <summary>Dates of the solar calendar. A day that does not exist (2月30日) is null: it is asked.</summary>
internal static class Solar
{
    private static readonly Dictionary<string, (int Month, int Day)> Feasts = new(StringComparer.Ordinal)
    {
        ["元旦"] = (1, 1), ["妇女节"] = (3, 8), ["三八"] = (3, 8), ["植树节"] = (3, 12), ["劳动节"] = (5, 1), ["五一"] = (5, 1), ["青年节"] = (5, 4), ["五四"] = (5, 4),
        ["儿童节"] = (6, 1), ["六一"] = (6, 1), ["建党节"] = (7, 1), ["七一"] = (7, 1), ["建军节"] = (8, 1), ["八一"] = (8, 1), ["教师节"] = (9, 10),
        ["国庆"] = (10, 1), ["十一"] = (10, 1), ["国家宪法日"] = (12, 4), ["圣诞节"] = (12, 25),
    };

    public static DateOnly? Full(Match match, DateOnly today, Prefer prefer) => Day(Figure(match, "year"), Figure(match, "month"), Figure(match, "day"));

    public static DateOnly? WithYearWord(Match match, DateOnly today, Prefer prefer) =>
        Day(today.Year + match.Groups["word"].Value switch { "今年" => 0, "明年" => 1, "前年" => -2, _ => -1 }, Figure(match, "month"), Figure(match, "day"));

    public static DateOnly? MonthDay(Match match, DateOnly today, Prefer prefer) => Nearest(Figure(match, "month"), Figure(match, "day"), today, prefer);

    public static DateOnly? DayOfMonthWord(Match match, DateOnly today, Prefer prefer)
    {
        var shift = match.Groups["word"].Value switch { "上个月" or "上月" => -1, "上上个月" => -2, "下个月" or "下月" => 1, _ => 0 };
        var month = today.AddMonths(shift);
        return Day(month.Year, month.Month, Figure(match, "day"));
    }

    /// <summary>8号: of this month, or of the one before or after where that is the side that is meant.</summary>
    public static DateOnly? DayOnly(Match match, DateOnly today, Prefer prefer)
    {
        var day = Figure(match, "day");
        var step = prefer == Prefer.Past ? -1 : 1;
        return Enumerable.Range(0, 3)
            .Select(i => today.AddMonths(i * step))
            .Select(month => Day(month.Year, month.Month, day))
            .FirstOrDefault(date => date is { } found && (prefer == Prefer.Past ? found <= today : found >= today));
    }

    public static DateOnly? Feast(Match match, DateOnly today, Prefer prefer)
    {
        var name = match.Groups["name"].Value;
        if (name.StartsWith("清明", StringComparison.Ordinal) || name.StartsWith("冬至", StringComparison.Ordinal))
        {
            return Chosen([-1, 0, 1], year => SolarTerm(name, today.Year + year), today, prefer);
        }

        return Feasts.TryGetValue(name, out var day) || Feasts.TryGetValue(name.TrimEnd('节'), out day) ? Nearest(day.Month, day.Day, today, prefer) : null;
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
        Chosen([-4, -3, -2, -1, 0, 1, 2, 3, 4], year => Day(today.Year + year, month, day), today, prefer);

    /// <summary>清明 and 冬至 by the customary formula of this century, which is right for both in every year of it.</summary>
    private static DateOnly? SolarTerm(string name, int year)
    {
        var (coefficient, month) = name[0] == '清' ? (4.81, 4) : (21.94, 12);
        var ofCentury = year % 100;
        var day = (int)((ofCentury * 0.2422) + coefficient) - (month == 4 ? ofCentury / 4 : (ofCentury) / 4);
        return Day(year, month, day);
    }

    private static int Figure(Match match, string group) => ChineseNumbers.Parse(match.Groups[group].Value) ?? 0;

    private static DateOnly? Day(int year, int month, int day) =>
        year is > 1900 and < 2100 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;
}
