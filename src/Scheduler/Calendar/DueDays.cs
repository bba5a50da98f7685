using Luzhi.Core.Almanac;
using Luzhi.Core.Duties.Files;
using Luzhi.Core.Duties.Planning;

namespace Luzhi.Scheduler.Calendar;

/// <summary>The days that a duty's cadence gives: all whose period touches a stretch of days, and perhaps some beside it.</summary>
internal static class DueDays
{
    /// <summary>Without a word about it, a duty that has no period opens so long before.</summary>
    public const int DefaultLead = 7;

    public static IEnumerable<DueDay> Of(Duty duty, DateOnly from, DateOnly to, PlanFacts facts)
    {
        var last = to.AddDays(Lead(duty));
        return duty.When switch
        {
            Cadence.Each each => Periods.Of(each, from, last, facts.TermStart),
            Cadence.Yearly yearly => Yearly(yearly.Day, from, last),
            Cadence.On on => on.Days.Where(day => day >= from && day <= last).Select(day => new DueDay(Name(day), day)),
            _ => [],
        };
    }

    public static string Name(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static int Lead(Duty duty) => duty.Opens is { } opens ? (opens.Months * 31) + opens.Days + (int)opens.Exact.TotalDays + 1 : DefaultLead;

    private static IEnumerable<DueDay> Yearly(YearDay day, DateOnly first, DateOnly last) => Enumerable.Range(first.Year - 2, last.Year - first.Year + 4)
        .Select(year => (year, Date: YearDays.In(year, day)))
        .Where(found => found.Date >= first && found.Date <= last)
        .Select(found => new DueDay(Number(found.year), found.Date!.Value));

    private static string Number(int year) => year.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
