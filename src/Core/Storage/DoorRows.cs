using Luzhi.Core.Conversations;
using Luzhi.Core.Duties;
using Luzhi.Core.Meetings;

namespace Luzhi.Core.Storage;

internal sealed record DoorRow
{
    public string Code { get; init; } = "";
    public DateTimeOffset ExpiresAt { get; init; }
    public string Title { get; init; } = "";
    public DateTimeOffset StartsAt { get; init; }
    public MeetingState State { get; init; }
    public Secrecy Secrecy { get; init; }
    public DateTimeOffset? AttendanceClosedAt { get; init; }
    public long? PersonId { get; init; }
    public long? AssignmentId { get; init; }
    public AttendanceState? Attendance { get; init; }
    public DateTimeOffset? CheckedInAt { get; init; }

    /// <summary>The row may be another's of the same batch: then only what it says of the meeting holds.</summary>
    public DoorLookup Lookup(long? speaker)
    {
        var own = PersonId is not null && PersonId == speaker;
        return new(
            Secrecy == Secrecy.Open ? Title : null, StartsAt, State == MeetingState.Announced, AttendanceClosedAt is not null, ExpiresAt,
            own ? AssignmentId : null, own ? Attendance : null, own ? CheckedInAt : null);
    }

    /// <summary>What the list says of somebody who was not there gives way to the one who stands at the door; who is in already is not taken in twice.</summary>
    public const string CheckIn = """
        INSERT INTO attendance (assignment_id, meeting_id, person_id, state, at, via)
        SELECT i.assignment_id, i.meeting_id, i.person_id, @state, @now, 'scan' FROM invitation i JOIN meeting m ON m.id = i.meeting_id
        WHERE i.assignment_id = @AssignmentId AND i.person_id = @person AND m.state = 'announced' AND m.attendance_closed_at IS NULL
        ON CONFLICT (assignment_id) DO UPDATE SET state = excluded.state, at = excluded.at, via = 'scan', entered_by = NULL
        WHERE attendance.state IN ('absent', 'leave')
        """;
}

internal sealed record AttendedRow
{
    public long PersonId { get; init; }
    public int Invited { get; init; }
    public int Attended { get; init; }
    public int Leave { get; init; }

    public OwnAttendance Own() => new(Invited, Attended, Leave, Invited - Attended - Leave);
}
