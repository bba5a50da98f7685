using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Conversations.Language;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Conversations.Notices;

/// <summary>Settles whether others may read the note just written. What follows it at once, and is no answer to that, goes on from the note.</summary>
public sealed class Sharing(Answers answers, Words words, FormShelf forms, Facts facts)
{
    /// <summary>A long note comes in several messages, one after the other.</summary>
    private static readonly TimeSpan Gathered = TimeSpan.FromMinutes(10);

    public Turn? Step(Conversation conversation, OpenItem item, string said)
    {
        if (NoteWords.Shares(Plain.Of(said)) is { } yes)
        {
            return Turn.Say(conversation with { Asking = null }, words[yes ? "study.shared" : "study.kept"], new Change.Share(item.AssignmentId, yes));
        }

        var goesOn = facts.Now - conversation.Asking!.At <= Gathered && said.Trim().Length >= NoteWords.PieceAtLeast && ReportWords.BySentence(said, forms, facts) is null;
        return goesOn ? answers.Turn(conversation, answers.Broadcasts.Added(item, said.Trim(), open: true)) : null;
    }
}
