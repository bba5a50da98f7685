namespace Luzhi.Core.Conversations.Forms;

/// <summary>What a message came to as the answer to a question.</summary>
public abstract record Reading
{
    private Reading() { }

    public sealed record Taken(Given Answer) : Reading;

    /// <summary>Left empty on purpose: 无, 跳过.</summary>
    public sealed record Skipped : Reading;

    /// <summary>It can mean several people or units: which.</summary>
    public sealed record Which(IReadOnlyList<Named> Of, string Said) : Reading;

    /// <summary>No answer to this question, and why.</summary>
    public sealed record Wrong(string Why) : Reading;
}

/// <summary>A person or a unit of the directory, and what tells it from others of the same name.</summary>
public sealed record Named(long Id, string Name, string Line);
