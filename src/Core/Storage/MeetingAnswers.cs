using Luzhi.Core.Duties;
using Luzhi.Core.Meetings;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>One invited person as the secretary sees it. The reason of a leave is for the approver only: who shows it asks first.</summary>
public sealed record InvitationLine(
    long AssignmentId, long PersonId, string Name, InvitationState State, string? LeaveReason, bool? LeaveApproved,
    string? Question, DateTimeOffset? AnsweredAt, DateTimeOffset? NotifiedAt, string? Via, string? EnteredBy);

public sealed partial class MeetingBook
{
    /// <summary>As long as the console's own field.</summary>
    private const int ReasonAtMost = 500;
    private static readonly string[] OtherWays = ["phone", "paper", "console", Jielong];

    private DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);

    public async Task<Meeting?> FindAsync(long id, CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.Meetings.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, ct);
    }

    public async Task<string?> TypeNameAsync(Meeting meeting, CancellationToken ct)
    {
        if (meeting.TypeId is not { } id)
        {
            return null;
        }

        await using var db = database.Open();
        return await db.MeetingTypes.Where(t => t.Id == id).Select(t => t.Name).SingleOrDefaultAsync(ct);
    }

    /// <summary>Newest first: a page goes on below <paramref name="before"/>.</summary>
    /// <param name="unitId">Only meetings somebody of this unit is invited to, and those <paramref name="by"/> called; null for all.</param>
    public async Task<Page<Meeting>> ListAsync(long? before, int most, CancellationToken ct, long? unitId = null, string? by = null)
    {
        await using var db = database.Open();
        var meetings = db.Meetings.AsNoTracking().Where(m => before == null || m.Id < before);
        if (unitId is { } unit)
        {
            var today = Today;
            meetings = meetings.Where(m => m.CreatedBy == by || db.Invitations.Any(i => i.MeetingId == m.Id && UnitPeople.Of(db, unit, today).Contains(i.PersonId)));
        }

        var rows = await meetings.OrderByDescending(m => m.Id).Take(most + 1).ToListAsync(ct);
        return rows.ToPage(most, m => m.Id);
    }

    /// <param name="unitId">Only members of this unit, for its secretary; null for all.</param>
    public async Task<Tally> TallyAsync(long id, CancellationToken ct, long? unitId = null)
    {
        await using var db = database.Open();
        var counts = await Invited(db, id, unitId).GroupBy(i => new { i.State, i.LeaveApproved })
            .Select(g => new { g.Key.State, g.Key.LeaveApproved, Count = g.Count() }).ToListAsync(ct);
        int Of(InvitationState state) => counts.Where(c => c.State == state).Sum(c => c.Count);
        return new Tally(
            counts.Sum(c => c.Count), Of(InvitationState.Attending), Of(InvitationState.Leave),
            counts.Where(c => c.State == InvitationState.Leave && c.LeaveApproved == true).Sum(c => c.Count),
            Of(InvitationState.Asked), Of(InvitationState.Pending));
    }

    /// <summary>The invited in the order of the roster, optionally of one state or one unit; goes on after the person <paramref name="after"/>.</summary>
    public async Task<Page<InvitationLine>> InvitationsAsync(
        long id, CancellationToken ct, InvitationState? state = null, long? unitId = null, long after = 0, int most = 200)
    {
        await using var db = database.Open();
        var rows = await (
            from invitation in Invited(db, id, unitId)
            where invitation.PersonId > after && (state == null || invitation.State == state)
            join person in db.People on invitation.PersonId equals person.Id
            join assignment in db.Assignments on invitation.AssignmentId equals assignment.Id
            orderby invitation.PersonId
            select new InvitationLine(
                invitation.AssignmentId, person.Id, person.Name, invitation.State, invitation.LeaveReason, invitation.LeaveApproved,
                invitation.Question, invitation.AnsweredAt, assignment.NotifiedAt, invitation.Via, invitation.EnteredBy))
            .Take(most + 1).ToListAsync(ct);
        return rows.ToPage(most, line => line.PersonId);
    }

    /// <summary>Who of the invited is meant by a number or by a name: more than one where two share it.</summary>
    public async Task<IReadOnlyList<long>> MeantAsync(long id, long? personId, string name, long? unitId, CancellationToken ct)
    {
        await using var db = database.Open();
        return await Invited(db, id, unitId).Where(i => personId == null ? db.People.Any(p => p.Id == i.PersonId && p.Name == name) : i.PersonId == personId)
            .Select(i => i.PersonId).Take(2).ToListAsync(ct);
    }

    /// <summary>
    /// An answer that came by phone, on paper or at the desk, marked so, with who entered it. It may be entered after the start too:
    /// what was said before is often written down later. Pending takes a mistaken entry back.
    /// </summary>
    /// <param name="reason">The reason of a leave, or the question of who asked.</param>
    /// <returns>false when there is no such meeting, or the person was not invited.</returns>
    public Task<bool> EnterAnswerAsync(long id, long personId, InvitationState state, string? reason, string via, string by, CancellationToken ct)
    {
        if (!OtherWays.Contains(via))
        {
            throw new FaultsException("via", words["meeting.fault.via"]);
        }

        if (reason?.Length > ReasonAtMost)
        {
            throw new FaultsException("reason", words.Say("meeting.fault.reason_long", ("most", ReasonAtMost)));
        }

        return ChangeAnswerAsync(id, personId, by, "meeting.answer", (invitation, assignment) => Enter(invitation, assignment, state, reason, via, by), ct);
    }

    private void Enter(Invitation invitation, Assignment assignment, InvitationState state, string? reason, string via, string by)
    {
        var answered = state != InvitationState.Pending;
        invitation.State = state;
        invitation.LeaveReason = state == InvitationState.Leave ? reason : null;
        invitation.LeaveApproved = null;
        invitation.Question = state == InvitationState.Asked ? reason : null;
        invitation.AnsweredAt = assignment.AnsweredAt = answered ? clock.GetUtcNow() : null;
        invitation.Via = assignment.Via = answered ? via : null;
        invitation.EnteredBy = answered ? by : null;
        assignment.State = answered ? AssignmentState.Answered : assignment.NotifiedAt is null ? AssignmentState.Due : AssignmentState.Notified;
    }

    private async Task<bool> ChangeAnswerAsync(long id, long personId, string by, string action, Action<Invitation, Assignment> change, CancellationToken ct)
    {
        var changed = false;
        await ChangeAsync(id, by, action, async (db, meeting, token) =>
        {
            FaultsException.ThrowIfAny(Standing(meeting, mayBeAnnounced: true));
            if (await db.Invitations.SingleOrDefaultAsync(i => i.MeetingId == id && i.PersonId == personId, token) is not { } invitation)
            {
                return;
            }

            change(invitation, await db.Assignments.SingleAsync(a => a.Id == invitation.AssignmentId, token));
            await db.SaveChangesAsync(token);
            await FollowAsync(db, invitation, token);
            changed = true;
        }, ct);
        return changed;
    }

    /// <summary>What follows from an answer however it came: the approver's duty, the office's list, a receipt taken back.</summary>
    private async Task FollowAsync(LuzhiDb db, Invitation invitation, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await new Leaves(db, talks.Leave, now).FollowAsync(invitation.AssignmentId, ct);
        if (invitation is { State: InvitationState.Asked, Question: { Length: > 0 } question })
        {
            await new Questions(db, talks.Questions, now).AskAsync(invitation.AssignmentId, question, ct);
        }

        if (invitation.State == InvitationState.Leave)
        {
            await db.RunAsync(Changes.WithdrawReceipt, new { invitation.AssignmentId, now }, ct);
        }
    }

    private IQueryable<Invitation> Invited(LuzhiDb db, long id, long? unitId)
    {
        var today = Today;
        var invited = db.Invitations.AsNoTracking().Where(i => i.MeetingId == id);
        return unitId is not { } unit ? invited : invited.Where(i => UnitPeople.Of(db, unit, today).Contains(i.PersonId));
    }
}
