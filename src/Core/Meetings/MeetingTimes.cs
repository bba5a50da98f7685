using Luzhi.Core.Duties;

namespace Luzhi.Core.Meetings;

/// <summary>Reminder offsets as a meeting keeps them: "P1D PT2H".</summary>
public static class MeetingTimes
{
    /// <summary>全会倒计时: a month, a week, a day and two hours before the opening.</summary>
    public static IReadOnlyList<string> Countdown { get; } = ["P30D", "P7D", "P1D", "PT2H"];

    public static IEnumerable<Offset> Offsets(string reminders) =>
        reminders.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Offset.Parse).OfType<Offset>();
}
