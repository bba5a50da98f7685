using System.Collections.Concurrent;
using Luzhi.Bot.Channels;
using Luzhi.Core;
using Luzhi.Core.Messages;
using Luzhi.Core.Storage;

namespace Luzhi.Bot.Workers;

/// <summary>
/// Stands between the porch and the ledger and keeps the platform's law: it waits five seconds, then hangs up and pushes again, three
/// times in all. The turn is taken once, whoever is still waiting for it. Nothing is acknowledged that is neither committed nor, where the
/// database keeps us waiting and the account has a door for the answer, spooled on the disk.
/// </summary>
public sealed class Converse(TakeTurn take, Spool spool, IEnumerable<IChannel> channels, TimeProvider clock, ILogger<Converse> log) : IAsyncDisposable
{
    /// <summary>Half a second of the platform's five is for the way there and back.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(4.5);

    /// <summary>Beyond any platform's patience: whoever hung up has the answer at the next try, who has not is not kept for ever.</summary>
    public static readonly TimeSpan Hold = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Underway> underway = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource stopping = new();

    /// <param name="ct">The patience of whoever asks. The turn goes on without it.</param>
    public Task<Heard> HearAsync(Inbound inbound, CancellationToken ct) => HearAsync(inbound, new Underway(), ct);

    /// <summary>
    /// For a channel whose answers never ride on the push: the reply is the door's from the beginning, and this is over as soon as the
    /// turn is true, or kept.
    /// </summary>
    public Task<Heard> HearForDoorAsync(Inbound inbound, CancellationToken ct)
    {
        var ours = new Underway();
        ours.Race.TryDoor();
        return HearAsync(inbound, ours, ct);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await EverythingUnderway().WaitAsync(Grace, clock);
        }
        catch (TimeoutException)
        {
            log.LogWarning("Stopping with {Count} turns underway: they are rolled back; what is spooled waits for the next start, the platform tries the rest again", underway.Count);
        }

        await stopping.CancelAsync();
        await EverythingUnderway();
        stopping.Dispose();
    }

    private async Task<Heard> HearAsync(Inbound heard, Underway ours, CancellationToken ct)
    {
        var inbound = heard with { Text = SeenText.Of(heard.Text) };

        // Dying here, or anywhere before the commit or the spool: nothing is true, and the platform tries again.
        Checkpoint.Reached("porch.heard");
        var door = HasDoor(inbound.From);
        var began = clock.GetTimestamp();
        if (door && (spool.Holds(inbound) || (spool.Before(inbound) is { } before && !await EndsWithinAsync(before, Deadline, ct))))
        {
            return await KeepAsync(inbound, null, false);
        }

        var turn = Begin(inbound, ours);
        if (!await EndsWithinAsync(turn.Work, Deadline - clock.GetElapsedTime(began), ct))
        {
            // The ledger may have taken the reply for this answer a moment ago. Then the turn, once it is true, is taken once more from the
            // spool: as a duplicate, which gives its reply to the door.
            return door ? await KeepAsync(inbound, turn, turn.Race.TryDoor()) : await EndsWithinAsync(turn.Work, Hold - Deadline, ct) ? await AnswerAsync(turn) : Heard.TryAgain;
        }

        return door && turn.Away ? await KeepAsync(inbound, null, false) : await AnswerAsync(turn);
    }

    /// <summary>On the disk before we say so, and there until the turn is true.</summary>
    /// <param name="turn">Still running; null where the spool has to take it.</param>
    /// <param name="ours">Its reply is the door's.</param>
    private async Task<Heard> KeepAsync(Inbound inbound, Underway? turn, bool ours)
    {
        Checkpoint.Reached("porch.before-spool");
        if (!await spool.KeepAsync(inbound, underway: turn is not null))
        {
            return Heard.TryAgain; // no room: the platform's next try finds some, or the database
        }

        if (turn?.TrySettle() == true)
        {
            _ = SettleAsync(inbound.Key, turn, ours);
        }

        // Dying here: it is on the disk, and the next start takes it.
        Checkpoint.Reached("porch.after-spool");
        return Heard.NothingToSay;
    }

    private async Task SettleAsync(string key, Underway turn, bool ours)
    {
        if (await turn.Work is not null && ours)
        {
            spool.Done(key);
        }
        else
        {
            spool.Release(key);
        }
    }

    private Underway Begin(Inbound inbound, Underway ours)
    {
        var turn = underway.GetOrAdd(inbound.Key, ours);
        if (turn == ours)
        {
            // At once, so that two pushes of one person reach the ledger in the order they came; it works on a thread of its own.
            _ = RunAsync(inbound, turn);
        }

        return turn;
    }

    private async Task RunAsync(Inbound inbound, Underway turn)
    {
        try
        {
            var answered = await take(inbound, turn.Race, stopping.Token);
            // A try that comes between this and the last line gets this answer, one that comes after them the same from the ledger.
            turn.End(answered);
        }
        catch (Exception failure)
        {
            log.LogError(failure, "The turn for {Key} failed", inbound.Key);
            turn.Fail(Outage.Is(failure));
        }

        underway.TryRemove(inbound.Key, out _);
    }

    private static async Task<Heard> AnswerAsync(Underway turn)
    {
        if (await turn.Work is not { } answered)
        {
            return Heard.TryAgain;
        }

        // Dying here: the turn is true, and the platform's next try gets the stored answer.
        Checkpoint.Reached("porch.before-reply");
        return new Heard(answered.Reply, false);
    }

    private bool HasDoor(Address to) => channels.Any(channel => channel.Name == to.Channel && (channel.Rights.Session || channel.Rights.Windowless));

    private async Task<bool> EndsWithinAsync(Task work, TimeSpan patience, CancellationToken ct)
    {
        try
        {
            await work.WaitAsync(patience > TimeSpan.Zero ? patience : TimeSpan.Zero, clock, ct);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private Task<Answered?[]> EverythingUnderway() => Task.WhenAll(underway.Values.Select(turn => turn.Work));
}
