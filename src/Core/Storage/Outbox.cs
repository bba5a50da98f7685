using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Storage;

/// <summary>
/// What is to be sent, handed out under a lease and taken back with what became of it. Any number of workers on any number of nodes may
/// ask at once: no row is in two hands while its lease lasts.
/// </summary>
public sealed class Outbox(Database database, TimeProvider clock, DeliverySettings delivery)
{
    /// <summary>So few that the rows of one transaction are soon free again.</summary>
    private const int FinishAtOnce = 50;

    /// <summary>A receipt older than this that nobody waited for is not looked at again.</summary>
    private static readonly TimeSpan ReceiptWaits = TimeSpan.FromMinutes(10);

    /// <summary>Up to <paramref name="most"/> rows of the lane that may go now, soonest first; they are this worker's until the lease runs out.</summary>
    public async Task<IReadOnlyList<Claimed>> ClaimAsync(string worker, Lane lane, int most, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var at = new { worker, lane = (int)lane, most, now, until = now + delivery.Lease };
        var claimed = await Deadlocks.RetryAsync(() => database.WriteAsync(async (db, token) =>
        {
            // Its worker died or stalled. Whether the row was sent nobody knows: it is counted, and the door decides what that means.
            await using var found = await db.EachAsync(RecoverAndClaim, at, token);
            return await found.ReadAsync<long>(token);
        }, ct));

        Checkpoint.Reached("door.after-claim");
        // Dying here: the rows stay claimed until the lease runs out, then they come again as unknown although nothing was sent.
        return claimed.Count == 0 ? [] : await new ClaimedRows(database).LoadAsync(claimed, worker, now, ct);
    }

    /// <summary>The same rows as they stand now, all in one look: what earlier ones of the same people came to is written down by now.</summary>
    /// <param name="held">Of one claim, and not empty.</param>
    public Task<IReadOnlyList<Claimed>> LookAgainAsync(IReadOnlyList<Claimed> held, CancellationToken ct) =>
        new ClaimedRows(database).LoadAsync([.. held.Select(row => row.OutboxId)], held[0].Worker, held[0].ClaimedAt, ct);

    /// <summary>
    /// Writes down what became of claimed rows, at most fifty in a transaction. A row whose lease has passed to another is left to that one:
    /// what it is, the other will find out, and the repeat is marked.
    /// </summary>
    /// <returns>How many rows this worker still held.</returns>
    public async Task<int> FinishAsync(IReadOnlyList<Finished> finished, CancellationToken ct)
    {
        var done = 0;
        foreach (var batch in finished.Chunk(FinishAtOnce))
        {
            // Dying before the commit: all of the batch is unknown. After it: all of it is written down, and nothing of it is sent again.
            done += await Deadlocks.RetryAsync(() => database.WriteAsync(async (db, token) =>
            {
                var ended = await new Ends(db, clock.GetUtcNow()).WriteAsync(batch, ReceiptWaits, token);
                Checkpoint.Reached("acknowledge.before-commit");
                return ended;
            }, ct));
            Checkpoint.Reached("acknowledge.after-commit");
        }

        return done;
    }

    private const string RecoverAndClaim = $"{Recover};{Claim}";

    private const string Recover = """
        UPDATE outbox SET state = 'ready', unknowns = unknowns + 1, crashes = crashes + 1, lease_owner = NULL, lease_until = NULL
        WHERE id IN (SELECT id FROM outbox WHERE state = 'claimed' AND lane = @lane AND lease_until <= @now ORDER BY id SKIP LOCKED)
        """;

    private const string Claim = """
        UPDATE outbox SET state = 'claimed', attempts = attempts + 1, lease_owner = @worker, lease_until = @until
        WHERE id IN (
            SELECT id FROM outbox WHERE state = 'ready' AND lane = @lane AND not_before <= @now
            ORDER BY not_before, id LIMIT @most SKIP LOCKED)
        RETURNING id
        """;
}
