using Luzhi.Core.Duties;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Meetings;

/// <param name="Reminders">ISO 8601 durations before the start.</param>
/// <param name="Announce">false keeps it a draft: nobody is invited and nothing rings until it is announced.</param>
/// <param name="Countdown">A plenary: reminders count the days down to the opening, at the usual distances where none are given.</param>
/// <param name="TypeId">The meeting type; null for none.</param>
/// <param name="Receipt">The form for who attends; null for the type's, empty for none.</param>
public sealed record NewMeeting(
    string Title, DateTimeOffset StartsAt, string Place, string Audience, IReadOnlyList<string> Reminders, bool Announce = true, Secrecy Secrecy = Secrecy.Open,
    bool Countdown = false, long? TypeId = null, string? Receipt = null);

/// <summary>What changes; null leaves it as it is. The audience cannot change: who was invited stays invited.</summary>
public sealed record MeetingEdit(string? Title = null, DateTimeOffset? StartsAt = null, string? Place = null, IReadOnlyList<string>? Reminders = null);

/// <summary>The four states sum to the invited; <see cref="LeaveApproved"/> is the part of <see cref="Leave"/> that was approved.</summary>
public sealed record Tally(int Invited, int Attending, int Leave, int LeaveApproved, int Asked, int Pending);

/// <summary>What can be wrong with a meeting before the database is asked, in the words of the outside.</summary>
public sealed class MeetingCheck(Words words, TimeZoneInfo zone)
{
    private const int LengthMost = 200;
    private const int RemindersMost = 20;

    public IReadOnlyList<Fault> Faults(NewMeeting meeting, DateTimeOffset now) =>
        [.. Title(meeting.Title), .. Start(meeting.StartsAt, now), .. Place(meeting.Place), .. Reminders(meeting.Reminders),
        .. meeting.Secrecy == Secrecy.Offline ? Offline(meeting.Place) : []];

    public IReadOnlyList<Fault> Faults(MeetingEdit edit, DateTimeOffset now) =>
    [
        .. edit.Title is null ? [] : Title(edit.Title),
        .. edit.StartsAt is null ? [] : Start(edit.StartsAt.Value, now),
        .. edit.Place is null ? [] : Place(edit.Place),
        .. edit.Reminders is null ? [] : Reminders(edit.Reminders),
    ];

    /// <summary>Of what is offline only the date and whether it was done are kept.</summary>
    public IReadOnlyList<Fault> Offline(string place) => place.Trim().Length == 0 ? [] : [new("place", words["secrecy.fault.offline_place"])];

    public IReadOnlyList<Fault> Start(DateTimeOffset start, DateTimeOffset now) =>
        start > now + Civil.Farthest ? [new("startsAt", words.Say("meeting.fault.start_far", ("when", Civil.Say(start, now, zone))))]
        : start > now ? []
        : [new("startsAt", words.Say("meeting.fault.start_past", ("when", Civil.Say(start, now, zone))))];

    private IReadOnlyList<Fault> Title(string title) => title.Trim().Length switch
    {
        0 => [new("title", words["meeting.fault.title_empty"])],
        > LengthMost => [new("title", words.Say("meeting.fault.title_long", ("most", LengthMost)))],
        _ => [],
    };

    private IReadOnlyList<Fault> Place(string place) =>
        place.Length <= LengthMost ? [] : [new("place", words.Say("meeting.fault.place_long", ("most", LengthMost)))];

    private IReadOnlyList<Fault> Reminders(IReadOnlyList<string> reminders) =>
        reminders.Count > RemindersMost
            ? [new("reminders", words.Say("meeting.fault.reminders_many", ("most", RemindersMost)))]
            : [.. reminders.Where(r => Offset.Parse(r) is null).Select(r => new Fault("reminders", words.Say("meeting.fault.reminder", ("offset", r))))];
}
