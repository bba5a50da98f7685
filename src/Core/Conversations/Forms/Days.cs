using System.Globalization;

namespace Luzhi.Core.Conversations.Forms;

/// <summary>A day, as it is kept and as it is read back.</summary>
public static class Days
{
    public static string Value(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>"12月4日（周五）下午"; with the year where it is not this one.</summary>
    public static string Say(DateOnly day, string part, DateOnly today)
    {
        var year = day.Year == today.Year ? "" : $"{day.Year}年";
        return $"{year}{day.Month}月{day.Day}日（周{"日一二三四五六"[(int)day.DayOfWeek]}）{part}";
    }
}
