namespace Luzhi.Core.Messages;

/// <summary>How an answer leaves: nowhere (there is none), in the answer to the push itself, or by the door.</summary>
public enum ReplyRoute { None, Passive, Door }

/// <summary>
/// One per push that is being answered. The ledger asks for passive just before it commits, the porch for the door when its
/// time is up; whoever asks first decides, and asking again gives the same answer. So a reply is never promised to both and never to none.
/// </summary>
public sealed class ReplyRace
{
    private const int Open = 0;

    private int winner = Open;

    /// <summary>The ledger's: may this reply ride on the answer to the push?</summary>
    public bool TryPassive() => Try(ReplyRoute.Passive);

    /// <summary>The porch's: may it answer "success" and leave the reply to the door?</summary>
    public bool TryDoor() => Try(ReplyRoute.Door);

    private bool Try(ReplyRoute route) => Interlocked.CompareExchange(ref winner, (int)route, Open) is var before && (before == Open || before == (int)route);
}

/// <summary>What came of one push.</summary>
/// <param name="Reply">What to say in the answer to the push; null where nothing is to be said there ("success").</param>
/// <param name="Duplicate">Seen before: nothing was done but to give the same answer.</param>
/// <param name="InboxId">For <c>Ledger.TurnToDoorAsync</c>, should the porch learn that its answer went nowhere.</param>
public sealed record Answered(string? Reply, bool Duplicate, ReplyRoute Route, long InboxId);
