namespace Luzhi.Core.Conversations;

/// <summary>The closed list of what a reply can ask outside a form.</summary>
public enum About
{
    /// <summary>Why leave is asked for; the leave itself already counts.</summary>
    Reason,

    /// <summary>What the question is; the state "asked" already counts.</summary>
    Question,

    /// <summary>Which of a notice's choices is meant.</summary>
    Choice,

    /// <summary>Which of several notices the kept words were for.</summary>
    Which,

    /// <summary>A numbered list was shown: a digit picks from it.</summary>
    List,

    /// <summary>The words that answer a broadcast.</summary>
    Words,

    /// <summary>Whether others may read the note: 1 yes, 2 no.</summary>
    Share,

    /// <summary>Whether the kept words are the answer to a broadcast: 1 yes, 2 no.</summary>
    IsAnswer,

    /// <summary>Whether the kept words answer a broadcast (1) or report an activity (2).</summary>
    AnswerOrReport,

    /// <summary>What the approver wants to know of who asks for leave.</summary>
    Inquiry,

    /// <summary>Which of several personal secretaries no longer acts; the items are mandates.</summary>
    WhoseMandate,

    /// <summary>Which meeting's receipt is meant.</summary>
    Receipt,

    /// <summary>A form lay unfinished while another was asked for, or for long: 1 goes on, 2 drops it.</summary>
    Resume,

    /// <summary>Which of the saved submissions is to be corrected; the items are submissions.</summary>
    Correct,

    /// <summary>A secretary's command was read back, or its text asked for: the draft is at the desk.</summary>
    Desk,
}

/// <summary>A question put to the member, and the words that wait for its answer.</summary>
/// <param name="Items">The assignments it is about, in the order in which they were numbered.</param>
/// <param name="Kept">What was said that could not be applied yet.</param>
public sealed record Asking(About About, IReadOnlyList<long> Items, string Kept, DateTimeOffset At)
{
    public long Item => Items.Count > 0 ? Items[0] : 0;
}
