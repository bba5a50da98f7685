using Luzhi.Core.Duties;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>A notice that the bell put aside: it fell due too long ago while nobody was there to ring it, or what it announces was over.</summary>
public sealed record MissedNotice(long Id, string Title, string Kind, DateTimeOffset DueAt, DateTimeOffset? ExpiresAt);

/// <summary>The list of what was missed. A person may still ring it; nothing else does.</summary>
public sealed class MissedBook(Database database, TimeProvider clock)
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
            select new MissedNotice(notice.Id, occurrence.Title, notice.Kind, notice.DueAt, notice.ExpiresAt)).Take(most + 1).ToListAsync(ct);
        return rows.ToPage(most, n => n.Id);
    }

    /// <summary>Rings it after all, because a person says so now.</summary>
    /// <returns>false when it is not on the list, or what it announces is past.</returns>
    public async Task<bool> RingAsync(long noticeId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return await database.WriteAsync((db, token) => db.Notices
            .Where(n => n.Id == noticeId && n.State == "missed" && (n.ExpiresAt == null || n.ExpiresAt > now))
            .ExecuteUpdateAsync(set => set.SetProperty(n => n.State, "due").SetProperty(n => n.DueAt, now).SetProperty(n => n.ByHand, true), token), ct) == 1;
    }

    private static IQueryable<Notice> Old(LuzhiDb db, DateTimeOffset before) => db.Notices.Where(n => n.State == "due" && n.DueAt < before);
}
