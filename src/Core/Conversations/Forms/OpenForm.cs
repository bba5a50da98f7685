namespace Luzhi.Core.Conversations.Forms;

public enum FormStage
{
    /// <summary>A question is open.</summary>
    Asking,

    /// <summary>Everything was read back: 1 save, 2 change, 3 drop.</summary>
    ReadBack,

    /// <summary>Which item is to be changed was asked.</summary>
    Picking,
}

/// <summary>An answer: the value for machines, and as it is read back to people.</summary>
public sealed record Given(string Value, string Shown);

/// <summary>A form being filled in. Only plain values, so that it lives in the conversation's JSON for as long as it takes.</summary>
public sealed record OpenForm
{
    public required string Form { get; init; }

    /// <summary>The version it was begun by: it goes on by that one, whatever is edited meanwhile.</summary>
    public string? Version { get; init; }

    /// <summary>The broadcast that asked for the form; null when the member began it.</summary>
    public long? AssignmentId { get; init; }
    public IReadOnlyDictionary<string, Given> Answers { get; init; } = new Dictionary<string, Given>();

    /// <summary>Every sentence said while filling it in: the member's own words in full.</summary>
    public IReadOnlyList<string> Said { get; init; } = [];
    public FormStage Stage { get; init; }

    /// <summary>The key of the question that is open; null at the read-back.</summary>
    public string? Question { get; init; }

    /// <summary>The open question wants a person or a unit: what is said is looked up in the directory before the turn.</summary>
    public QuestionType? Wants { get; init; }

    /// <summary>Several of the name that was said: a digit picks one.</summary>
    public IReadOnlyList<Named>? Doubt { get; init; }

    /// <summary>The saved submission that this one corrects; null for a new one.</summary>
    public long? Corrects { get; init; }

    /// <summary>How often the open question was answered with something that is no answer.</summary>
    public int Misses { get; init; }

    /// <summary>When it was last spoken of.</summary>
    public DateTimeOffset At { get; init; }
}
