using System.Text.RegularExpressions;

namespace Luzhi.Core.Conversations.Language;

/// <summary>Days counted from today, and days of the week. A week begins on Monday.</summary>
internal static class Weeks
{
    public static DateOnly? NearDay(Match match, DateOnly today, Prefer prefer)
    {
        var word = match.Value;
        return today.AddDays(word switch
        {
            _ when word.StartsWith("大前", StringComparison.Ordinal) => -3,
            _ when word.StartsWith("大后", StringComparison.Ordinal) => 3,
            _ when word[0] == '前' => -2,
            _ when word[0] == '昨' => -1,
            _ when word[0] == '明' => 1,
            _ when word[0] == '后' => 2,
            _ => 0,
        });
    }

    public static DateOnly? DaysAgo(Match match, DateOnly today, Prefer prefer) =>
        ChineseNumbers.Parse(match.Groups["days"].Value) is { } days ? today.AddDays(-days) : null;

    /// <summary>上周五 is last week's; 周五 alone the nearest on the side that is meant, today included.</summary>
    public static DateOnly? Day(Match match, DateOnly today, Prefer prefer)
    {
        var day = match.Groups["day"].Value[0] switch { '日' or '天' => 6, >= '1' and <= '6' and var c => c - '1', var c => "一二三四五六".IndexOf(c, StringComparison.Ordinal) };
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        var week = match.Groups["week"].Value.TrimEnd('个');
        var date = monday.AddDays(day + week switch { "上上" => -14, "上" or "前" => -7, "下" => 7, "下下" => 14, _ => 0 });
        if (week.Length > 0)
        {
            return date;
        }

        return (prefer, date.CompareTo(today)) switch
        {
            (Prefer.Past, > 0) => date.AddDays(-7),
            (Prefer.Future, < 0) => date.AddDays(7),
            _ => date,
        };
    }
}
