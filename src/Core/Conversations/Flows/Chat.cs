using Luzhi.Core.Conversations.Language;
using Luzhi.Core.Conversations.Notices;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Conversations.Flows;

/// <summary>The last in the list: courtesy gets a short word back, what no flow understood is answered with what is possible.</summary>
public sealed class Chat(Words words, WeChatAccount? account = null) : IFlow
{
    public string Name => "chat";

    public Turn? Step(Conversation conversation, Inbound inbound, Facts facts)
    {
        if (Keywords.Answer(account, inbound, words) is { } fixedAnswer)
        {
            return Turn.Say(conversation, fixedAnswer);
        }

        var notices = new OpenNotices(facts);
        return inbound.Kind switch
        {
            InboundKind.Text => Text(conversation, inbound.Text, notices, facts),
            InboundKind.MenuClick => Turn.Say(conversation, words[OfTheOffice(facts) ? "desk.help" : "help.member"]),
            InboundKind.Image => Turn.Say(conversation, words["talk.image"]),
            InboundKind.Voice => Turn.Say(conversation, words["talk.voice"]),
            InboundKind.Video or InboundKind.File or InboundKind.Link => Turn.Say(conversation, words["talk.cannot_take"]),
            InboundKind.Location => Turn.Say(conversation, words["talk.location"]),
            _ => Turn.Silent(conversation),
        };
    }

    private Turn Text(Conversation conversation, string said, OpenNotices notices, Facts facts)
    {
        var plain = Plain.Of(said);
        if (Courtesy.IsGreeting(plain))
        {
            return Turn.Say(conversation, words.Say("talk.greeting", ("name", facts.Speaker?.Name)) + Open(conversation, notices, facts));
        }

        var stance = AnswerWords.Hear(plain).Stance;
        if (stance is Stance.Thanks or Stance.Heard)
        {
            return Turn.Say(conversation, words[stance == Stance.Thanks ? "talk.thanks" : "talk.heard"] + Open(conversation, notices, facts));
        }

        if (conversation.Form is null && notices.Open.Count > 1)
        {
            var which = new Asking(About.Which, [.. notices.Open.Select(i => i.AssignmentId)], "", facts.Now);
            return Turn.Say(conversation with { Asking = which }, words["notice.unclear"] + "\n" + new NoticeText(words, facts).Which(notices.Open));
        }

        if (conversation.Form is not null || notices.Open is not [var one])
        {
            return Turn.Say(conversation, words[OfTheOffice(facts) ? "desk.unclear" : "talk.unclear"]);
        }

        // One notice waits: what was not understood was probably meant for it, so its choices are shown and the words are kept.
        var asking = new Asking(one.Ask == "text" ? About.Words : About.Choice, [one.AssignmentId], said, facts.Now);
        return Turn.Say(conversation with { Asking = asking }, new NoticeText(words, facts).Unclear(one));
    }

    /// <summary>Who works in the office and is no member has nothing to report and nothing to attend.</summary>
    private static bool OfTheOffice(Facts facts) => facts.Desk is { IsMember: false };

    private string Open(Conversation conversation, OpenNotices notices, Facts facts) =>
        conversation.Form is not null || conversation.Asking is not null || notices.Open.Count == 0 ? "" : "\n" + new NoticeText(words, facts).Others(notices.Open);
}
