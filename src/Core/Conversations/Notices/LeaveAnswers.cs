using Luzhi.Core.Conversations.Language;
using Luzhi.Core.Duties;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Conversations.Notices;

/// <summary>The approver decides on a leave: 1 准, 2 不准, 3 问一下, or the words for it, with a remark for the member behind them.</summary>
public sealed class LeaveAnswers(NoticeText text, Words words, Facts facts)
{
    public Answered Digit(OpenItem item, Picked digit, string said)
    {
        var spoken = Verdicts.Of(digit.Rest);
        var ruling = digit.Number switch { 1 => Ruling.Yes, 2 => Ruling.No, 3 => Ruling.Ask, _ => Ruling.None };

        // 1 不准: the digit and the words disagree.
        var clear = ruling != Ruling.None && (spoken.Ruling == Ruling.None || spoken.Ruling == ruling);
        return clear ? Ruled(item, new Verdict(ruling, spoken.Ruling == Ruling.None ? Plain.Tail(said, digit.Rest) : Plain.Tail(said, spoken.Remark))) : Choose(item, "");
    }

    public Answered Heard(OpenItem item, string said)
    {
        var verdict = Verdicts.Of(Plain.Of(said));
        return Ruled(item, verdict with { Remark = Plain.Tail(said, verdict.Remark) });
    }

    public Answered Ruled(OpenItem item, Verdict verdict) => (item.Leave!, verdict.Ruling) switch
    {
        ({ Approved: { } earlier } leave, _) => Already(item, leave, earlier),
        (_, Ruling.Yes or Ruling.No) => Decided(item, verdict),
        (_, Ruling.Ask) when verdict.Remark.Length > 1 => Inquired(item, verdict.Remark),
        (_, Ruling.Ask) => new(item, words.Say("talks.leave.ask_what", ("who", item.Leave!.Who)), Asking: Ask(About.Inquiry, item)),
        _ => Choose(item, ""),
    };

    public Answered Inquired(OpenItem item, string inquiry) => new(
        item, words.Say("talks.leave.asked", ("who", item.Leave!.Who), ("inquiry", inquiry)), new Change.Inquire(item.AssignmentId, item.Leave!.RequestId, inquiry));

    public Answered Choose(OpenItem item, string kept) => new(item, text.Choose(item), Asking: Ask(About.Choice, item) with { Kept = kept });

    private Answered Decided(OpenItem item, Verdict verdict)
    {
        var yes = verdict.Ruling == Ruling.Yes;
        var remark = verdict.Remark.Length == 0 ? null : verdict.Remark;
        return new(item, words.Say(yes ? "talks.leave.done_yes" : "talks.leave.done_no", ("title", item.Title)) + (remark is null ? "" : "\n" + words.Say("talks.leave.remark", ("remark", remark))),
            new Change.Decide(item.AssignmentId, item.Leave!.RequestId, yes, remark, facts.Speaker!.Name));
    }

    /// <summary>Two approvers, or the desk: the first word counts, the second hears whose it was.</summary>
    private Answered Already(OpenItem item, LeaveToDecide leave, bool approved) => new(
        item,
        words.Say(approved ? "talks.leave.already_yes" : "talks.leave.already_no", ("title", item.Title), ("by", leave.By), ("when", Civil.Say(leave.At!.Value, facts.Now, facts.Zone))),
        new Change.Heard(item.AssignmentId));

    private Asking Ask(About about, OpenItem item) => new(about, [item.AssignmentId], "", facts.Now);
}
