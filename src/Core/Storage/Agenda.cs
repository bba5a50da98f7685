using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>What falls due next, as the tables stand: where an engine that jumps from instant to instant goes.</summary>
public sealed class Agenda(Database database)
{
    /// <summary>When the bell has something to ring; null when nothing is in sight.</summary>
    public async Task<DateTimeOffset?> BellAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.Notices.Where(n => n.State == "due").OrderBy(n => n.DueAt).Select(n => (DateTimeOffset?)n.DueAt).FirstOrDefaultAsync(ct);
    }

    /// <summary>When the door has something to send, or finds what a worker that died left unknown; null when nothing is in sight. What is held waits for a person, not for an instant.</summary>
    public async Task<DateTimeOffset?> DoorAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.FirstAsync<DateTimeOffset?>(Door, null, ct);
    }

    private const string Door = """
        SELECT soonest FROM (
            SELECT min(not_before) AS soonest FROM outbox WHERE state = 'ready'
            UNION ALL
            SELECT min(lease_until) FROM outbox WHERE state = 'claimed') AS coming
        WHERE soonest IS NOT NULL ORDER BY soonest LIMIT 1
        """;
}
