using Luzhi.Core.Messages;

namespace Luzhi.Bot.Workers;

/// <summary>What the porch answers to a push.</summary>
/// <param name="Reply">The words; null where there is nothing to say, or where the door will say it.</param>
/// <param name="Unanswered">Nothing is true yet and nothing may be acknowledged: the platform has to try again.</param>
public sealed record Heard(string? Reply, bool Unanswered)
{
    public static Heard NothingToSay { get; } = new(null, false);

    public static Heard TryAgain { get; } = new(null, true);
}

/// <summary>One push through the ledger: seen before, or a turn decided and committed.</summary>
public delegate Task<Answered> TakeTurn(Inbound inbound, ReplyRace race, CancellationToken ct);

/// <summary>A turn on its way. Every try of the platform for the same push waits on the same one.</summary>
internal sealed class Underway
{
    private readonly TaskCompletionSource<Answered?> work = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int settled;

    public ReplyRace Race { get; } = new();

    /// <summary>null when it failed: nothing of it is true. Never faults.</summary>
    public Task<Answered?> Work => work.Task;

    /// <summary>It failed because the database is away, and not by a fault of ours that would come again every time.</summary>
    public bool Away { get; private set; }

    /// <summary>Of all tries that spooled it, the one that says in the end what became of it.</summary>
    public bool TrySettle() => Interlocked.Exchange(ref settled, 1) == 0;

    public void End(Answered answered) => work.TrySetResult(answered);

    public void Fail(bool away)
    {
        Away = away;
        work.TrySetResult(null);
    }
}
