using Luzhi.Core.Conversations.Language;
using Luzhi.Core.Meetings;

namespace Luzhi.Core.Conversations.Notices;

/// <summary>Applies an answer to a meeting: 1 参加, 2 请假, 3 有疑问, or the sentence that means it.</summary>
public sealed class MeetingAnswers(NoticeText text, Facts facts)
{
    public Answered Digit(OpenItem item, Picked digit, string said)
    {
        var rest = digit.Rest.Length == 0 || Courtesy.Only(digit.Rest) ? new Answer(Stance.None) : AnswerWords.Hear(digit.Rest);
        return (digit.Number, rest.Stance) switch
        {
            // 1 请假: the digit and the words disagree.
            (1, Stance.Leave or Stance.Unsure) or (2, Stance.Attending or Stance.Unsure) => Choose(item, digit.Rest),
            (1, _) => Attending(item, rest.Stance == Stance.Question ? digit.Rest : rest.Remark),
            (2, Stance.Leave) => Leave(item, rest.Reason, rest.Remark),
            (2, _) => Leave(item, rest.Stance == Stance.None && digit.Rest.Length > 1 ? Reasons.In(digit.Rest) ?? digit.Rest : null, rest.Stance == Stance.Question ? digit.Rest : null),
            (3, _) => Asked(item, rest.Stance == Stance.None && digit.Rest.Length < 4 || digit.Rest.Length == 0 ? null : Plain.Tail(said, digit.Rest)),
            _ => Choose(item, ""),
        };
    }

    public Answered Heard(OpenItem item, Answer answer, string said) => answer.Stance switch
    {
        Stance.Attending when answer.Unleaves && item.Invitation != InvitationState.Leave => Choose(item, said),
        Stance.Attending => Attending(item, answer.Remark),
        Stance.Leave when !answer.Outright && OnAnotherDay(item, said) => Choose(item, said),
        Stance.Leave => Leave(item, answer.Reason, answer.Remark),
        Stance.Question => Question(item, said),
        _ => Choose(item, said),
    };

    /// <summary>周五出差 keeps nobody away on Wednesday; whether it does is asked.</summary>
    private bool OnAnotherDay(OpenItem item, string said)
    {
        var today = DateOnly.FromDateTime(facts.LocalNow.DateTime);
        return item.When is { } when && DateWords.Find(Plain.Of(said), today, Prefer.Future) is [{ Day: { } day }]
            && day > today && day != DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(when, facts.Zone).DateTime);
    }

    public Answered Leave(OpenItem item, string? reason, string? remark)
    {
        var known = reason ?? (item.Invitation == InvitationState.Leave ? item.LeaveReason : null);
        return Made(item, text.Leave(item, known, remark), InvitationState.Leave, reason, remark, known is null ? Ask(About.Reason, item, "") : null);
    }

    public Answered Asked(OpenItem item, string? question) =>
        Made(item, text.Asked(item, question), InvitationState.Asked, null, question, question is null ? Ask(About.Question, item, "") : null);

    public Answered Choose(OpenItem item, string kept) => new(item, text.Choose(item), Asking: Ask(About.Choice, item, kept));

    private Answered Attending(OpenItem item, string? remark) =>
        Made(item, text.Attending(item, remark), InvitationState.Attending, null, remark);

    /// <summary>What the leader answered in person stands: whoever acts for them does not change it.</summary>
    private Answered Made(OpenItem item, string reply, InvitationState state, string? reason, string? question, Asking? asking = null)
    {
        var owns = item is { For: not null, ByProxy: null, Invitation: InvitationState.Attending or InvitationState.Leave };
        return owns ? new(item, text.Owned(item))
            : new(item, reply, new Change.Answer(item.AssignmentId, state, reason, question, item.For is null ? null : facts.Speaker!.Name), asking);
    }

    /// <summary>A question does not take back an answer already given: it goes to the office beside it.</summary>
    private Answered Question(OpenItem item, string question) => item.Invitation is InvitationState.Attending or InvitationState.Leave
        ? Made(item, text.Passed(item, question), item.Invitation.Value, null, question)
        : Asked(item, Plain.Of(question).Trim('.', '!') is var plain && plain.Length <= 6 && plain.Contains('问') && !plain.Contains('?') ? null : question);

    private Asking Ask(About about, OpenItem item, string kept) => new(about, [item.AssignmentId], kept, facts.Now);
}
