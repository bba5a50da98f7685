using System.Globalization;

namespace Luzhi.Core.Almanac;

/// <summary>农历, in which villages and New Year live. Of a year with a leap month (闰四月) a month's name means the first of the two.</summary>
public static class LunarCalendar
{
    private static readonly ChineseLunisolarCalendar Calendar = new();

    /// <param name="year">The year that begins with its 春节.</param>
    /// <returns>null for a day that this month does not have: a 30th in a month of 29.</returns>
    public static DateOnly? Day(int year, int month, int day) =>
        Reaches(year, month) && day >= 1 && day <= Days(year, month) ? DateOnly.FromDateTime(Calendar.ToDateTime(year, Counted(year, month), day, 0, 0, 0, 0)) : null;

    /// <summary>A 30th that this month does not have is its 29th.</summary>
    public static DateOnly? DayOrLast(int year, int month, int day) => Reaches(year, month) ? Day(year, month, Math.Min(day, Days(year, month))) : null;

    /// <summary>"腊月廿三", "闰六月初一"; empty where the calendar does not reach.</summary>
    public static string Say(DateOnly day)
    {
        var moment = day.ToDateTime(TimeOnly.MinValue);
        if (moment < Calendar.MinSupportedDateTime || moment > Calendar.MaxSupportedDateTime)
        {
            return "";
        }

        var (counted, leap) = (Calendar.GetMonth(moment), Calendar.GetLeapMonth(Calendar.GetYear(moment)));
        var month = leap > 0 && counted >= leap ? counted - 1 : counted;
        return (counted == leap ? "闰" : "") + MonthNames[month - 1] + "月" + DayName(Calendar.GetDayOfMonth(moment));
    }

    private const string MonthNames = "正二三四五六七八九十冬腊";
    private const string Figures = "一二三四五六七八九十";

    private static string DayName(int day) => day switch
    {
        <= 10 => "初" + Figures[day - 1],
        < 20 => "十" + Figures[day - 11],
        20 => "二十",
        < 30 => "廿" + Figures[day - 21],
        _ => "三十",
    };

    private static bool Reaches(int year, int month) => month is >= 1 and <= 12 && year is >= 1902 and <= 2099;

    private static int Days(int year, int month) => Calendar.GetDaysInMonth(year, Counted(year, month));

    /// <summary>The calendar counts the leap month as one more: the months behind it move up by one.</summary>
    private static int Counted(int year, int month)
    {
        var leap = Calendar.GetLeapMonth(year);
        return leap > 0 && month >= leap ? month + 1 : month;
    }
}
