using Luzhi.Core.Duties;
using Luzhi.Core.Duties.Files;
using Luzhi.Core.Duties.Planning;

namespace Luzhi.Scheduler.Calendar;

/// <summary>
/// What a duty asks of its audience in a stretch of time. Pure: the same file, holidays and facts give the same plan, and a plan for
/// [a, c) is that for [a, b) with that for [b, c).
/// </summary>
public sealed class Planner(HolidayYears holidays)
{
    /// <summary>The longest that a row of holidays moves a day, and some more.</summary>
    private const int Slack = 20;

    /// <returns>The occurrences that are open at some time in [<paramref name="from"/>, <paramref name="to"/>), in the order of their due days.</returns>
    public IReadOnlyList<PlannedOccurrence> Plan(Duty duty, DateTimeOffset from, DateTimeOffset to, PlanFacts facts)
    {
        var (first, last) = (Day(from, facts).AddDays(-Slack), Day(to, facts).AddDays(Slack));
        return
        [
            .. DueDays.Of(duty, first, last, facts)
                .Select(day => Occurrence(duty, day, facts))
                .Where(o => o.OpensAt < to && o.DueAt >= from)
                .OrderBy(o => o.DueAt).ThenBy(o => o.Period, StringComparer.Ordinal),
        ];
    }

    /// <summary>A duty on demand, called for now: it opens at once.</summary>
    /// <param name="nth">Which call of it this is, counted from 1.</param>
    public PlannedOccurrence Called(Duty duty, DateTimeOffset now, int nth, PlanFacts facts)
    {
        if (duty.When is not Cadence.Demand demand)
        {
            throw new ArgumentException($"{duty.Id} goes by the calendar", nameof(duty));
        }

        var until = demand.Within.After(now, facts.Zone);
        var isDays = demand.Within is { Exact.Ticks: 0 };
        var day = new DueDay(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"d{nth}"), Day(until, facts), At: isDays ? null : until);
        var due = Due(duty, day, holidays.Shifted(day.Day, duty.Shift), facts);
        return Made(duty, day, now, due > now ? due : until, facts);
    }

    private PlannedOccurrence Occurrence(Duty duty, DueDay day, PlanFacts facts)
    {
        var due = Due(duty, day, holidays.Shifted(day.Day, duty.Shift), facts);
        return Made(duty, day, Opening.Of(duty, day, due, holidays, facts.Zone), due, facts);
    }

    private PlannedOccurrence Made(Duty duty, DueDay day, DateTimeOffset opens, DateTimeOffset due, PlanFacts facts) => new(
        duty.Id, day.Period, duty.Title, opens, due, NoticeTimes.Of(duty, opens, due, facts),
        duty.Shift == Shift.None || day.At is not null ? null : holidays.Doubt(day.Day, Day(due, facts)));

    private static DateTimeOffset Due(Duty duty, DueDay day, DateOnly moved, PlanFacts facts)
    {
        var due = day.At ?? Civil.Instant(moved.ToDateTime(duty.DueTime), facts.Zone);
        return due > day.NotAfter ? day.NotAfter.Value : due;
    }

    private static DateOnly Day(DateTimeOffset at, PlanFacts facts) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, facts.Zone).DateTime);
}
