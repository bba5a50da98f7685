using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Conversations.Language;
using Luzhi.Core.Meetings;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Conversations.Notices;

/// <summary>Applies what was said to a notice of either kind, and puts the outcome into one turn.</summary>
public sealed class Answers(FormShelf forms, FormTalk talk, Words words, Facts facts)
{
    private readonly NoticeText text = new(words, facts);

    public OpenNotices Notices { get; } = new(facts);
    public NoticeText Text => text;
    public MeetingAnswers Meetings => new(text, facts);
    public BroadcastAnswers Broadcasts => new(text, forms, talk, words, facts);
    public LeaveAnswers Leaves => new(text, words, facts);
    public ReceiptAnswers Receipts => new(forms, talk, words, facts);
    public MandateAnswers Mandates => new(text, words, facts);

    /// <summary>What was said, a digit or a sentence, applied to one notice.</summary>
    public Answered Said(OpenItem item, string said)
    {
        var plain = Plain.Of(said);
        return Digits.Choice(plain) is { } digit ? Digit(item, digit, said) : Heard(item, AnswerWords.Hear(plain), said);
    }

    public Answered Digit(OpenItem item, Picked digit, string said) => item.Kind switch
    {
        OpenItemKind.Meeting when OtherNames.In(digit.Rest, facts) => ForWhom(item),
        OpenItemKind.Meeting => Meetings.Digit(item, digit, said),
        OpenItemKind.Leave => Leaves.Digit(item, digit, said),
        OpenItemKind.Mandate => Mandates.Digit(item, digit),
        _ => Broadcasts.Digit(item, digit, said),
    };

    public Answered Heard(OpenItem item, Answer answer, string said) => item.Kind switch
    {
        OpenItemKind.Meeting when OtherNames.In(said, facts) => ForWhom(item),
        OpenItemKind.Broadcast when item.Ask == "read" && OtherNames.In(said, facts) => ForWhom(item),
        OpenItemKind.Meeting => Meetings.Heard(item, answer, said),
        OpenItemKind.Leave => Leaves.Heard(item, said),
        OpenItemKind.Mandate => Mandates.Heard(item, said),
        _ => Broadcasts.Heard(item, answer, said),
    };

    public Answered Choose(OpenItem item, string kept) => item.Kind switch
    {
        OpenItemKind.Meeting => Meetings.Choose(item, kept),
        OpenItemKind.Leave => Leaves.Choose(item, kept),
        OpenItemKind.Mandate => Mandates.Choose(item),
        _ => Broadcasts.Choose(item, kept),
    };

    /// <summary>Put whole, with its choices: the next digit is for what was seen.</summary>
    public Answered Show(OpenItem item, string kept) => Choose(item, kept) with { Reply = text.Show(item) };

    /// <summary>A name that is none of the speaker's leaders: nothing of what was said is kept, the notice is put anew.</summary>
    private Answered ForWhom(OpenItem item) =>
        Choose(item, "") with { Reply = words.Say("talks.mandate.for_whom", ("line", text.Line(item))) + "\n" + text.Choose(item) };

    /// <summary>One turn out of what was answered; several answers are told one below the other.</summary>
    public Turn Turn(Conversation conversation, params IReadOnlyList<Answered> answered)
    {
        var asking = Together([.. answered.Select(a => a.Asking).OfType<Asking>()]);
        var kept = Left(conversation.Form, answered);
        var receipt = kept is null && asking is null && answered.All(a => a.Form is null) ? Receipt(answered) : null;
        var next = conversation with
        {
            Asking = asking,
            Answered = answered[^1].Item.AssignmentId,
            Form = answered.Select(a => a.Form?.Open).OfType<OpenForm>().LastOrDefault() ?? receipt?.Open ?? kept,
        };
        var reply = string.Join("\n\n", [.. answered.Select(a => a.Reply), .. receipt is null ? [] : new[] { receipt.Reply }]);
        var changes = answered.Select(a => a.Change).OfType<Change>().ToArray();
        var quiet = asking is not null || receipt is not null || answered.Any(a => a.Form is not null);
        return Conversations.Turn.Say(next, quiet ? reply : reply + Ending(answered), changes);
    }

    /// <summary>Whoever attends is asked for the receipt at once; of several meetings for the first, the others wait for 回执.</summary>
    private FormStep? Receipt(IReadOnlyList<Answered> answered) =>
        answered.Where(a => a.Change is Change.Answer { State: InvitationState.Attending }).Select(a => Receipts.After(a.Item)).FirstOrDefault(step => step is not null);

    /// <summary>The open form, unless it is the receipt of a meeting that is not attended after all.</summary>
    private static OpenForm? Left(OpenForm? open, IReadOnlyList<Answered> answered) =>
        open?.AssignmentId is { } line && answered.Any(a => a.Item.AssignmentId == line && a.Change is Change.Answer { State: not InvitationState.Attending }) ? null : open;

    /// <summary>Leave asked for twice over waits for one reason; of other questions the last one stands.</summary>
    private static Asking? Together(IReadOnlyList<Asking> asked) => asked switch
    {
        [] => null,
        [.., var last] when asked.All(a => a.About == About.Reason) => last with { Items = [.. asked.SelectMany(a => a.Items)] },
        [.., var last] => last,
    };

    /// <summary>How to change the answer, and what else is open.</summary>
    private string Ending(IReadOnlyList<Answered> answered)
    {
        var others = Notices.Open.Where(o => answered.All(a => a.Item.AssignmentId != o.AssignmentId)).ToList();
        var alone = others.Count == 0 && answered.Count == 1 && Notices.Settled.All(s => s.AssignmentId == answered[0].Item.AssignmentId);
        var change = answered[^1].Change is Change.Answer { State: not InvitationState.Pending } answer ? "\n" + text.ToChange(answer.State, alone) : "";
        return others.Count == 0 ? change : change + "\n\n" + text.Others(others);
    }
}
