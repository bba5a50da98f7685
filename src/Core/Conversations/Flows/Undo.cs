using Luzhi.Core.Conversations.Language;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Conversations.Flows;

/// <summary>撤销: what was saved last, a report, or what answers a notice, is taken back, within 30 minutes. An open form is the last thing done: it goes first.</summary>
public sealed class Undo(Words words) : IFlow
{
    private static readonly TimeSpan Within = TimeSpan.FromMinutes(30);

    public string Name => "undo";

    public Turn? Step(Conversation conversation, Inbound inbound, Facts facts)
    {
        if (Commands.In(inbound) != Command.Undo || facts.Speaker is null || conversation.Form is not null)
        {
            return null;
        }

        if (facts.Items.Where(i => i.Taken).MaxBy(i => i.AnsweredAt) is { } note && !(facts.LastSaved?.At > note.AnsweredAt))
        {
            return TakenBack(conversation, note, facts);
        }

        if (facts.LastSaved is not { } saved)
        {
            return Turn.Say(conversation, words["undo.nothing"]);
        }

        var said = saved.Said.Length == 0 ? words["undo.unsaid"] : saved.Said.Length <= 40 ? saved.Said : saved.Said[..40] + "…";
        return facts.Now - saved.At > Within
            ? Turn.Say(conversation, words.Say("undo.late", ("said", said)))
            : Turn.Say(conversation, words.Say("undo.done", ("said", said)), new Change.Withdraw(saved.SubmissionId));
    }

    /// <summary>The words that come next are the new ones.</summary>
    private Turn TakenBack(Conversation conversation, OpenItem note, Facts facts) => facts.Now - note.AnsweredAt > Within
        ? Turn.Say(conversation, words["study.undo_late"])
        : Turn.Say(
            conversation with { Asking = new Asking(note.Ask == "text" ? About.Words : About.Choice, [note.AssignmentId], "", facts.Now) },
            words.Say(note.Ask == "text" ? "study.undone" : "undo.read", ("title", note.Title)), new Change.TakeBack(note.AssignmentId));
}
