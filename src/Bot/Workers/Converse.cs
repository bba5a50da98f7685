using System.Collections.Concurrent;
using Luzhi.Bot.Channels;
using Luzhi.Core.Messages;

namespace Luzhi.Bot.Workers;

/// <summary>
/// Stands between the porch and the ledger and keeps the platform's law: it waits five seconds, then hangs up and pushes again, three
/// times in all. The turn is taken once, whoever is still waiting for it; nothing is acknowledged that is not committed, but for one
/// case: past the deadline an account with a door answers "success", and the turn is then tried until it is true.
/// </summary>
public sealed class Converse(TakeTurn take, IEnumerable<IChannel> channels, TimeProvider clock, ILogger<Converse> log) : IAsyncDisposable
{
    /// <summary>Half a second of the platform's five is for the way there and back.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(4.5);

    /// <summary>Beyond any platform's patience: whoever hung up has the answer at the next try, who has not is not kept for ever.</summary>
    public static readonly TimeSpan Hold = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, Underway> underway = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource stopping = new();

    /// <param name="ct">The patience of whoever asks. The turn goes on without it.</param>
    public Task<Heard> HearAsync(Inbound inbound, CancellationToken ct) => HearAsync(inbound, new Underway(), ct);

    /// <summary>
    /// For a channel whose answers never ride on the push: the reply is the door's from the beginning, and this is over as soon as the
    /// turn is true, or at the deadline promised.
    /// </summary>
    public Task<Heard> HearForDoorAsync(Inbound inbound, CancellationToken ct)
    {
        var ours = new Underway();
        ours.Race.TryDoor();
        return HearAsync(inbound, ours, ct);
    }

    private async Task<Heard> HearAsync(Inbound inbound, Underway ours, CancellationToken ct)
    {
        var turn = Begin(inbound, ours);
        if (await EndsWithinAsync(turn, Deadline, ct))
        {
            return await AnswerAsync(turn);
        }

        // The ledger may have taken the reply for this answer a moment ago; then there is no door to leave it to, and it is worth waiting.
        if (HasDoor(inbound.From) && turn.Race.TryDoor())
        {
            // If the process dies between here and the commit, this message is lost: the price of an answer in time.
            return turn.TryPromise() ? Heard.NothingToSay : Heard.TryAgain;
        }

        return await EndsWithinAsync(turn, Hold - Deadline, ct) ? await AnswerAsync(turn) : Heard.TryAgain;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await EverythingUnderway().WaitAsync(Grace, clock);
        }
        catch (TimeoutException)
        {
            log.LogWarning("Stopping with {Count} turns underway: they are rolled back, and the platform tries again", underway.Count);
        }

        await stopping.CancelAsync();
        await EverythingUnderway();
        stopping.Dispose();
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
        var answered = await TakeAsync(inbound, turn);
        // A try that comes between these two lines gets this answer, one that comes after them the same from the ledger.
        turn.End(answered);
        underway.TryRemove(inbound.Key, out _);
    }

    private async Task<Answered?> TakeAsync(Inbound inbound, Underway turn)
    {
        for (var pause = TimeSpan.FromSeconds(1); ; pause = pause < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                return await take(inbound, turn.Race, stopping.Token);
            }
            catch (Exception failure)
            {
                log.LogError(failure, "The turn for {Key} failed", inbound.Key);
            }

            // Nobody was promised anything: the platform's next try starts it afresh.
            if (turn.TryGiveUp() || !await PausedAsync(pause))
            {
                return null;
            }
        }
    }

    private static async Task<Heard> AnswerAsync(Underway turn) => await turn.Work is { } answered ? new Heard(answered.Reply, false) : Heard.TryAgain;

    private bool HasDoor(Address to) => channels.Any(channel => channel.Name == to.Channel && (channel.Rights.Session || channel.Rights.Windowless));

    private async Task<bool> EndsWithinAsync(Underway turn, TimeSpan patience, CancellationToken ct)
    {
        try
        {
            await turn.Work.WaitAsync(patience, clock, ct);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private async Task<bool> PausedAsync(TimeSpan pause)
    {
        try
        {
            await Task.Delay(pause, clock, stopping.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private Task<Answered?[]> EverythingUnderway() => Task.WhenAll(underway.Values.Select(turn => turn.Work));
}
