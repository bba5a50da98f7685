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
    private const int Open = 0;
    private const int Promised = 1;
    private const int GivenUp = 2;

    private readonly TaskCompletionSource<Answered?> work = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int state = Open;

    public ReplyRace Race { get; } = new();

    /// <summary>null when it failed before anybody was promised anything. Never faults.</summary>
    public Task<Answered?> Work => work.Task;

    public void End(Answered? answered) => work.TrySetResult(answered);

    /// <summary>The porch answers "success": from here on the turn must come to its end, however often it fails.</summary>
    public bool TryPromise() => Interlocked.CompareExchange(ref state, Promised, Open) is Open or Promised;

    /// <summary>The turn failed: it may be given up only while the platform still has reason to try again.</summary>
    public bool TryGiveUp() => Interlocked.CompareExchange(ref state, GivenUp, Open) is Open or GivenUp;
}
