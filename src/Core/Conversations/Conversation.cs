using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Conversations.Secretary;

namespace Luzhi.Core.Conversations;

/// <summary>What the talk with one person hangs on between two messages. Kept as JSON; unknown fields of an older version are dropped.</summary>
public sealed record Conversation
{
    public static Conversation Fresh { get; } = new();

    /// <summary>The form being filled in; it survives interruptions, restarts and days.</summary>
    public OpenForm? Form { get; init; }

    /// <summary>What the last reply asked, other than a form's question; null once it is settled or overtaken.</summary>
    public Asking? Asking { get; init; }

    /// <summary>The notice answered last: what "不对，是请假" corrects.</summary>
    public long? Answered { get; init; }

    /// <summary>A secretary's numbers, and the command that waits for its confirmation; null for everybody else.</summary>
    public DeskTalk? Desk { get; init; }
}

/// <summary>The row that orders the work on one person: it is locked first. Owner is "p:{person}" once bound, "c:{contact}" before.</summary>
public sealed class ConversationRow
{
    public required string Owner { get; set; }
    public required string State { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
}
