using Luzhi.Core.Meetings;
using Luzhi.Core.Office;
using Luzhi.Core.Settings;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>What was changed about one person: from what the page showed to what was ticked. Null: nothing noted.</summary>
public sealed record AttendanceTick(long PersonId, AttendanceState? Was, AttendanceState? Now);

/// <summary>What came of a saved list.</summary>
/// <param name="Scanned">Left as they are: these came in by the door's code while the list was being filled in.</param>
public sealed record AttendanceSaved(int Noted, int Scanned);

/// <summary>Who came, entered by list; who scans the door's code is entered by the ledger. A meeting counts in rates once this is finished.</summary>
public sealed partial class AttendanceBook(Database database, TimeProvider clock, TimeZoneInfo zone, Words words)
{
    private DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);

    /// <summary>
    /// Saves what was ticked, all or nothing. Only what the secretary changed is written, so that a list which lay open for half an hour takes
    /// nobody out who scanned the door's code meanwhile.
    /// </summary>
    /// <returns>null when there is no such meeting.</returns>
    /// <exception cref="FaultsException">The meeting is called off, or too far ahead.</exception>
    public Task<AttendanceSaved?> SaveAsync(long meetingId, IReadOnlyList<AttendanceTick> ticks, string via, string by, CancellationToken ct) =>
        ChangeAsync(meetingId, async (db, meeting, token) =>
        {
            FaultsException.ThrowIfAny(TooEarly(meeting));
            var changed = ticks.Where(t => t.Was != t.Now).ToList();
            var known = await db.Attendances.Where(a => a.MeetingId == meetingId).ToDictionaryAsync(a => a.PersonId, token);
            var lines = await db.Invitations.Where(i => i.MeetingId == meetingId).ToDictionaryAsync(i => i.PersonId, i => i.AssignmentId, token);
            var scanned = changed.Count(t => t.Was is null && known.GetValueOrDefault(t.PersonId) is { Via: "scan" });
            var noted = changed.Count(t => lines.TryGetValue(t.PersonId, out var line) && Note(db, meeting, line, t, known.GetValueOrDefault(t.PersonId), via, by));
            db.Add(Trail(by, "attendance.enter", meetingId, $"noted {noted}"));
            return new AttendanceSaved(noted, scanned);
        }, ct);

    /// <returns>false when there is no such meeting, or the person was not invited.</returns>
    public async Task<bool> EnterAsync(long meetingId, long personId, AttendanceState? state, string via, string by, CancellationToken ct)
    {
        await using var db = database.Open();
        if (!await db.Invitations.AnyAsync(i => i.MeetingId == meetingId && i.PersonId == personId, ct))
        {
            return false;
        }

        var was = await db.Attendances.AsNoTracking().SingleOrDefaultAsync(a => a.MeetingId == meetingId && a.PersonId == personId, ct);
        return was?.State == state || await SaveAsync(meetingId, [new(personId, was?.State, state)], via, by, ct) is not null;
    }

    /// <summary>
    /// Finished: who has no line by now was on leave, where leave was asked for and not refused, or absent. From now on the meeting counts.
    /// </summary>
    /// <returns>false when there is no such meeting.</returns>
    public async Task<bool> CloseAsync(long meetingId, string by, CancellationToken ct) => await ChangeAsync(meetingId, async (db, meeting, token) =>
    {
        var now = clock.GetUtcNow();
        if (meeting.StartsAt > now)
        {
            throw new FaultsException("state", words["attendance.fault.not_begun"]);
        }

        var filled = await db.RunAsync(FillIn, new { meetingId, by, now }, token);
        meeting.AttendanceClosedAt = now;
        db.Add(Trail(by, "attendance.close", meetingId, $"filled in {filled}"));
        return new AttendanceSaved(filled, 0);
    }, ct) is not null;

    /// <summary>Open again: until it is finished anew the meeting counts in nobody's rate.</summary>
    /// <returns>false when there is no such meeting.</returns>
    public async Task<bool> ReopenAsync(long meetingId, string by, CancellationToken ct) => await ChangeAsync(meetingId, (db, meeting, _) =>
    {
        meeting.AttendanceClosedAt = null;
        db.Add(Trail(by, "attendance.reopen", meetingId, null));
        return Task.FromResult(new AttendanceSaved(0, 0));
    }, ct) is not null;

    private Task<AttendanceSaved?> ChangeAsync(long meetingId, Func<LuzhiDb, Meeting, CancellationToken, Task<AttendanceSaved>> change, CancellationToken ct) =>
        database.WriteAsync(async (db, token) =>
        {
            var meeting = await db.Meetings.SingleOrDefaultAsync(m => m.Id == meetingId, token);
            if (meeting is not { State: not MeetingState.Draft })
            {
                return null;
            }

            if (meeting.State == MeetingState.Withdrawn)
            {
                throw new FaultsException("state", words["meeting.fault.withdrawn"]);
            }

            var saved = await change(db, meeting, token);
            await db.SaveChangesAsync(token);
            return saved;
        }, ct);

    /// <returns>Whether it was written: a scan that came meanwhile stays.</returns>
    private bool Note(LuzhiDb db, Meeting meeting, long assignmentId, AttendanceTick tick, Attendance? known, string via, string by)
    {
        if (tick.Was is null && known is { Via: "scan" })
        {
            return false;
        }

        if (known is not null)
        {
            db.Add(Trail(by, "attendance.change", meeting.Id, $"person:{tick.PersonId} {Naming.Snake(known.State.ToString())} > {(tick.Now is { } state ? Naming.Snake(state.ToString()) : "none")}"));
        }

        if (tick.Now is not { } now)
        {
            db.RemoveRange(known is null ? [] : [known]);
            return known is not null;
        }

        var line = known ?? db.Add(new Attendance { AssignmentId = assignmentId, MeetingId = meeting.Id, PersonId = tick.PersonId, Via = via }).Entity;
        (line.State, line.At, line.Via, line.EnteredBy) = (now, clock.GetUtcNow(), via, by);
        return true;
    }

    private IReadOnlyList<Fault> TooEarly(Meeting meeting) =>
        clock.GetUtcNow() < DoorHours.Opens(meeting.StartsAt) ? [new("state", words["attendance.fault.early"])] : [];

    private AuditLine Trail(string by, string action, long meetingId, string? detail) =>
        new() { At = clock.GetUtcNow(), Actor = by, Action = action, Subject = $"meeting:{meetingId}", Detail = detail };

    private const string FillIn = """
        INSERT INTO attendance (assignment_id, meeting_id, person_id, state, at, via, entered_by)
        SELECT i.assignment_id, i.meeting_id, i.person_id, CASE WHEN i.state = 'leave' AND COALESCE(i.leave_approved, true) THEN 'leave' ELSE 'absent' END, @now, 'list', @by
        FROM invitation i WHERE i.meeting_id = @meetingId
        ON CONFLICT DO NOTHING
        """;
}
