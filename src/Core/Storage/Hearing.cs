using Luzhi.Core.Conversations;
using Luzhi.Core.Messages;

namespace Luzhi.Core.Storage;

/// <summary>One push on its way through the ledger: what was heard, who decides on it, and the race for its answer.</summary>
internal sealed record Hearing(Inbound Inbound, Func<Conversation, Facts, Turn> Decide, ReplyRace Race);

/// <summary>The address that was heard, as its row stands under this transaction's lock.</summary>
internal sealed record Hearer
{
    public long Id { get; init; }
    public long? PersonId { get; init; }
    public DateTimeOffset? BoundAt { get; init; }
    public int BindFailures { get; init; }
    public DateTimeOffset? BindBlockedUntil { get; init; }

    public string Owner => PersonId is { } person ? OwnerOf(person) : $"c:{Id}";

    public static string OwnerOf(long person) => $"p:{person}";
}
