using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Conversations.Language;
using Luzhi.Core.Conversations.Notices;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Conversations.Flows;

/// <summary>What comes after a note (心得): 补充 … goes on from it, 取消分享 takes back that others may read it.</summary>
public sealed class Notes(FormShelf forms, FormTalk talk, Words words) : IFlow
{
    public string Name => "note";

    public Turn? Step(Conversation conversation, Inbound inbound, Facts facts)
    {
        if (inbound.Kind != InboundKind.Text || facts.Speaker is null || conversation.Form is not null)
        {
            return null;
        }

        if (NoteWords.Unshares(Plain.Of(inbound.Text)))
        {
            return Turn.Say(conversation with { Asking = null }, words["study.unshared"], new Change.Share(null, false));
        }

        if (NoteWords.Added(inbound.Text) is not { } more || Last(facts) is not { } note)
        {
            return null;
        }

        var answers = new Answers(forms, talk, words, facts);
        return more.Length == 0
            ? Turn.Say(conversation, words["study.add_what"])
            : answers.Turn(conversation, answers.Broadcasts.Added(note, more, open: conversation.Asking?.About == About.Share));
    }

    /// <summary>What was answered in words last.</summary>
    public static OpenItem? Last(Facts facts) => facts.Items.Where(i => i.Noted && i.For is null).MaxBy(i => i.AnsweredAt);
}
