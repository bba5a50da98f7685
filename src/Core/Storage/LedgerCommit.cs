using Luzhi.Core.Messages;
using Luzhi.Core.Meetings;

namespace Luzhi.Core.Storage;

/// <summary>One durable commit for a batch of turns, and each of them told what came of it.</summary>
internal sealed class LedgerCommit(
    Database database, TimeProvider clock, FactsBook factsBook, WindowRules windows, Wake wake, TalkPlans plans, DeskBook desk)
{
    /// <summary>A batch that fails is taken again one by one, so that nobody suffers for a neighbour: only who fails alone has failed. Never throws.</summary>
    public async Task TakeAsync(IReadOnlyList<Hearing> hearings)
    {
        try
        {
            foreach (var apart in hearings is [var alone] ? await Deadlocks.RetryAsync(() => CommitAsync([alone])) : await CommitAsync(hearings))
            {
                await TakeAsync([apart]);
            }
        }
        catch (Exception fault) when (hearings.Count == 1 || Deadlocks.Unreachable(fault))
        {
            // Nobody was promised anything: the platform's next tries start them afresh.
            foreach (var hearing in hearings)
            {
                hearing.Fail(fault);
            }
        }
        catch (Exception)
        {
            foreach (var hearing in hearings)
            {
                await TakeAsync([hearing]);
            }
        }
    }

    /// <returns>Those of whom nothing was taken, because they have to go alone.</returns>
    private async Task<IReadOnlyList<Hearing>> CommitAsync(IReadOnlyList<Hearing> hearings)
    {
        // Dying before this returns: nothing of the batch is true, or all of it is and nobody was told; the platform's next tries find out which.
        var taken = await database.WriteAsync(async (db, ct) =>
        {
            var taken = await new LedgerBatch(db, factsBook, windows, plans, desk, clock.GetUtcNow()).TakeAsync(hearings, ct);
            Checkpoint.Reached("ledger.before-commit");
            return taken;
        }, CancellationToken.None);

        Checkpoint.Reached("ledger.after-commit");
        // Dying here: all of it is true. The next tries get the stored answers; the door finds its rows by itself.
        if (taken.ForDoor)
        {
            wake.Nudge();
        }

        foreach (var (hearing, answered) in taken.Answers)
        {
            hearing.End(answered);
        }

        return taken.Apart;
    }
}
