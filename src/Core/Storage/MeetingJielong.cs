using Luzhi.Core.Directory;
using Luzhi.Core.Duties;
using Luzhi.Core.Meetings;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>One answer out of a 接龙 that the secretary takes.</summary>
/// <param name="Over">Also where the member has answered otherwise by themself.</param>
public sealed record TakenAnswer(long PersonId, InvitationState State, string? Reason, bool Over = false)
{
    /// <summary>What else stood beside the name: 会晚到. It is kept beside the answer; whoever pasted it has read it, so that it is no question.</summary>
    public string? Remark { get; init; }
}

/// <summary>What came of a 接龙.</summary>
/// <param name="Same">Were so already.</param>
/// <param name="Kept">The member's own answer says otherwise, and stays.</param>
public sealed record JielongTaken(int Entered, int Same, int Kept);

public sealed partial class MeetingBook
{
    /// <summary>How an answer came that stood in a group's 接龙.</summary>
    public const string Jielong = "jielong";

    /// <summary>
    /// Everybody a line of a 接龙 may mean: the roster, with who of it is invited. For a unit's secretary only the unit's invited, so that
    /// nobody else is named.
    /// </summary>
    public async Task<IReadOnlyList<JielongGuest>> GuestsAsync(long id, long? unitId, CancellationToken ct)
    {
        var today = Today;
        await using var db = database.Open();
        var invited = (await Invited(db, id, unitId).Select(i => i.PersonId).ToListAsync(ct)).ToHashSet();
        var people = await db.People.AsNoTracking().Where(p => p.RemovedAt == null && p.Kind == PersonKind.Member).OrderBy(p => p.Id)
            .Select(p => new { p.Id, p.Name }).ToListAsync(ct);
        var units = (await (
            from m in db.Memberships
            where (m.FromDate == null || m.FromDate <= today) && (m.ToDate == null || m.ToDate >= today)
            join u in db.Units on m.UnitId equals u.Id
            select new { m.PersonId, u.Name }).ToListAsync(ct)).ToLookup(u => u.PersonId, u => u.Name);
        return [.. people.Where(p => unitId is null || invited.Contains(p.Id)).Select(p => new JielongGuest(p.Id, p.Name, [.. units[p.Id]], invited.Contains(p.Id)))];
    }

    /// <summary>
    /// Takes all in one go, as <see cref="EnterAnswerAsync"/> would one by one. What the member has said themself is not overwritten unless
    /// the secretary said so, also when they said it only while the list was being looked at. Of two lines for one person the last counts.
    /// </summary>
    /// <returns>null when there is no such meeting.</returns>
    public async Task<JielongTaken?> TakeJielongAsync(long id, IReadOnlyList<TakenAnswer> answers, string by, CancellationToken ct)
    {
        JielongTaken? taken = null;
        await ChangeAsync(id, by, "meeting.jielong", async (db, meeting, token) =>
        {
            FaultsException.ThrowIfAny(Standing(meeting, mayBeAnnounced: true));
            var last = answers.GroupBy(a => a.PersonId).ToDictionary(g => g.Key, g => g.Last());
            var lines = await db.Invitations.Where(i => i.MeetingId == id).ToListAsync(token);
            var meant = lines.Where(i => last.ContainsKey(i.PersonId)).ToList();
            var ids = meant.Select(i => i.AssignmentId).ToList();
            var ledger = await db.Assignments.Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, token);
            var ended = meant.Select(i => (Line: i, How: Take(i, ledger[i.AssignmentId], last[i.PersonId], by))).ToLookup(e => e.How, e => e.Line);
            await db.SaveChangesAsync(token);
            foreach (var entered in ended[Ended.Entered])
            {
                await FollowAsync(db, entered, token);
            }

            taken = new(ended[Ended.Entered].Count(), ended[Ended.Same].Count(), ended[Ended.Kept].Count());
        }, ct);
        return taken;
    }

    private enum Ended { Entered, Same, Kept }

    private Ended Take(Invitation invitation, Assignment assignment, TakenAnswer answer, string by)
    {
        if (invitation.State == answer.State && (answer.Reason is null || answer.Reason == invitation.LeaveReason || answer.Reason == invitation.Question))
        {
            return Ended.Same;
        }

        // By chat or page, or by the personal secretary whom the member has trusted with it.
        var own = invitation is { AnsweredAt: not null } and ({ EnteredBy: null } or { Via: "proxy" });
        if (own && !answer.Over)
        {
            return invitation.State == answer.State ? Ended.Same : Ended.Kept;
        }

        Enter(invitation, assignment, answer.State, answer.Reason, Jielong, by);
        invitation.Question ??= answer.Remark;
        return Ended.Entered;
    }
}
