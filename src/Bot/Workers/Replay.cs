using Luzhi.Core;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;

namespace Luzhi.Bot.Workers;

/// <summary>
/// Takes through the ledger what is spooled: at the start what a dead process of this machine left, and after a stall or an outage what
/// could not wait. Nobody waits for these answers any more: they are the door's.
/// </summary>
internal sealed class Replay(Spool spool, TakeTurn take, IncidentBook incidents, Words words, TimeProvider clock, ILogger<Replay> log) : BackgroundService
{
    private const int AtOnce = 8;

    /// <summary>Between two looks whether the database is back.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private bool told;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await spool.MovedAsync(stoppingToken);
                while (!await DrainedAsync(stoppingToken))
                {
                    await Task.Delay(Pause, clock, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is still there is taken at the next start.
        }
    }

    /// <returns>False to come back in a moment: the database is away.</returns>
    private async Task<bool> DrainedAsync(CancellationToken ct)
    {
        while (spool.Ready() is { Count: > 0 } ready)
        {
            var away = false;
            await Parallel.ForEachAsync(ready, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (push, token) =>
            {
                if (!away && !await TakenAsync(push, token))
                {
                    away = true;
                }
            });
            if (away)
            {
                return false;
            }
        }

        await spool.TidyAsync(ct);
        return await ToldAsync(ct);
    }

    /// <returns>False when the database is away.</returns>
    private async Task<bool> TakenAsync(Spooled push, CancellationToken ct)
    {
        var key = push.Inbound.Key;
        try
        {
            var race = new ReplyRace();
            race.TryDoor();
            Checkpoint.Reached("replay.before-turn");
            await take(push.Inbound, race, ct);
            // Dying here: it is true and still spooled. The next start takes it again, as a duplicate.
            Checkpoint.Reached("replay.after-turn");
            spool.Done(key);
            return true;
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            log.LogError(failure, "The spooled turn for {Key} failed", key);
            if (Outage.Is(failure))
            {
                return false;
            }

            spool.Refuse(key);
            return true;
        }
    }

    /// <summary>What the office has to know, as soon as the database is there to tell it.</summary>
    private async Task<bool> ToldAsync(CancellationToken ct)
    {
        try
        {
            await TellAsync("stuck", spool.Stuck, ct);
            await TellAsync("foreign", spool.Foreign, ct);
            // They are gone: that stays to be read until somebody starts the house anew.
            if (spool.TakeRefused() is var refused && (refused > 0 || !told))
            {
                await TellAsync("refused", refused, ct);
            }

            return told = true;
        }
        catch (Exception failure) when (Outage.Is(failure))
        {
            return false;
        }
    }

    private async Task TellAsync(string what, int count, CancellationToken ct)
    {
        if (count == 0)
        {
            await incidents.CloseAsync($"spool:{what}", ct);
            return;
        }

        log.LogError("Of the spool {Count} are {What}", count, what);
        await incidents.OpenAsync($"spool:{what}", words.Say($"spool.{what}", ("count", count)), ct);
    }
}
