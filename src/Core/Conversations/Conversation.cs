namespace Luzhi.Core.Conversations;

/// <summary>What the talk with one person hangs on between two messages. Kept as JSON; unknown fields of an older version are dropped.</summary>
public sealed record Conversation
{
    public static Conversation Fresh { get; } = new();
}

/// <summary>The row that orders the work on one person: it is locked first. Owner is "p:{person}" once bound, "c:{contact}" before.</summary>
public sealed class ConversationRow
{
    public required string Owner { get; set; }
    public required string State { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
}
