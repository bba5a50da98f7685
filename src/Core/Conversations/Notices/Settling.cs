using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Conversations.Language;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Conversations.Notices;

/// <summary>Settles what the last reply asked about a notice: the reason, the question, which choice, which notice.</summary>
public sealed class Settling(Answers answers, Words words, FormShelf forms, FormTalk talk, Facts facts)
{
    /// <summary>A list counts as just shown, and a question as just put, for so long.</summary>
    private static readonly TimeSpan Shown = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Asked = TimeSpan.FromHours(24);

    private OpenNotices Notices => answers.Notices;

    private Picking Picking => new(answers, words, facts);

    /// <summary>The turn; null when the message is about something else.</summary>
    public Turn? Step(Conversation conversation, string said)
    {
        if (conversation.Asking is not { } asking || !Stands(asking))
        {
            return null;
        }

        var (plain, items) = (Plain.Of(said), Notices.Find(asking.Items));
        if (items.Count == 0)
        {
            return null;
        }

        return asking.About switch
        {
            About.Reason => Reason(conversation, items, plain, said),
            About.Question => Question(conversation, items[0], plain, said),
            About.Choice => Choice(conversation, items[0], asking.Kept, plain, said),
            About.Which => Picking.Which(conversation, items, asking.Kept, plain, said),
            About.List => Picking.Listed(conversation, items, plain),
            About.Words => Wordly(conversation, items[0], plain, said),
            About.Share => Named(plain, items) ? null : new Sharing(answers, words, forms, facts).Step(conversation, items[0], said),
            About.IsAnswer => IsAnswer(conversation, items[0], asking.Kept, plain),
            About.Inquiry => Inquired(conversation, items[0], plain, said),
            About.AnswerOrReport => AnswerOrReport(conversation, items[0], asking.Kept, plain),
            _ => null,
        };
    }

    /// <summary>What was asked before a newer notice came, or long ago, is no longer the last thing shown.</summary>
    private bool Stands(Asking asking) =>
        facts.Now - asking.At <= (asking.About == About.List ? Shown : Asked) && !Notices.CameSince(asking.At, asking.Items) && !Overtaken(asking);

    /// <summary>The answer to a question came after a list in which its meeting stood: the digit is for the answer's choices.</summary>
    private bool Overtaken(Asking asking) => Notices.JustAnswered is { } answered && answered.NotifiedAt > asking.At && asking.Items.Count > 1;

    private Turn? Reason(Conversation conversation, IReadOnlyList<OpenItem> items, string plain, string said)
    {
        if (Digits.Choice(plain) is { } digit)
        {
            // 1 or 3 after leave: the answer changes, where no other notice could be meant.
            return Others(items).Count > 0 && digit.Number != 2 ? null : answers.Turn(conversation, [.. items.Select(i => answers.Digit(i, digit, said))]);
        }

        var heard = AnswerWords.Hear(plain);
        if (Courtesy.Only(plain) || Named(plain, items) || heard is { Stance: Stance.Attending, Outright: true } && Others(items).Count > 0)
        {
            return null;
        }

        if (heard is { Stance: Stance.Attending } or { Stance: Stance.Unsure, Corrects: true })
        {
            return answers.Turn(conversation, [.. items.Select(i => answers.Heard(i, heard, said))]);
        }

        if (heard is { Stance: Stance.Leave, Outright: true } && OtherNames.In(plain, facts))
        {
            return answers.Turn(conversation, [.. items.Select(i => answers.Heard(i, heard, said))]);
        }

        // A question asked here goes to the office; the reason is still asked for.
        var question = heard.Stance == Stance.Question;
        var reason = question || heard is { Outright: true, Reason: null } ? null : ReasonIn(heard, said);
        return answers.Turn(conversation, [.. items.Select(i => answers.Meetings.Leave(i, reason, question ? said : null))]);
    }

    private static string ReasonIn(Answer heard, string said) =>
        (heard.Outright ? heard.Reason : null) ?? (said.Trim().Length <= 100 ? said.Trim() : said.Trim()[..100]);

    private Turn? Question(Conversation conversation, OpenItem item, string plain, string said)
    {
        if (Digits.Choice(plain) is { } digit)
        {
            return answers.Turn(conversation, answers.Digit(item, digit, said));
        }

        if (Courtesy.Only(plain) || Named(plain, [item]))
        {
            return null;
        }

        var heard = AnswerWords.Hear(plain);
        return answers.Turn(conversation, heard is { Stance: Stance.Attending or Stance.Leave, Pure: true, Outright: true }
            ? answers.Heard(item, heard, said)
            : answers.Meetings.Asked(item, said.Trim()));
    }

    private Turn? Inquired(Conversation conversation, OpenItem item, string plain, string said)
    {
        if (item.Leave is not { Approved: null } || Courtesy.Only(plain))
        {
            return null;
        }

        var decides = Digits.Choice(plain) is { Rest: "" } || Verdicts.Of(plain).Ruling is Ruling.Yes or Ruling.No;
        return answers.Turn(conversation, decides ? answers.Said(item, said) : answers.Leaves.Inquired(item, said.Trim()));
    }

    private Turn? Choice(Conversation conversation, OpenItem item, string kept, string plain, string said)
    {
        if (Digits.Choice(plain) is not { } digit)
        {
            return Courtesy.Only(plain) || Named(plain, [item]) || item.Kind != OpenItemKind.Meeting ? null : Reconsidered(conversation, item, plain, said);
        }

        // What was said before the choice was asked is the reason, or the question, that goes with it.
        var rest = digit.Rest.Length > 0 ? digit.Rest : digit.Number switch
        {
            2 => Reasons.In(Plain.Of(kept)) ?? "",
            3 when AnswerWords.Hear(Plain.Of(kept)).Stance == Stance.Question => kept,
            _ => "",
        };
        return answers.Turn(conversation, answers.Digit(item, digit with { Rest = rest }, said));
    }

    private Turn? Reconsidered(Conversation conversation, OpenItem item, string plain, string said)
    {
        var heard = AnswerWords.Hear(plain);
        return heard.Stance is Stance.Attending or Stance.Leave or Stance.Question or Stance.Unsure && !heard.All
            ? answers.Turn(conversation, answers.Heard(item, heard, said))
            : null;
    }

    private Turn? Wordly(Conversation conversation, OpenItem item, string plain, string said) =>
        Courtesy.Only(plain) && !Courtesy.IsOpinion(plain) ? null : answers.Turn(conversation, answers.Broadcasts.Words(item, said.Trim()));

    private Turn? IsAnswer(Conversation conversation, OpenItem item, string kept, string plain)
    {
        if (YesNo.Of(plain) is not { } yes)
        {
            return null;
        }

        return yes ? answers.Turn(conversation, answers.Broadcasts.Words(item, kept)) : Turn.Say(conversation with { Asking = null }, words["notice.left"]);
    }

    private Turn? AnswerOrReport(Conversation conversation, OpenItem item, string kept, string plain)
    {
        if (Digits.Choice(plain) is not { Number: 1 or 2 } digit)
        {
            return null;
        }

        if (digit.Number == 1 || ReportWords.BySentence(kept, forms, facts) is not { } begun)
        {
            return answers.Turn(conversation, answers.Broadcasts.Words(item, kept));
        }

        var step = talk.Begin(begun.Form, kept, begun.Sentence, null, facts);
        return Turn.Say(conversation with { Asking = null, Form = step.Open }, step.Reply);
    }

    private List<OpenItem> Others(IReadOnlyList<OpenItem> items) => [.. Notices.Open.Where(o => items.All(i => i.AssignmentId != o.AssignmentId))];

    /// <summary>Another notice is named: the sentence is for that one.</summary>
    private bool Named(string plain, IReadOnlyList<OpenItem> items) =>
        Mentions.In(plain, [.. Notices.Unanswered.Concat(Notices.Settled).DistinctBy(i => i.AssignmentId)], facts).Any(m => items.All(i => i.AssignmentId != m.Item.AssignmentId));
}
