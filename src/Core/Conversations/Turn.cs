using Luzhi.Core.Messages;

namespace Luzhi.Core.Conversations;

/// <summary>
/// What one inbound message comes to: the conversation as it is afterwards, the words to answer, and the changes to commit.
/// A turn is decided purely, from what is in its three arguments, and takes effect once, in the ledger's one transaction.
/// </summary>
public sealed record Turn(Conversation Next, string? Reply, IReadOnlyList<Change> Changes)
{
    public static Turn Say(Conversation next, string reply, params Change[] changes) => new(next, reply, changes);

    public static Turn Silent(Conversation next, params Change[] changes) => new(next, null, changes);
}

/// <summary>One thing a member can do by chat. A flow takes the message or returns null and leaves it to the next in the list.</summary>
public interface IFlow
{
    /// <summary>The flow's word in journeys and logs: help, binding, notice, report, mine, undo.</summary>
    string Name { get; }

    Turn? Step(Conversation conversation, Inbound inbound, Facts facts);
}
