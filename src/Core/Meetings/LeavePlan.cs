using Luzhi.Core.Duties;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Meetings;

/// <summary>Leave as it stands: whose, for which meeting, why, and who entered it where the member did not say it themselves.</summary>
public sealed record LeaveAsked(string Who, string Title, DateTimeOffset StartsAt, string Reason, string? By = null);

/// <summary>What is said when leave is asked for, withdrawn and decided. Pure.</summary>
public sealed class LeavePlan(Words words, QuietHours quiet)
{
    /// <summary>A decision is worth hearing at least so long.</summary>
    private static readonly TimeSpan Least = TimeSpan.FromMinutes(1);

    /// <summary>The approver's duty, as it stands in lists. Without the reason: lists are seen by others.</summary>
    public string Title(LeaveAsked leave) => words.Say("talks.leave.title", ("title", leave.Title), ("who", leave.Who));

    /// <summary>To the approver, not at night unless the meeting is near.</summary>
    public Notice Ask(LeaveAsked leave, DateTimeOffset now) => Notice("leave", "leave:1", leave, now, byHand: false, new()
    {
        Text = words.Say("talks.leave.ask", ("when", When(leave, now)), ("by", By(leave)), ("title", leave.Title), ("who", leave.Who), ("reason", leave.Reason)),
        Hint = words["talks.leave.hint"],
        Choices = [new("1", words["talks.leave.choice.yes"]), new("2", words["talks.leave.choice.no"]), new("3", words["talks.leave.choice.ask"])],
    }, Whom.Unanswered);

    /// <summary>To the approvers who were asked, and to nobody else.</summary>
    public Notice Dropped(LeaveAsked leave, DateTimeOffset now) => Notice("withdrawn", "withdrawn:1", leave, now, byHand: true, new()
    {
        Text = words.Say("talks.leave.dropped", ("when", When(leave, now)), ("title", leave.Title), ("who", leave.Who)),
        Hint = words["talks.leave.hint_dropped"],
    }, Whom.Told);

    /// <summary>The approver's word, to who asked.</summary>
    /// <param name="key">Another for every word that is said on this leave.</param>
    public Notice Decided(LeaveAsked leave, string key, bool approved, string? remark, DateTimeOffset now) =>
        Notice("decided", key, leave, now, byHand: true, new()
        {
            Text = words.Say(approved ? "talks.leave.approved" : "talks.leave.refused", ("when", When(leave, now)), ("title", leave.Title))
                + (remark is null ? "" : "\n" + words.Say("talks.leave.remark", ("remark", remark))),
            Hint = words[approved ? "talks.leave.hint_approved" : "talks.leave.hint_refused"],
        }, Whom.Everyone);

    /// <summary>What the approver wants to know first, to who asked.</summary>
    /// <param name="key">Another for every word that is said on this leave.</param>
    public Notice Inquired(LeaveAsked leave, string key, string inquiry, DateTimeOffset now) =>
        Notice("inquiry", key, leave, now, byHand: true, new()
        {
            Text = words.Say("talks.leave.inquiry", ("when", When(leave, now)), ("title", leave.Title), ("inquiry", inquiry)),
            Hint = words["talks.leave.hint_inquiry"],
        }, Whom.Everyone);

    private sealed record Said
    {
        public required string Text { get; init; }
        public required string Hint { get; init; }
        public IReadOnlyList<Choice>? Choices { get; init; }
    }

    private Notice Notice(string kind, string key, LeaveAsked leave, DateTimeOffset now, bool byHand, Said said, Whom whom) => new()
    {
        Kind = kind,
        UniqueKey = key,
        DueAt = byHand ? now : quiet.Allowed(now, leave.StartsAt),
        ExpiresAt = leave.StartsAt > now + Least ? leave.StartsAt : now + Least,
        Text = said.Text,
        Doorbell = Pinned.Write(new Doorbell("broadcast", Title(leave), leave.StartsAt, null, null, said.Hint)),
        Choices = said.Choices is null ? null : Pinned.Write(said.Choices),
        Whom = whom,
        ByHand = byHand,
        State = "due",
    };

    private string When(LeaveAsked leave, DateTimeOffset now) => Civil.Say(leave.StartsAt, now, quiet.Zone);

    private string By(LeaveAsked leave) => leave.By is null ? "" : words.Say("talks.leave.by", ("by", leave.By));
}
