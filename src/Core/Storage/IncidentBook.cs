using Luzhi.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>What the office or the operator has to see to. One open incident a subject: it counts, and closes when the thing works again.</summary>
public sealed class IncidentBook(Database database, TimeProvider clock)
{
    public Task OpenAsync(string subject, string what, CancellationToken ct) =>
        database.WriteAsync(async (db, token) =>
        {
            var now = clock.GetUtcNow();
            var open = await db.Incidents.FirstOrDefaultAsync(i => i.Subject == subject && i.ClosedAt == null, token);
            open ??= db.Add(new Incident { Subject = subject, What = what, OpenedAt = now }).Entity;
            (open.What, open.LastAt) = (what, now);
            open.Times++;
            await db.SaveChangesAsync(token);
        }, ct);

    /// <summary>Costs one read while nothing is open, which is nearly always.</summary>
    public async Task CloseAsync(string subject, CancellationToken ct)
    {
        await using var db = database.Open();
        if (await db.Incidents.AnyAsync(i => i.Subject == subject && i.ClosedAt == null, ct))
        {
            DateTimeOffset? now = clock.GetUtcNow();
            await database.WriteAsync((write, token) => write.Incidents.Where(i => i.Subject == subject && i.ClosedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(i => i.ClosedAt, now), token), ct);
        }
    }

    public async Task<IReadOnlyList<Incident>> OpenOnesAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.Incidents.AsNoTracking().Where(i => i.ClosedAt == null).OrderByDescending(i => i.Id).ToListAsync(ct);
    }
}
