using Luzhi.Core.Duties;
using Luzhi.Core.Meetings;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>Leave that nobody has decided yet. The reason is for the approver only: who shows it asks first.</summary>
public sealed record UndecidedLeave(long AssignmentId, long MeetingId, string Meeting, DateTimeOffset StartsAt, long PersonId, string Name, string? Reason, string? Inquiry, DateTimeOffset? AskedAt);

public sealed partial class MeetingBook
{
    private const int UndecidedAtMost = 200;

    /// <summary>Of meetings to come, the nearest first.</summary>
    /// <param name="id">Only of this meeting; null for all.</param>
    /// <param name="unitId">Only members of this unit, for its secretary; null for all.</param>
    public async Task<IReadOnlyList<UndecidedLeave>> UndecidedAsync(long? id, long? unitId, CancellationToken ct)
    {
        var (now, today) = (clock.GetUtcNow(), Today);
        await using var db = database.Open();
        return await (
            from invitation in db.Invitations.AsNoTracking()
            where invitation.State == InvitationState.Leave && invitation.LeaveApproved == null && (id == null || invitation.MeetingId == id)
                && (unitId == null || UnitPeople.Of(db, unitId.Value, today).Contains(invitation.PersonId))
            join meeting in db.Meetings on invitation.MeetingId equals meeting.Id
            where meeting.State == MeetingState.Announced && meeting.StartsAt > now
            join person in db.People on invitation.PersonId equals person.Id
            orderby meeting.StartsAt, invitation.AnsweredAt, invitation.AssignmentId
            select new UndecidedLeave(invitation.AssignmentId, meeting.Id, meeting.Title, meeting.StartsAt, person.Id, person.Name, invitation.LeaveReason,
                db.LeaveRequests.Where(l => l.AssignmentId == invitation.AssignmentId && l.WithdrawnAt == null).Select(l => l.Inquiry).FirstOrDefault(), invitation.AnsweredAt))
            .Take(UndecidedAtMost).ToListAsync(ct);
    }

    /// <summary>The approver's word on a leave; the member is told it. The person stays counted as on leave either way, and the first word counts.</summary>
    /// <param name="remark">For the member; null for none.</param>
    /// <returns>false when there is no such meeting, or the person was not invited.</returns>
    /// <exception cref="FaultsException">There is no leave to decide, or somebody has decided it: says who and when.</exception>
    public async Task<bool> DecideLeaveAsync(long id, long personId, bool approved, string by, CancellationToken ct, string? remark = null)
    {
        var known = false;
        await ChangeAsync(id, by, "meeting.leave", async (db, meeting, token) =>
        {
            FaultsException.ThrowIfAny(Standing(meeting, mayBeAnnounced: true));
            var invitation = await db.Invitations.AsNoTracking().SingleOrDefaultAsync(i => i.MeetingId == id && i.PersonId == personId, token);
            if (invitation is not null)
            {
                await DecideAsync(db, invitation, approved, Blank(remark), by, token);
                known = true;
            }
        }, ct);
        return known;
    }

    private async Task DecideAsync(LuzhiDb db, Invitation invitation, bool approved, string? remark, string by, CancellationToken ct)
    {
        if (invitation.State != InvitationState.Leave)
        {
            throw new FaultsException("state", words["meeting.fault.not_leave"]);
        }

        var now = clock.GetUtcNow();
        if (invitation.LeaveApproved is { } earlier)
        {
            throw new FaultsException("state", await EarlierAsync(db, invitation.AssignmentId, earlier, ct));
        }

        var leaves = new Leaves(db, talks.Leave, now);
        if (await leaves.RequestAsync(invitation.AssignmentId, ct) is { } request)
        {
            await leaves.DecideAsync(request, approved, remark, by, null, ct);
        }
        else
        {
            await leaves.DecideUnaskedAsync(invitation.AssignmentId, approved, remark, ct);
        }
    }

    private async Task<string> EarlierAsync(LuzhiDb db, long assignmentId, bool approved, CancellationToken ct)
    {
        var request = await db.LeaveRequests.AsNoTracking().Where(l => l.AssignmentId == assignmentId && l.WithdrawnAt == null).OrderByDescending(l => l.Id).FirstOrDefaultAsync(ct);
        var when = request?.DecidedAt is { } at ? Civil.Say(at, clock.GetUtcNow(), zone) : "";
        return words.Say(approved ? "talks.leave.settled_yes" : "talks.leave.settled_no", ("when", when), ("by", request?.DecidedBy ?? ""));
    }

    private static string? Blank(string? said) => string.IsNullOrWhiteSpace(said) ? null : said.Trim();
}
