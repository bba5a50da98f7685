using System.Collections.Concurrent;
using System.Globalization;
using Luzhi.Core.Duties.Files;
using Luzhi.Core.Settings.Shelves;

namespace Luzhi.Scheduler.Calendar;

/// <summary>Which days people work on: by the year's file, else by the law.</summary>
public sealed class HolidayYears(Shelf<HolidayYear> years)
{
    private readonly ConcurrentDictionary<int, HolidayYear> byLaw = new();

    public HolidayYears(params IEnumerable<HolidayYear> known) : this(new Shelf<HolidayYear>(known)) { }

    public bool Knows(int year) => File(year) is not null;

    public bool IsWorkday(DateOnly day)
    {
        var year = File(day.Year) ?? byLaw.GetOrAdd(day.Year, HolidayYear.ByLaw);
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

    /// <summary>What to say of a day that may move once its year's arrangement is out; null where both years are known.</summary>
    public string? Doubt(DateOnly day, DateOnly moved)
    {
        int[] unknown = [.. new[] { day.Year, moved.Year }.Distinct().Where(year => !Knows(year)).Order()];
        return unknown.Length == 0 ? null : $"{string.Join('、', unknown)} 年节假日安排尚未公布，按法定节日推算";
    }

    private HolidayYear? File(int year) => years.Find(year.ToString(CultureInfo.InvariantCulture));
}
