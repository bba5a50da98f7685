using Luzhi.Core.Directory;
using Luzhi.Core.Meetings;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>One of the invited as a list at the door shows them: who, of where, what was answered, whether they came.</summary>
/// <param name="Units">专委会 and 界别, in the order of the roster; empty for who is in none.</param>
public sealed record RollLine(
    long AssignmentId, long PersonId, string Name, IReadOnlyList<string> Units, InvitationState Answer, string? LeaveReason, bool? LeaveApproved, string? Via,
    AttendanceState? Attendance, DateTimeOffset? At, string? AttendanceVia, string? EnteredBy)
{
    public string Unit => string.Join(" ", Units);
}

/// <summary>The whole list of a meeting's invited with the units they are in today, sorted by unit and within it as the roster has them.</summary>
public sealed class RollBook(Database database, TimeProvider clock, TimeZoneInfo zone)
{
    private static readonly UnitKind[] Shown = [UnitKind.Committee, UnitKind.Sector];

    /// <param name="unitId">Only members of this unit, for its secretary; null for all.</param>
    public async Task<IReadOnlyList<RollLine>> ReadAsync(long meetingId, long? unitId, CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
        await using var db = database.Open();
        var rows = await (
            from i in db.Invitations.AsNoTracking()
            where i.MeetingId == meetingId && (unitId == null || UnitPeople.Of(db, unitId.Value, today).Contains(i.PersonId))
            join p in db.People on i.PersonId equals p.Id
            join a in db.Attendances on i.AssignmentId equals a.AssignmentId into noted
            from a in noted.DefaultIfEmpty()
            select new { i, p.Name, Noted = a }).ToListAsync(ct);
        var units = await UnitsAsync(db, meetingId, today, ct);
        return [.. rows
            .OrderBy(r => units[r.i.PersonId].Select(u => (int)u.Kind).DefaultIfEmpty(int.MaxValue).First())
            .ThenBy(r => units[r.i.PersonId].Select(u => u.Id).DefaultIfEmpty(long.MaxValue).First())
            .ThenBy(r => r.i.PersonId)
            .Select(r => new RollLine(
                r.i.AssignmentId, r.i.PersonId, r.Name, [.. units[r.i.PersonId].Select(u => u.Name)], r.i.State, r.i.LeaveReason, r.i.LeaveApproved, r.i.Via,
                r.Noted?.State, r.Noted?.At, r.Noted?.Via, r.Noted?.EnteredBy))];
    }

    private static async Task<ILookup<long, (long Id, UnitKind Kind, string Name)>> UnitsAsync(LuzhiDb db, long meetingId, DateOnly day, CancellationToken ct)
    {
        var rows = await (
            from m in db.Memberships
            where db.Invitations.Any(i => i.MeetingId == meetingId && i.PersonId == m.PersonId)
                && (m.FromDate == null || m.FromDate <= day) && (m.ToDate == null || m.ToDate >= day)
            join u in db.Units on m.UnitId equals u.Id
            where Shown.Contains(u.Kind)
            select new { m.PersonId, u.Id, u.Kind, u.Name }).ToListAsync(ct);
        return rows.OrderBy(r => r.Kind).ThenBy(r => r.Id).ToLookup(r => r.PersonId, r => (r.Id, r.Kind, r.Name));
    }
}
