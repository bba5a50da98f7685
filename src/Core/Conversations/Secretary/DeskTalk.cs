namespace Luzhi.Core.Conversations.Secretary;

/// <summary>What the talk with a secretary hangs on: what each number stands for, and the command that waits for its confirmation.</summary>
public sealed record DeskTalk
{
    public static DeskTalk Fresh { get; } = new();

    /// <summary>The reference behind each number, from 1; empty where a matter is closed. A number means what was shown.</summary>
    public IReadOnlyList<string> Shown { get; init; } = [];

    public Draft? Draft { get; init; }
}

/// <summary>A command as it was read back. It holds only while its confirmation is the last thing asked.</summary>
public sealed record Draft
{
    // Not required: the conversation's JSON leaves out what is first in its list.
    public DeskVerb Verb { get; init; }

    /// <summary>The matter it is about.</summary>
    public string Ref { get; init; } = "";

    /// <summary>Whom a message is for, as written and as kept to the unit.</summary>
    public string Said { get; init; } = "";
    public string Within { get; init; } = "";

    /// <summary>The message, or the words of a chase; empty for the house's own.</summary>
    public string Text { get; init; } = "";

    /// <summary>read, text or null, as a broadcast keeps it.</summary>
    public string? Ask { get; init; }

    /// <summary>A meeting's new start, or the instant to answer by.</summary>
    public DateTimeOffset? When { get; init; }
    public string? Place { get; init; }

    /// <summary>The next sentence is its text: it was left out, or is to be changed.</summary>
    public bool Wanting { get; init; }
}
