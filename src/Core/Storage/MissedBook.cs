using Luzhi.Core.Duties;
using Luzhi.Core.Meetings;
using Luzhi.Core.Office;
using Luzhi.Core.Settings;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>A notice that the bell put aside: it fell due too long ago while nobody was there to ring it, or what it announces was over.</summary>
public sealed record MissedNotice(long Id, string Title, string Kind, DateTimeOffset DueAt, DateTimeOffset? ExpiresAt, string Text, Whom Whom);

/// <summary>The list of what was missed. A person may still ring it; nothing else does.</summary>
public sealed class MissedBook(Database database, TimeProvider clock, Words words, DeliverySettings delivery, TimeZoneInfo zone)
{
    /// <summary>Everything that fell due before that and was not rung is missed from now on.</summary>
    public async Task<int> MarkAsync(DateTimeOffset before, CancellationToken ct)
    {
        await using var db = database.Open();
        if (!await Old(db, before).AnyAsync(ct))
        {
            return 0; // nearly always: no writing then
        }

        return await database.WriteAsync((write, token) => Old(write, before).ExecuteUpdateAsync(set => set.SetProperty(n => n.State, "missed"), token), ct);
    }

    /// <summary>Newest first: a page goes on below <paramref name="before"/>.</summary>
    public async Task<Page<MissedNotice>> ListAsync(long? before, int most, CancellationToken ct)
    {
        await using var db = database.Open();
        var rows = await (
            from notice in db.Notices
            where notice.State == "missed" && (before == null || notice.Id < before)
            join occurrence in db.Occurrences on notice.OccurrenceId equals occurrence.Id
            orderby notice.Id descending
            select new MissedNotice(notice.Id, occurrence.Title, notice.Kind, notice.DueAt, notice.ExpiresAt, notice.Text, notice.Whom)).Take(most + 1).ToListAsync(ct);
        return rows.ToPage(most, n => n.Id);
    }

    /// <summary>Rings it after all, because a person says so now; a countdown counts from now.</summary>
    /// <returns>false when it is not on the list, or what it announces is past.</returns>
    public Task<bool> RingAsync(long noticeId, string by, CancellationToken ct) => database.WriteAsync(async (db, token) =>
    {
        var now = clock.GetUtcNow();
        var notice = await db.Notices.SingleOrDefaultAsync(n => n.Id == noticeId && n.State == "missed" && (n.ExpiresAt == null || n.ExpiresAt > now), token);
        if (notice is null)
        {
            return false;
        }

        await RecountAsync(db, notice, now, token);
        (notice.State, notice.DueAt, notice.ByHand) = ("due", now, true);
        db.Add(new AuditLine { At = now, Actor = by, Action = "notice.ring", Subject = $"notice:{noticeId}" });
        await db.SaveChangesAsync(token);
        return true;
    }, ct);

    private async Task RecountAsync(LuzhiDb db, Notice notice, DateTimeOffset now, CancellationToken ct)
    {
        var meeting = notice.Kind != "reminder" ? null : await (
            from m in db.Meetings.AsNoTracking()
            join i in db.Invitations on m.Id equals i.MeetingId
            join a in db.Assignments on i.AssignmentId equals a.Id
            where a.OccurrenceId == notice.OccurrenceId
            select m).FirstOrDefaultAsync(ct);
        if (meeting is { Countdown: true })
        {
            new MeetingPlan(words, new QuietHours(delivery.QuietFrom, delivery.QuietTo, zone)).Recount(notice, meeting, now);
        }
    }

    private static IQueryable<Notice> Old(LuzhiDb db, DateTimeOffset before) => db.Notices.Where(n => n.State == "due" && n.DueAt < before);
}
