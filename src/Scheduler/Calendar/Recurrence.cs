using Luzhi.Core.Duties.Files;
using Quartz;

namespace Luzhi.Scheduler.Calendar;

/// <summary>
/// The days of an RFC 5545 rule, reckoned by Quartz. On days without hours, so that no clock that is put back or forward can shift one; the hour
/// comes later, from the wall of the body's zone.
/// </summary>
internal static class Recurrence
{
    /// <summary>A Monday and the first of a month and year: what a rule leaves open (which weekday, which day) it takes from here.</summary>
    private static readonly DateOnly Epoch = new(2001, 1, 1);

    /// <exception cref="FormatException">Quartz cannot read the rule.</exception>
    public static IEnumerable<DateOnly> Days(Cadence.Recurring rule, DateOnly first, DateOnly last)
    {
        var trigger = TriggerBuilder.Create().WithIdentity(rule.Rule)
            .StartAt(Noon(rule.From ?? Epoch)).EndAt(Noon(last).AddHours(1))
            .WithRecurrenceSchedule(rule.Rule, schedule => schedule.InTimeZone(TimeZoneInfo.Utc)).Build();
        for (var at = trigger.GetFireTimeAfter(Noon(first.AddDays(-1))); at is not null; at = trigger.GetFireTimeAfter(at))
        {
            yield return DateOnly.FromDateTime(at.Value.UtcDateTime);
        }
    }

    private static DateTimeOffset Noon(DateOnly day) => new(day, new TimeOnly(12, 0), TimeSpan.Zero);
}
