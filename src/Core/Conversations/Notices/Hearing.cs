using System.Text.RegularExpressions;
using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Conversations.Language;
using Luzhi.Core.Meetings;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Conversations.Notices;

/// <summary>Hears a message that nothing asked for: which notices it fits decides; one is answered, several are asked about.</summary>
public sealed partial class Hearing(Answers answers, Words words, FormShelf forms, FormTalk talk, Facts facts)
{
    private OpenNotices Notices => answers.Notices;

    /// <summary>The turn; null when no notice is meant.</summary>
    public Turn? Step(Conversation conversation, Inbound inbound)
    {
        var said = inbound.Text;
        var plain = OwnName(Plain.Of(said));
        var mentions = Mentions.In(plain, [.. Notices.Unanswered.Concat(Notices.Settled).DistinctBy(i => i.AssignmentId)], facts);
        var heard = AnswerWords.Hear(mentions is [var only] ? only.Words : plain);
        if (conversation.Form is { } form && !Interrupts(form, inbound, plain, heard, mentions))
        {
            return null;
        }

        if (conversation.Form is null && Ruled(conversation, plain, said) is { } ruled)
        {
            return ruled;
        }

        if (conversation.Form is null && mentions.Count == 0 && Explained(conversation, heard, plain, said) is { } explained)
        {
            return explained;
        }

        if (mentions.Count <= 1 && Digits.Choice(plain) is { } digit)
        {
            return conversation.Form is null ? Digit(conversation, plain, digit, said) : null;
        }

        // 除了座谈会，其他都参加: which are the others is not for us to say.
        if (Notices.Open.Count > 1 && TheRest().IsMatch(plain) && heard.Stance is Stance.Attending or Stance.Leave or Stance.Unsure)
        {
            return Which(conversation, Notices.Open, "");
        }

        return mentions.Count > 0 && Mentioned(conversation, mentions, said) is { } turn ? turn : Sentence(conversation, heard, plain, said);
    }

    /// <summary>张建国参加 is I who come.</summary>
    private string OwnName(string plain) => facts.Speaker is { Name.Length: > 1 } speaker ? plain.Replace(speaker.Name, "我", StringComparison.Ordinal) : plain;

    /// <summary>
    /// While a form is open its question comes first. Only what can hardly be an answer to it is heard here: a plain 参加 or 请假, or a notice named.
    /// </summary>
    private bool Interrupts(OpenForm open, Inbound inbound, string plain, Answer heard, IReadOnlyList<Mention> mentions)
    {
        if (heard.Stance is not (Stance.Attending or Stance.Leave or Stance.Unsure or Stance.Question))
        {
            return false;
        }

        if (open.Stage != FormStage.Asking && ReadBackWords.Of(plain) != ReadBackVerdict.Unclear)
        {
            return false;
        }

        var form = forms.Find(open.Form, open.Version);
        var fits = form is not null && (talk.Answers(form, open, inbound, facts) || (mentions.Count == 0 && OfNobody().IsMatch(plain) && form.Find(open.Question)?.Type == QuestionType.Text));
        if (!fits && heard is { Stance: Stance.Leave, Outright: true } && Notices.Settled.Any(i => i.AssignmentId == open.AssignmentId))
        {
            return true; // the receipt of a meeting that is not attended after all
        }

        var nothing = Notices.Open.Count + Notices.Settled.Count == 0;
        return !fits && !nothing && (mentions.Count > 0 ? heard.Outright || heard.Stance == Stance.Question : heard is { Pure: true, Outright: true, Stance: not Stance.Question } && !DoneAlready(plain));
    }

    /// <summary>没有人来 at a question for words tells of others: whoever stays away from a meeting says so of themself.</summary>
    [GeneratedRegex("没有?(?:一个|几个|什么|其他)?人|无人|谁(?:也|都)[没不]|(?:群众|居民|村民|代表|大家|他们|她们|别人)(?:也|都|全)*[没不]")]
    private static partial Regex OfNobody();

    /// <summary>准, 王芳 不准, 都同意: a verdict on leave or on a mandate that waits for one.</summary>
    private Turn? Ruled(Conversation conversation, string plain, string said)
    {
        var waiting = Notices.Open.Where(i => i.Kind is OpenItemKind.Leave or OpenItemKind.Mandate).ToList();
        var named = waiting.Concat(Notices.Told).Where(i => i.Leave is { } leave && plain.Contains(leave.Who, StringComparison.Ordinal)).ToList();
        var words = named is [var who] ? plain.Replace(who.Leave!.Who, "", StringComparison.Ordinal).Trim(' ', ',', ':', '的') : plain;
        var targets = named.Count == 1 ? named : waiting.Count > 0 ? waiting : [.. Notices.Told];
        var verdict = Verdicts.Of(words);
        if (targets.Count == 0 || verdict.Ruling == Ruling.None)
        {
            return null;
        }

        // 可以 may answer anything that waits, 同意 a broadcast as well.
        var agrees = words.Contains("同意", StringComparison.Ordinal);
        if (!verdict.Plainly && named.Count == 0 && Notices.Open.Any(i => i.Kind == OpenItemKind.Broadcast || (i.Kind == OpenItemKind.Meeting && !agrees)))
        {
            return Which(conversation, Notices.Open, said);
        }

        if (named.Count != 1 && targets.Exists(t => Unread(conversation, t)))
        {
            return targets is [var unread] ? answers.Turn(conversation, answers.Show(unread, "")) : Which(conversation, targets, "");
        }

        return targets is [var one] ? answers.Turn(conversation, answers.Heard(one, AnswerWords.Hear(words), named.Count == 1 ? words : said))
            : words.StartsWith('都') || words.StartsWith("全部", StringComparison.Ordinal) ? answers.Turn(conversation, [.. targets.Select(t => answers.Heard(t, AnswerWords.Hear(words), said))])
            : Which(conversation, targets, said);
    }

    /// <summary>What answers the approver's question is added to the reason, and goes to the approver as a request of its own.</summary>
    private Turn? Explained(Conversation conversation, Answer heard, string plain, string said)
    {
        var inquired = facts.Items.Where(i => i is { Kind: OpenItemKind.Meeting, Inquiry: not null, Invitation: InvitationState.Leave, For: null }).ToList();
        return inquired is not [var one] || heard is { Stance: Stance.Attending or Stance.Thanks } || Courtesy.Only(plain) || Digits.Choice(plain) is not null ? null
            : Turn.Say(conversation with { Asking = null, Answered = one.AssignmentId }, words["talks.leave.explained"],
                new Change.Answer(one.AssignmentId, InvitationState.Leave, one.LeaveReason is { } reason ? reason + "；" + said.Trim() : said.Trim(), null));
    }

    private bool DoneAlready(string plain) => ReportWords.BySentence(plain, forms, facts) is not null;

    private Turn? Digit(Conversation conversation, string plain, Picked digit, string said)
    {
        if (Corrected(conversation, AnswerWords.Hear(plain)) is { } last)
        {
            return answers.Turn(conversation, answers.Digit(last, digit, said));
        }

        var targets = Notices.JustAnswered is { } answered ? [answered] : Notices.Open.Count > 0 ? Notices.Open : Notices.Told.Count > 0 ? Notices.Told : Notices.Settled;
        return targets switch
        {
            [] => null,
            [var one] when Unread(conversation, one) => answers.Turn(conversation, answers.Show(one, digit.Rest)),
            [var one] => answers.Turn(conversation, answers.Digit(one, digit, said)),
            _ => Which(conversation, targets, targets.Any(t => Unread(conversation, t)) ? "" : said),
        };
    }

    /// <summary>What was never shown on this phone is put first, whole; once it was put, its answer counts.</summary>
    private bool Unread(Conversation conversation, OpenItem item) =>
        Notices.Unread(item) && !(conversation.Asking is { About: About.Choice } asking && asking.Items.Contains(item.AssignmentId));

    private Turn? Mentioned(Conversation conversation, IReadOnlyList<Mention> mentions, string said)
    {
        var answered = mentions
            .Select(m => (m.Item, Answer: AnswerWords.Hear(m.Words)))
            .Where(m => Takes(m.Item, m.Answer) || m.Answer.Stance == Stance.None)
            .Select(m => m.Answer.Stance == Stance.None && m.Item.Kind == OpenItemKind.Meeting ? answers.Choose(m.Item, "") : answers.Heard(m.Item, m.Answer, said))
            .ToList();
        return answered.Count == 0 ? null : answers.Turn(conversation, answered);
    }

    private Turn? Sentence(Conversation conversation, Answer heard, string plain, string said)
    {
        if (heard.Stance == Stance.Thanks || Courtesy.IsGreeting(plain))
        {
            return null;
        }

        if (Corrected(conversation, heard) is { } last)
        {
            return answers.Turn(conversation, answers.Heard(last, heard, said));
        }

        var targets = Targets(conversation, heard, plain);
        if (heard.All && targets.Count > 1 && heard.Stance is Stance.Attending or Stance.Leave)
        {
            return answers.Turn(conversation, [.. targets.Select(t => answers.Heard(t, heard, said))]);
        }

        return targets switch
        {
            [] => Nothing(conversation, heard, said),
            [{ Ask: "text" } one] when ReportWords.BySentence(said, forms, facts) is not null => AnswerOrReport(conversation, one, said),
            [var one] => answers.Turn(conversation, answers.Heard(one, heard, said.Trim())),
            _ => Which(conversation, targets, heard.Stance == Stance.Heard ? "" : said),
        };
    }

    /// <summary>The open notices that the sentence fits; where none is open, the meetings to come whose answer it may change.</summary>
    private List<OpenItem> Targets(Conversation conversation, Answer heard, string plain)
    {
        var report = ReportWords.BySentence(plain, forms, facts) is not null;
        var open = Notices.Open.Where(i => Takes(i, heard) && !(report && i.Ask != "text")).ToList();

        // An overtaken 请问原因 may still be what 老人住院 answers.
        if (heard is { Stance: Stance.Leave, Outright: false } && conversation.Asking is { About: About.Reason } asking)
        {
            open.AddRange(Notices.Find(asking.Items).Where(i => !open.Contains(i)));
        }

        var answers = heard.Stance is Stance.Attending or Stance.Leave or Stance.Unsure or Stance.Question;
        if (open.Exists(i => i.Kind == OpenItemKind.Meeting) || !answers || report)
        {
            return open;
        }

        return open.Count == 0 || (heard is { Pure: true, Outright: true } && Notices.Settled.Count > 0) ? [.. open, .. Notices.Settled] : open;
    }

    [GeneratedRegex("除了?|其他|其余|另一个|另外(?:一|那)个|剩下|别的会")]
    private static partial Regex TheRest();

    private static bool Takes(OpenItem item, Answer heard) => (item.Kind, item.Ask) switch
    {
        (OpenItemKind.Meeting, _) => heard.Stance is Stance.Attending or Stance.Leave or Stance.Question or Stance.Unsure or Stance.Heard,
        (_, "read") => heard.Stance == Stance.Heard,
        (_, "text") => heard.Stance is not Stance.Thanks,
        _ => heard.Stance == Stance.Heard,
    };

    /// <summary>不对，是请假: what corrects itself means the notice answered last.</summary>
    private OpenItem? Corrected(Conversation conversation, Answer heard) =>
        heard.Corrects && conversation.Answered is { } id && Notices.Find(id) is { Kind: OpenItemKind.Meeting } last ? last : null;

    private Turn? Nothing(Conversation conversation, Answer heard, string said) =>
        heard is { Stance: Stance.Attending or Stance.Leave, Pure: true } && Notices.Open.Count == 0 && !DoneAlready(said) ? Turn.Say(conversation, words["notice.none"]) : null;

    private Turn Which(Conversation conversation, IReadOnlyList<OpenItem> items, string kept) =>
        Turn.Say(conversation with { Asking = new Asking(About.Which, [.. items.Select(i => i.AssignmentId)], kept, facts.Now) }, answers.Text.Which(items));

    private Turn AnswerOrReport(Conversation conversation, OpenItem item, string said) => Turn.Say(
        conversation with { Asking = new Asking(About.AnswerOrReport, [item.AssignmentId], said, facts.Now) },
        words.Say("notice.answer_or_report", ("title", item.Title)));
}
