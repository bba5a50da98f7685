using Luzhi.Core.Conversations;
using Luzhi.Core.Messages;

namespace Luzhi.Core.Storage;

/// <summary>One push on its way through the ledger: what was heard, who decides on it, the race for its answer, and who waits for that.</summary>
internal sealed class Hearing(Inbound inbound, Func<Conversation, Facts, Turn> decide, ReplyRace race)
{
    private readonly TaskCompletionSource<Answered> answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Inbound Inbound => inbound;

    public ReplyRace Race => race;

    public Task<Answered> Answered => answered.Task;

    /// <summary>More of the same address may follow in the same transaction. What opens or shuts windows for all stands alone.</summary>
    public bool Talks => inbound.Kind is not (InboundKind.Receipt or InboundKind.Consent or InboundKind.Revoked or InboundKind.Unfollow);

    public Turn Decide(Conversation conversation, Facts facts) => decide(conversation, facts);

    /// <summary>Only what is committed may be given here.</summary>
    public void End(Answered committed) => answered.TrySetResult(committed);

    public void Fail(Exception fault) => answered.TrySetException(fault);
}

/// <summary>The address that was heard, as its row stands under this transaction's lock.</summary>
internal sealed record Hearer
{
    public long Id { get; init; }
    public string Channel { get; init; } = "";
    public string Account { get; init; } = "";
    public string ExternalId { get; init; } = "";
    public long? PersonId { get; init; }
    public DateTimeOffset? BoundAt { get; init; }
    public int BindFailures { get; init; }
    public DateTimeOffset? BindBlockedUntil { get; init; }

    /// <summary>Works in the office: what such a person says may take as long as a message to everybody.</summary>
    public bool AtDesk { get; init; }

    public Address Address => new(Channel, Account, ExternalId);

    public string Owner => PersonId is { } person ? OwnerOf(person) : $"c:{Id}";

    public static string OwnerOf(long person) => $"p:{person}";
}
