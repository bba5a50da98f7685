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

    private PlannedOccurrence Occurrence(Duty duty, DueDay day, PlanFacts facts)
    {
        var moved = holidays.Shifted(day.Day, duty.Shift);
        var due = Due(duty, day, moved, facts);
        var opens = Opening.Of(duty, day, due, holidays, facts.Zone);
        return new PlannedOccurrence(
            duty.Id, day.Period, duty.Title, opens, due, NoticeTimes.Of(duty, opens, due, facts), duty.Shift == Shift.None ? null : holidays.Doubt(day.Day, moved));
    }

    private static DateTimeOffset Due(Duty duty, DueDay day, DateOnly moved, PlanFacts facts)
    {
        var due = day.At ?? Civil.Instant(moved.ToDateTime(duty.DueTime), facts.Zone);
        return due > day.NotAfter ? day.NotAfter.Value : due;
    }

    private static DateOnly Day(DateTimeOffset at, PlanFacts facts) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, facts.Zone).DateTime);
}
