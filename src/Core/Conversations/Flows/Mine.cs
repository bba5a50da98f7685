using Luzhi.Core.Conversations.Language;
using Luzhi.Core.Conversations.Notices;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Conversations.Flows;

/// <summary>我的: what is open for me, numbered, and the meetings to come with what I answered.</summary>
public sealed class Mine(Words words) : IFlow
{
    public string Name => "mine";

    public Turn? Step(Conversation conversation, Inbound inbound, Facts facts)
    {
        if (Commands.In(inbound) != Command.Mine || facts.Speaker is not { } speaker)
        {
            return null;
        }

        var notices = new OpenNotices(facts);
        var text = new NoticeText(words, facts);
        OpenItem[] items = [.. notices.Unanswered, .. notices.Settled];
        if (conversation.Form is not null)
        {
            // The form's question follows: numbers here would be taken for answers to it.
            return Turn.Say(conversation, items.Length == 0 ? words.Say("mine.nothing", ("name", speaker.Name)) : Attended(facts) + words["mine.list"] + "\n" + text.Bullets(items));
        }

        return items switch
        {
            [] => Turn.Say(conversation with { Asking = null }, Attended(facts) + words.Say("mine.nothing", ("name", speaker.Name)) + Saved(facts)),
            [var one] => Turn.Say(conversation with { Asking = Ask(one.Ask == "text" ? About.Words : About.Choice, items, facts) }, Attended(facts) + words["mine.list"] + "\n" + text.Show(one) + Saved(facts)),
            _ => Turn.Say(conversation with { Asking = Ask(About.List, items, facts) }, Attended(facts) + words["mine.list"] + "\n" + text.List(items) + "\n" + words["mine.how"] + Saved(facts)),
        };
    }

    private string Attended(Facts facts) => facts.Attended is not { } own ? "" : words.Say("mine.attended",
        ("invited", own.Invited), ("attended", own.Attended), ("leave", own.Leave), ("absent", own.Absent)) + "\n";

    /// <summary>What was saved can be corrected long after it can be undone.</summary>
    private string Saved(Facts facts) => facts.Saved.Count == 0 ? "" : "\n" + words.Say("mine.saved", ("count", facts.Saved.Count));

    private static Asking Ask(About about, OpenItem[] items, Facts facts) => new(about, [.. items.Select(i => i.AssignmentId)], "", facts.Now);
}
