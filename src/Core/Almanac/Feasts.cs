namespace Luzhi.Core.Almanac;

/// <summary>Feasts and memorial days by the names that people use, with or without 节.</summary>
public static class Feasts
{
    private static readonly Dictionary<string, (int Month, int Day)> Solar = new(StringComparer.Ordinal)
    {
        ["元旦"] = (1, 1), ["妇女"] = (3, 8), ["三八"] = (3, 8), ["植树"] = (3, 12), ["劳动"] = (5, 1), ["五一"] = (5, 1), ["青年"] = (5, 4), ["五四"] = (5, 4),
        ["儿童"] = (6, 1), ["六一"] = (6, 1), ["建党"] = (7, 1), ["七一"] = (7, 1), ["建军"] = (8, 1), ["八一"] = (8, 1), ["教师"] = (9, 10),
        ["国庆"] = (10, 1), ["十一"] = (10, 1), ["国家宪法日"] = (12, 4), ["圣诞"] = (12, 25),
    };

    private static readonly Dictionary<string, (int Month, int Day)> Lunar = new(StringComparer.Ordinal)
    {
        ["春"] = (1, 1), ["元宵"] = (1, 15), ["二月二"] = (2, 2), ["龙抬头"] = (2, 2), ["三月三"] = (3, 3), ["端午"] = (5, 5), ["七夕"] = (7, 7), ["中元"] = (7, 15),
        ["中秋"] = (8, 15), ["重阳"] = (9, 9), ["腊八"] = (12, 8), ["小年"] = (12, 23),
    };

    /// <summary>As they are best written, for hints.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "元旦", "腊八", "小年", "除夕", "春节", "元宵", "二月二", "三八", "植树节", "三月三", "清明", "劳动节", "五四", "端午", "六一", "七一", "七夕", "八一", "中元", "教师节", "中秋", "国庆", "重阳",
        "国家宪法日", "冬至",
    ];

    public static bool Knows(string name) => In(2026, name) is not null;

    /// <summary>
    /// Its date in a year; null for a name that is no feast. What stands in the last lunar month (腊八, 小年, 除夕) is counted to the 春节 that follows:
    /// 腊八 of 2023 was 2022-12-30.
    /// </summary>
    public static DateOnly? In(int year, string name)
    {
        var bare = name.Length > 1 ? name.TrimEnd('节') : name;
        return bare switch
        {
            "清明" => SolarCalendar.Qingming(year),
            "冬至" => SolarCalendar.WinterSolstice(year),
            "除夕" or "大年三十" or "年三十" or "大年夜" => LunarCalendar.Day(year, 1, 1)?.AddDays(-1),
            _ when Solar.TryGetValue(bare, out var day) => SolarCalendar.Day(year, day.Month, day.Day),
            _ when Lunar.TryGetValue(bare, out var day) => LunarOf(year, day.Month, day.Day),
            _ => null,
        };
    }

    /// <summary>The last lunar month belongs to the New Year it leads to.</summary>
    public static DateOnly? LunarOf(int year, int month, int day) => LunarCalendar.DayOrLast(month == 12 ? year - 1 : year, month, day);
}
