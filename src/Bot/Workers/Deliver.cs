using Luzhi.Core.Messages;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;

namespace Luzhi.Bot.Workers;

/// <summary>
/// The door: claims what is to be sent under a lease, sends it, and writes down what came of it. Two lanes, each with its own loop, so that
/// an answer to one person never stands behind a message to thousands. What is true if the process dies is said at each line.
/// </summary>
internal sealed class Deliver(
    Outbox outbox, Attempt attempt, Gates gates, Wake wake, DeliverySettings settings, string worker, TimeProvider clock, ILogger<Deliver> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>When each lane's loop last came round, on a clock that nobody can pull.</summary>
    private readonly long[] rounds = [0, 0];

    /// <summary>How long the slower lane has not come round; null before the first time.</summary>
    public TimeSpan? SilentFor => rounds.Contains(0) ? null : rounds.Max(round => clock.GetElapsedTime(round));

    /// <summary>Everything that can go now, replies first. For journeys and rehearsals, which have no loops.</summary>
    /// <returns>How many rows were looked at.</returns>
    public async Task<int> RunOnceAsync(CancellationToken ct)
    {
        var total = 0;
        while (true)
        {
            var (replies, before) = (0, total);
            while ((replies = await RoundAsync(Lane.Reply, ct)) > 0)
            {
                total += replies;
            }

            total += await RoundAsync(Lane.Bulk, ct);
            if (total == before)
            {
                return total;
            }
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(LoopAsync(Lane.Reply, stoppingToken), LoopAsync(Lane.Bulk, stoppingToken));

    private async Task LoopAsync(Lane lane, CancellationToken stopping)
    {
        IReadOnlyList<Claimed> held = [];
        while (!stopping.IsCancellationRequested)
        {
            rounds[(int)lane] = clock.GetTimestamp();
            try
            {
                held = held.Count > 0 ? held : await ClaimAsync(lane, 0, stopping);
                if (held.Count == 0)
                {
                    await wake.WaitAsync(lane, Look, clock, stopping);
                }

                held = held.Count == 0 ? [] : await SendAndClaimAsync(lane, held, stopping);
            }
            catch (Exception) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                held = [];
                log.LogError(fault, "the door's {Lane} lane stumbled", lane);
                await Task.Delay(Look, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        // Claimed while the last were sent, and not begun: given back.
        await SendAsync(held, stopping);
    }

    /// <summary>While one batch is sent and acknowledged, the next is claimed.</summary>
    private async Task<IReadOnlyList<Claimed>> SendAndClaimAsync(Lane lane, IReadOnlyList<Claimed> held, CancellationToken stopping)
    {
        var people = held.Select(row => row.PersonId).OfType<long>().ToHashSet();
        var claiming = ClaimAsync(lane, held.Count, stopping);
        try
        {
            await SendAsync(held, stopping);
        }
        finally
        {
            await ((Task)claiming).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        var next = await claiming;
        // Claimed before it was known what the last ones to the same people came to.
        return next.Any(row => row.PersonId is { } person && people.Contains(person)) ? await outbox.LookAgainAsync(next, CancellationToken.None) : next;
    }

    private async Task<int> RoundAsync(Lane lane, CancellationToken stopping)
    {
        var claimed = await ClaimAsync(lane, 0, stopping);
        await SendAsync(claimed, stopping);
        return claimed.Count;
    }

    /// <param name="underway">So many that were claimed before have still to go: the pace allows for them first.</param>
    private async Task<IReadOnlyList<Claimed>> ClaimAsync(Lane lane, int underway, CancellationToken stopping)
    {
        var most = Math.Min(settings.ClaimAtMost, gates.Free(lane) - underway);
        // Dead before this: nothing happened. Dead after it: the lease runs out, and each row is unknown, sent or not.
        // Once begun it is not broken off at a stop: rows claimed by nobody who knows of it would be unknown, and go again for nothing.
        stopping.ThrowIfCancellationRequested();
        return most <= 0 ? [] : await outbox.ClaimAsync(worker, lane, most, CancellationToken.None);
    }

    private async Task SendAsync(IReadOnlyList<Claimed> claimed, CancellationToken stopping)
    {
        if (claimed.Count == 0)
        {
            return;
        }

        var acknowledge = new Acknowledge(outbox, clock, log);
        var acknowledging = acknowledge.RunAsync();
        try
        {
            // One person's messages go one after the other, in the order in which they were written.
            var people = claimed.GroupBy(row => row.PersonId ?? -row.OutboxId);
            var options = new ParallelOptions { MaxDegreeOfParallelism = settings.SendAtOnce, CancellationToken = CancellationToken.None };
            await Parallel.ForEachAsync(people, options, async (rows, _) =>
            {
                var earlier = new List<Finished>();
                foreach (var row in rows)
                {
                    // Dead inside: this row is unknown. Dead after: it was sent and is unknown until acknowledged, at most 50 ms later.
                    earlier.Add(await attempt.MakeAsync(row.After(earlier), stopping));
                    acknowledge.Add(earlier[^1]);
                }
            });
        }
        finally
        {
            acknowledge.Complete();
            await acknowledging;
        }
    }
}
