namespace Luzhi.Core.Almanac;

/// <summary>公历: its dates, and the terms of the sun that feasts are named for.</summary>
public static class SolarCalendar
{
    /// <returns>null for a day that does not exist (2月30日).</returns>
    public static DateOnly? Day(int year, int month, int day) =>
        year is > 1900 and < 2100 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    public static DateOnly? Qingming(int year) => Term(year, 4, 4.81);

    public static DateOnly? WinterSolstice(int year) => Term(year, 12, 21.94);

    /// <summary>By the customary formula of this century, which is right for these two in every year of it.</summary>
    private static DateOnly? Term(int year, int month, double coefficient)
    {
        var ofCentury = year % 100;
        return Day(year, month, (int)((ofCentury * 0.2422) + coefficient) - (ofCentury / 4));
    }
}
