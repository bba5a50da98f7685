using Luzhi.Core.Duties;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

public sealed partial class BroadcastBook
{
    /// <summary>Once more to those who have not answered, and to nobody else.</summary>
    /// <param name="said">The secretary's own words for it; null for the house's.</param>
    /// <returns>null when there is no such broadcast.</returns>
    /// <exception cref="FaultsException">It asks nothing, or the day to answer by is past.</exception>
    public async Task<Broadcast?> ChaseAsync(long id, string? said, string by, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return await ChangeAsync(id, by, "broadcast.chase", async (db, broadcast, occurrence, token) =>
        {
            FaultsException.ThrowIfAny(
                broadcast.Ask is null ? [new("ask", words["broadcast.fault.asks_nothing"])]
                : broadcast.DueAt <= now ? [new("dueAt", words["broadcast.fault.over"])] : []);
            var times = await db.Notices.CountAsync(n => n.OccurrenceId == occurrence.Id && n.Kind == "chase", token) + 1;
            Ring(db, occurrence.Id, Plan.Chased(broadcast, said, times, now));
        }, ct);
    }

    /// <summary>Taken back: who was told hears a correction, who was not hears nothing, what waits is not sent. Answers given stay on record.</summary>
    /// <returns>null when there is no such broadcast.</returns>
    public async Task<Broadcast?> WithdrawAsync(long id, string by, CancellationToken ct) =>
        await ChangeAsync(id, by, "broadcast.withdraw", async (db, broadcast, occurrence, token) =>
        {
            occurrence.Withdrawn = true;
            await db.Notices.Where(n => n.OccurrenceId == occurrence.Id && (n.State == "due" || n.State == "rung"))
                .ExecuteUpdateAsync(set => set.SetProperty(n => n.State, "withdrawn"), token);
            Ring(db, occurrence.Id, Plan.Withdrawn(broadcast, clock.GetUtcNow()));
        }, ct);

    public async Task<bool> IsWithdrawnAsync(long id, CancellationToken ct)
    {
        await using var db = database.Open();
        return (await OccurrenceAsync(db, id, ct)).Withdrawn;
    }

    private Task<Broadcast?> ChangeAsync(
        long id, string by, string action, Func<LuzhiDb, Broadcast, Occurrence, CancellationToken, Task> change, CancellationToken ct) =>
        database.WriteAsync(async (db, token) =>
        {
            if (await db.Broadcasts.SingleOrDefaultAsync(b => b.Id == id, token) is not { } broadcast)
            {
                return null;
            }

            var occurrence = await OccurrenceAsync(db, id, token);
            FaultsException.ThrowIfAny(occurrence.Withdrawn ? [new("state", words["broadcast.fault.withdrawn"])] : []);
            await change(db, broadcast, occurrence, token);
            Note(db, by, action, id);
            await db.SaveChangesAsync(token);
            return broadcast;
        }, ct);
}
