namespace Luzhi.Core.Almanac;

/// <summary>公历: its dates, and the terms of the sun that feasts are named for.</summary>
public static class SolarCalendar
{
    /// <returns>null for a day that does not exist (2月30日).</returns>
    public static DateOnly? Day(int year, int month, int day) =>
        year is > 1900 and < 2100 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;
}
