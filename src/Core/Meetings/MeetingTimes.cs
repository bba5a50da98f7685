using Luzhi.Core.Duties;

namespace Luzhi.Core.Meetings;

/// <summary>Reminder offsets as a meeting keeps them: "P1D PT2H".</summary>
public static class MeetingTimes
{
    public static IEnumerable<Offset> Offsets(string reminders) =>
        reminders.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Offset.Parse).OfType<Offset>();
}
