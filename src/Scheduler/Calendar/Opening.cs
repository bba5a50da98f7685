using Luzhi.Core.Duties;
using Luzhi.Core.Duties.Files;

namespace Luzhi.Scheduler.Calendar;

/// <summary>When a duty opens: with its period, or so long before its due day; in the morning, for then it is told.</summary>
internal static class Opening
{
    private static readonly TimeOnly Morning = new(9, 0);

    public static DateTimeOffset Of(Duty duty, DueDay day, DateTimeOffset due, HolidayYears holidays, TimeZoneInfo zone)
    {
        if (duty.Opens is { Months: 0, Days: 0 } exact)
        {
            return exact.Before(due, zone);
        }

        var dueDay = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(due, zone).DateTime);
        var opens = duty.Opens is { } offset ? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(offset.Before(due, zone), zone).DateTime)
            : day.Starts is { } starts ? holidays.Shifted(starts, duty.Shift == Shift.None ? Shift.None : Shift.Next)
            : dueDay.AddDays(-DueDays.DefaultLead);
        return At(opens < dueDay ? opens : dueDay, Hour(duty), due, zone);
    }

    /// <summary>The hour of the notice that opens it, where that has one.</summary>
    private static TimeOnly Hour(Duty duty) => duty.Notices.FirstOrDefault(n => n.At is null)?.Time ?? Morning;

    private static DateTimeOffset At(DateOnly day, TimeOnly hour, DateTimeOffset due, TimeZoneInfo zone)
    {
        var at = Civil.Instant(day.ToDateTime(hour), zone);
        return at < due ? at : Civil.Instant(day.ToDateTime(TimeOnly.MinValue), zone);
    }
}
