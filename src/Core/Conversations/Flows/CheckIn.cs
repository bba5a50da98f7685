using System.Globalization;
using Luzhi.Core.Duties;
using Luzhi.Core.Meetings;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Conversations.Flows;

/// <summary>
/// The QR code at the door was scanned: the member is there, and told so in one line. Asked before <see cref="Binding"/>, so that a scan
/// that follows the account as well is taken for what it was.
/// </summary>
public sealed class CheckIn(Words words) : IFlow
{
    public string Name => "checkin";

    public Turn? Step(Conversation conversation, Inbound inbound, Facts facts)
    {
        if (DoorWords.CodeIn(inbound) is null)
        {
            return null;
        }

        if (facts.Speaker is null)
        {
            return Turn.Say(conversation, words.Say("checkin.unbound", ("body", facts.BodyName)));
        }

        var change = Change(facts);
        return change is null ? Turn.Say(conversation, Said(Hindrance(facts), facts)) : Turn.Say(conversation, Said(KeyOf(change.State), facts), change);
    }

    private static Change.CheckIn? Change(Facts facts) =>
        Hindrance(facts) is null && facts.Door is { AssignmentId: { } assignment } door ? new(assignment, DoorHours.StateAt(facts.Now, door.StartsAt)) : null;

    /// <summary>Twice is once, whatever the second code; then what the meeting itself says, then the code.</summary>
    private static string? Hindrance(Facts facts) => facts.Door switch
    {
        null => "unknown",
        { Attendance: AttendanceState.Present or AttendanceState.Late } => "already",
        { Announced: false } => "withdrawn",
        { AssignmentId: null } => "not_invited",
        { Closed: true } => "closed",
        { StartsAt: var start } when facts.Now > DoorHours.Closes(start) => "closed",
        { StartsAt: var start } when facts.Now < DoorHours.Opens(start) => "early",
        { ExpiresAt: var expires } when expires <= facts.Now => "renewed",
        _ => null,
    };

    private static string KeyOf(AttendanceState state) => state == AttendanceState.Late ? "late" : "done";

    private string Said(string? key, Facts facts)
    {
        var at = TimeZoneInfo.ConvertTime(facts.Door?.CheckedInAt ?? facts.Now, facts.Zone).ToString("HH:mm", CultureInfo.InvariantCulture);
        return words.Say($"checkin.{key}",
            ("name", facts.Speaker?.Name),
            ("title", facts.Door?.Title is { } title ? words.Say("checkin.title", ("title", title)) : words["checkin.this_meeting"]),
            ("from", facts.Door is { } door ? Civil.Say(DoorHours.Opens(door.StartsAt), facts.Now, facts.Zone) : ""),
            ("at", at));
    }
}
