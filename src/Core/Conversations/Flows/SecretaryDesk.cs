using Luzhi.Core.Conversations.Language;
using Luzhi.Core.Conversations.Notices;
using Luzhi.Core.Conversations.Secretary;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Conversations.Flows;

/// <summary>
/// The secretary by chat: 通知, 催, 谁没回, 名单, 改期, 停, 今日, 在办, 提问. A command begins with its word; what changes something is read back and
/// confirmed by number, and only the confirmation shown last is a digit's.
/// </summary>
public sealed class SecretaryDesk(Words words) : IFlow
{
    /// <summary>After so long a read-back is no longer before anybody's eyes: it is shown again instead of done.</summary>
    private static readonly TimeSpan Stands = TimeSpan.FromHours(1);

    private static readonly Dictionary<DeskVerb, IErrand> Errands = new IErrand[] { new Notifying(), new Chasing(), new Moving(), new Stopping(), new AnsweringQuestion() }.ToDictionary(e => e.Verb);

    public string Name => "desk";

    public Turn? Step(Conversation conversation, Inbound inbound, Facts facts)
    {
        if (facts.Desk is not { } desk)
        {
            return null;
        }

        var clerk = new Clerk(conversation, facts, desk, words);
        if (Commands.In(inbound) == Command.Help)
        {
            return clerk.Say((desk.IsMember ? words["help.member"] + "\n\n" : "") + words["desk.help"]);
        }

        if (inbound.Kind != InboundKind.Text || Tap.In(inbound) is not null)
        {
            return null;
        }

        return DeskWords.Of(inbound.Text) is { } command && Begun(clerk, command) is { } turn ? turn : Waited(conversation, clerk, inbound);
    }

    private Turn? Begun(Clerk clerk, DeskCommand command) => command.Verb switch
    {
        DeskVerb.Today => Looking.Today(clerk),
        DeskVerb.InHand => Looking.InHand(clerk),
        DeskVerb.Unanswered => Looking.Unanswered(clerk, command),
        DeskVerb.Roll => Looking.Roll(clerk, command),
        DeskVerb.Questions => Looking.Questions(clerk),
        DeskVerb.Brief => Morning(clerk, command.Rest is "开" or "打开" or "要"),
        var verb => Errands[verb].Begin(clerk, command),
    };

    private Turn Morning(Clerk clerk, bool wanted) => clerk.Do(new DeskAct.Brief(wanted), words[wanted ? "desk.brief.on" : "desk.brief.off"]);

    /// <summary>The draft that the last reply read back, or asked the text of.</summary>
    private static Turn? Waited(Conversation conversation, Clerk clerk, Inbound inbound)
    {
        if (conversation is not { Asking: { About: About.Desk } asking, Desk.Draft: { } draft } || Commands.In(inbound) != Command.None)
        {
            return null;
        }

        var (errand, verdict) = (Errands[draft.Verb], DeskVerdicts.Of(Plain.Of(inbound.Text)));
        if (draft.Wanting)
        {
            return verdict == DeskVerdict.Drop ? clerk.Say(clerk.Words["desk.dropped"]) : errand.Amended(clerk, draft, inbound.Text.Trim());
        }

        // What a notice asked meanwhile, or long ago, is read back once more: nothing goes to hundreds by an old digit.
        var overtaken = clerk.Facts.Now - asking.At > Stands || new OpenNotices(clerk.Facts).CameSince(asking.At, []);
        return verdict switch
        {
            DeskVerdict.Unclear => null,
            DeskVerdict.Drop => clerk.Say(clerk.Words["desk.dropped"]),
            DeskVerdict.Amend => errand.Amend(clerk, draft),
            _ => overtaken ? errand.ReadBack(clerk, draft) : errand.Confirmed(clerk, draft),
        };
    }
}
