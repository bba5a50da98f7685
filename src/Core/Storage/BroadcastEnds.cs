using Luzhi.Core.Duties;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

public sealed partial class BroadcastBook
{
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
            // Two secretaries at once: the second waits here and then sees what the first did.
            var locked = database.Provider == Provider.Postgres ? LockPostgres : LockSqlite;
            if (await db.Broadcasts.FromSqlRaw(locked, id).SingleOrDefaultAsync(token) is not { } broadcast)
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

    private const string LockPostgres = "SELECT * FROM broadcast WHERE id = {0} FOR UPDATE";
    private const string LockSqlite = "SELECT * FROM broadcast WHERE id = {0}";
}
