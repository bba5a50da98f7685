using System.Text.RegularExpressions;
using Luzhi.Core.Almanac;

namespace Luzhi.Core.Conversations.Language;

/// <summary>Dates of the lunar calendar, in which villages and New Year live: 腊月二十三, 正月十五, 大年初一.</summary>
internal static class Lunar
{
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

        return Solar.Chosen([-2, -1, 0, 1, 2], year => Feasts.In(today.Year + year, name), today, prefer);
    }

    private static DateOnly? Nearest(int month, int day, DateOnly today, Prefer prefer) =>
        Solar.Chosen([-2, -1, 0, 1], year => LunarCalendar.Day(today.Year + year, month, day), today, prefer);
}
