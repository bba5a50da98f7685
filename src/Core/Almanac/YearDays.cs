using System.Globalization;
using System.Text.RegularExpressions;
using Luzhi.Core.Conversations.Language;
using Luzhi.Core.Duties.Files;

namespace Luzhi.Core.Almanac;

/// <summary>Days that every year has, solar and lunar, and days counted from them.</summary>
public static partial class YearDays
{
    private const string Wanted = "可写 12-20、腊月二十三、春节、春节-7（春节前 7 天）、元宵+1";

    /// <returns>The day, or why the text is none.</returns>
    public static (YearDay? Day, string Why) Read(string text)
    {
        var match = DayAndMore().Match(text.Replace(" ", "", StringComparison.Ordinal));
        if (!match.Success)
        {
            return (null, $"“{text}”不是一年里的一天：{Wanted}");
        }

        var said = match.Groups["base"].Value;
        var plus = match.Groups["plus"] is { Success: true, Value: var days } ? int.Parse(days, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0;
        return Fault(said) is { } why ? (null, why) : (new YearDay(said, plus), "");
    }

    /// <summary>A 29th of February is the 28th in common years; a 30th of a lunar month of 29 days its last.</summary>
    /// <returns>null where the calendars do not reach.</returns>
    public static DateOnly? In(int year, YearDay day) => Base(year, day.Base)?.AddDays(day.Plus);

    private static DateOnly? Base(int year, string text)
    {
        if (Feasts.In(year, text) is { } feast)
        {
            return feast;
        }

        var (calendar, month, day) = Parts(text);
        return calendar switch
        {
            'l' => Feasts.LunarOf(year, month, day),
            's' => SolarCalendar.Day(year, month, month == 2 && day == 29 ? Math.Min(29, DateTime.DaysInMonth(year, 2)) : day),
            _ => null,
        };
    }

    private static string? Fault(string text)
    {
        if (Feasts.Knows(text))
        {
            return null;
        }

        var (calendar, month, day) = Parts(text);
        return calendar switch
        {
            's' when month is < 1 or > 12 => $"“{text}”不对：没有 {month} 月，{Wanted}",
            's' when day < 1 || day > DateTime.DaysInMonth(2024, month) => $"“{text}”不对：{month} 月没有 {day} 日",
            'l' when month is < 1 or > 12 || day is < 1 or > 30 => $"“{text}”不对：农历一个月最多 30 天，{Wanted}",
            's' or 'l' => null,
            _ => Nearest.Word(text, Feasts.Names) is { } near ? $"不认识“{text}”这一天，最接近的是“{near}”" : $"不认识“{text}”这一天：{Wanted}；节日有：{string.Join('、', Feasts.Names)}",
        };
    }

    /// <summary>s for solar, l for lunar, then month and day; a blank where it is neither.</summary>
    private static (char Calendar, int Month, int Day) Parts(string text)
    {
        if (Figures().Match(text) is { Success: true } figures)
        {
            return ('s', int.Parse(figures.Groups[1].ValueSpan, CultureInfo.InvariantCulture), int.Parse(figures.Groups[2].ValueSpan, CultureInfo.InvariantCulture));
        }

        return InWords().Match(text) is { Success: true } said ? ('l', Month(said.Groups["month"].Value), ChineseNumbers.Parse(said.Groups["day"].Value) ?? 0) : (' ', 0, 0);
    }

    private static int Month(string name) => name switch { "正" => 1, "冬" => 11, "腊" => 12, _ => ChineseNumbers.Parse(name) ?? 0 };

    // 12-20 is a day of the solar year; days counted from a day come with their sign.
    [GeneratedRegex(@"^(?<base>\d{1,2}-\d{1,2}|\d{1,2}月\d{1,2}日|\p{L}+)(?<plus>[+-]\d{1,3})?(天|日)?$")]
    private static partial Regex DayAndMore();

    [GeneratedRegex(@"^(\d{1,2})[-月](\d{1,2})日?$")]
    private static partial Regex Figures();

    [GeneratedRegex(@"^(?:农历|阴历)?(?<month>[正冬腊]|十?[一二三四五六七八九十])月初?(?<day>[一二三四五六七八九十廿卅]{1,3})[日]?$")]
    private static partial Regex InWords();
}
