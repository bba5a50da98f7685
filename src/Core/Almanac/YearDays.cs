using System.Globalization;
using Luzhi.Core.Duties.Files;

namespace Luzhi.Core.Almanac;

/// <summary>On which date a day of the year falls.</summary>
public static class YearDays
{
    /// <summary>The feasts that a date can be counted from.</summary>
    public static IReadOnlyCollection<string> Feasts => Named.Keys;

    private static readonly Dictionary<string, Func<int, DateOnly?>> Named = new(StringComparer.Ordinal)
    {
        ["元旦"] = year => SolarCalendar.Day(year, 1, 1),
        ["劳动节"] = year => SolarCalendar.Day(year, 5, 1),
        ["国庆"] = year => SolarCalendar.Day(year, 10, 1),
    };

    /// <returns>null where that year has no such day, or the calendars do not reach.</returns>
    public static DateOnly? In(int year, YearDay day) => Base(year, day.Base)?.AddDays(day.Plus);

    private static DateOnly? Base(int year, string text) =>
        Named.TryGetValue(text, out var feast) ? feast(year)
        : text.Split('-') is [var month, var number] ? SolarCalendar.Day(year, int.Parse(month, CultureInfo.InvariantCulture), int.Parse(number, CultureInfo.InvariantCulture))
        : null;
}
