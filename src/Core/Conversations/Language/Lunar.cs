using System.Globalization;
using System.Text.RegularExpressions;

namespace Luzhi.Core.Conversations.Language;

/// <summary>Dates of the lunar calendar, in which villages and New Year live: 腊月二十三, 正月十五, 大年初一.</summary>
internal static class Lunar
{
    private static readonly ChineseLunisolarCalendar Calendar = new();

    private static readonly Dictionary<string, (int Month, int Day)> Feasts = new(StringComparer.Ordinal)
    {
        ["元宵"] = (1, 15), ["二月二"] = (2, 2), ["龙抬头"] = (2, 2), ["三月三"] = (3, 3), ["端午"] = (5, 5), ["七夕"] = (7, 7), ["中元"] = (7, 15),
        ["中秋"] = (8, 15), ["重阳"] = (9, 9), ["腊八"] = (12, 8),
    };

    public static DateOnly? Date(Match match, DateOnly today, Prefer prefer)
    {
        var month = match.Groups["month"].Value switch { "正" => 1, "冬" => 11, "腊" => 12, var other => ChineseNumbers.Parse(other) ?? 0 };
        var day = ChineseNumbers.Parse(match.Groups["day"].Value.TrimStart('初')) ?? 0;
        return Nearest(month, day, today, prefer);
    }

    public static DateOnly? Feast(Match match, DateOnly today, Prefer prefer)
    {
        var name = match.Groups["name"].Value;
        if (match.Groups["day"] is { Success: true } day)
        {
            return Nearest(1, ChineseNumbers.Parse(day.Value) ?? 0, today, prefer);
        }

        return Feasts.TryGetValue(name.TrimEnd('节'), out var feast) ? Nearest(feast.Month, feast.Day, today, prefer) : Eve(today, prefer);
    }

    /// <summary>除夕 is the day before the first: the 29th or the 30th of the last month.</summary>
    private static DateOnly? Eve(DateOnly today, Prefer prefer) =>
        Solar.Chosen([-1, 0, 1, 2], year => Day(today.Year + year, 1, 1)?.AddDays(-1), today, prefer);

    private static DateOnly? Nearest(int month, int day, DateOnly today, Prefer prefer) =>
        Solar.Chosen([-2, -1, 0, 1], year => Day(today.Year + year, month, day), today, prefer);

    private static DateOnly? Day(int year, int month, int day)
    {
        if (month is < 1 or > 12 || day is < 1 or > 30 || year < 1902 || year > 2100)
        {
            return null;
        }

        // The calendar counts the leap month as one more: the months behind it move up by one.
        var leap = Calendar.GetLeapMonth(year);
        var counted = leap > 0 && month >= leap ? month + 1 : month;
        return day <= Calendar.GetDaysInMonth(year, counted) ? DateOnly.FromDateTime(Calendar.ToDateTime(year, counted, day, 0, 0, 0, 0)) : null;
    }
}
