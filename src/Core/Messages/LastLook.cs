using Luzhi.Core.Duties;
using Luzhi.Core.Duties.Files;
using Luzhi.Core.Meetings;

namespace Luzhi.Core.Messages;

/// <summary>Between the bell and the door minutes may pass, or days: does it still need to be said?</summary>
public static class LastLook
{
    /// <returns>Why it is not sent: removed, withdrawn, replaced, expired, excused, answered; null to send it.</returns>
    public static string? Drop(Claimed row, DateTimeOffset now) => Drop(row.Notice, row.ExpiresAt, now);

    public static string? Drop(ClaimedNotice? notice, DateTimeOffset? expiresAt, DateTimeOffset now) => notice switch
    {
        { Member: false } => "removed",
        { State: "withdrawn" or "replaced" } => notice.State,
        { Withdrawn: true, Kind: not "withdrawn" } => "withdrawn",
        _ when expiresAt <= now => "expired",
        { Assignment: AssignmentState.Excused, Line: not null } => "excused",
        { Rung: not Rung.Self, Line.Who: null } => "answered",
        { For: not null, Acts: false } => "withdrawn",
        { For: not null } when AnsweredFor(notice) => "answered",
        not null when !StillFor(notice) => "answered",
        _ => null,
    };

    /// <remarks>
    /// Told and Untold are not asked again. The bell settled them together, each person in exactly one; asked again while an older
    /// notice is on the wire, somebody could fall out of both.
    /// </remarks>
    /// <summary>A copy that asks for an answer is not sent once there is one, whoever gave it; that a meeting moved is.</summary>
    private static bool AnsweredFor(ClaimedNotice copy) => copy.Kind is "announce" or "broadcast" or "chase"
        && (copy.Invitation is InvitationState.Attending or InvitationState.Leave || (copy.Invitation is null && copy.Assignment == AssignmentState.Answered));

    private static bool StillFor(ClaimedNotice notice) => notice.Whom switch
    {
        Whom.Attending => notice.Invitation == InvitationState.Attending,
        Whom.Unsettled => notice.Invitation is InvitationState.Pending or InvitationState.Asked,
        Whom.Unanswered => notice.Assignment is AssignmentState.Due or AssignmentState.Notified or AssignmentState.Seen or AssignmentState.Overdue,
        _ => true,
    };
}
