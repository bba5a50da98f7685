using Luzhi.Core.Almanac;
using Luzhi.Core.Duties.Files;

namespace Luzhi.Scheduler.Calendar;

/// <summary>The days off of one year, and the weekend days on which people work instead (调休).</summary>
public sealed record HolidayYear(int Year, IReadOnlySet<DateOnly> Off, IReadOnlySet<DateOnly> MakeUp)
{
    /// <summary>What the law gives in every year (全国年节及纪念日放假办法, as amended for 2025), for a year whose arrangement nobody has published or written down.</summary>
    public static HolidayYear ByLaw(int year) => new(year, Statutory(year).ToHashSet(), new HashSet<DateOnly>());

    private static IEnumerable<DateOnly> Statutory(int year) =>
        new (string Feast, int Before, int Days)[] { ("元旦", 0, 1), ("春节", 1, 4), ("清明", 0, 1), ("劳动节", 0, 2), ("端午", 0, 1), ("中秋", 0, 1), ("国庆", 0, 3) }
            .SelectMany(rest => YearDays.In(year, new YearDay(rest.Feast, -rest.Before)) is { } first ? Enumerable.Range(0, rest.Days).Select(first.AddDays) : []);
}

/// <summary>Which days people work on.</summary>
public sealed class HolidayYears(IEnumerable<HolidayYear> known)
{
    private readonly Dictionary<int, HolidayYear> years = known.ToDictionary(y => y.Year);

    public static HolidayYears None { get; } = new([]);

    public bool Knows(int year) => years.ContainsKey(year);

    public bool IsWorkday(DateOnly day)
    {
        var year = years.GetValueOrDefault(day.Year) ?? HolidayYear.ByLaw(day.Year);
        return year.MakeUp.Contains(day) || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !year.Off.Contains(day));
    }

    /// <summary>The day itself where people work on it, else the next such day or the one before.</summary>
    public DateOnly Shifted(DateOnly day, Shift shift)
    {
        var step = shift switch { Shift.Next => 1, Shift.Previous => -1, _ => 0 };
        while (step != 0 && !IsWorkday(day))
        {
            day = day.AddDays(step);
        }

        return day;
    }

    /// <summary>What to say of a day whose year has no file: it may move once the arrangement is out. null where both years are known.</summary>
    public string? Doubt(DateOnly day, DateOnly moved)
    {
        int[] unknown = [.. new[] { day.Year, moved.Year }.Distinct().Where(year => !Knows(year)).Order()];
        return unknown.Length == 0 ? null : $"{string.Join('、', unknown)} 年节假日安排尚未公布，按法定节日推算";
    }
}
