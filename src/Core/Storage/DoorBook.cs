using Luzhi.Core.Meetings;
using Luzhi.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>The codes that the QR code at a meeting's door says, each for a few minutes, and only around the meeting.</summary>
public sealed class DoorBook(Database database, TimeProvider clock, Chance chance)
{
    /// <summary>Nobody types it: long enough that nobody guesses it either.</summary>
    private const int CodeLength = 16;

    /// <summary>A new code for the door of an announced meeting.</summary>
    /// <param name="whole">Not renewed: good until the door shuts, for a sheet of paper where there is no screen.</param>
    /// <returns>null when the door is not open now, or there is no such meeting.</returns>
    public Task<DoorCode?> MakeAsync(long meetingId, bool whole, string by, CancellationToken ct) => database.WriteAsync(async (db, token) =>
    {
        var now = clock.GetUtcNow();
        if (await db.Meetings.AsNoTracking().SingleOrDefaultAsync(m => m.Id == meetingId && m.State == MeetingState.Announced, token) is not { } meeting || !IsOpen(meeting, now))
        {
            return null;
        }

        var closes = DoorHours.Closes(meeting.StartsAt);
        var expires = whole || now + DoorHours.CodeLives > closes ? closes : now + DoorHours.CodeLives;
        var code = new DoorCode { Code = chance.Code(CodeLength), MeetingId = meetingId, MadeAt = now, MadeBy = by, ExpiresAt = expires };
        db.Add(code);
        if (whole || !await db.DoorCodes.AnyAsync(c => c.MeetingId == meetingId && c.MadeBy == by, token))
        {
            db.Add(new AuditLine { At = now, Actor = by, Action = whole ? "door.paper" : "door.open", Subject = $"meeting:{meetingId}" });
        }

        await db.SaveChangesAsync(token);
        return (DoorCode?)code;
    }, ct);

    /// <returns>How many are in, how many of them by the door's code, and how many were invited.</returns>
    public async Task<(int In, int Scanned, int Invited)> CountAsync(long meetingId, CancellationToken ct)
    {
        await using var db = database.Open();
        var here = db.Attendances.Where(a => a.MeetingId == meetingId && (a.State == AttendanceState.Present || a.State == AttendanceState.Late));
        return (await here.CountAsync(ct), await here.CountAsync(a => a.Via == "scan", ct), await db.Invitations.CountAsync(i => i.MeetingId == meetingId, ct));
    }

    private static bool IsOpen(Meeting meeting, DateTimeOffset now) =>
        meeting.AttendanceClosedAt is null && now >= DoorHours.Opens(meeting.StartsAt) && now < DoorHours.Closes(meeting.StartsAt);
}
