namespace Luzhi.Core.Meetings;

/// <summary>When the door of a meeting takes people in, and what a scan there is worth.</summary>
public static class DoorHours
{
    /// <summary>A code lives so long; the page at the door shows a new one at half of it.</summary>
    public static readonly TimeSpan CodeLives = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan OpensBefore = TimeSpan.FromHours(2);
    private static readonly TimeSpan ClosesAfter = TimeSpan.FromHours(8);

    /// <summary>Who stood in the queue at the door when the meeting began was there in time.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(10);

    public static DateTimeOffset Opens(DateTimeOffset startsAt) => startsAt - OpensBefore;

    public static DateTimeOffset Closes(DateTimeOffset startsAt) => startsAt + ClosesAfter;

    public static AttendanceState StateAt(DateTimeOffset now, DateTimeOffset startsAt) => now <= startsAt + Grace ? AttendanceState.Present : AttendanceState.Late;
}
