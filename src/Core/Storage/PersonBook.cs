using Luzhi.Core.Meetings;
using Luzhi.Core.Settings;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

public sealed record BoundPhone(DateTimeOffset? BoundAt, bool Followed, DateTimeOffset? LastHeardAt);

public sealed record PersonMeeting(long MeetingId, string Title, DateTimeOffset StartsAt, InvitationState State);

public sealed record PersonSubmission(string Form, string State, string Said, DateTimeOffset At);

/// <summary>One person as the office sees one.</summary>
public sealed record PersonCard(
    long Id, string Name, string? Phone, string? Party, DateOnly? Since, DateTimeOffset? RemovedAt, string? OpenCode,
    IReadOnlyList<string> Roles, IReadOnlyList<MemberUnit> Units, IReadOnlyList<BoundPhone> Phones,
    IReadOnlyList<PersonMeeting> Meetings, IReadOnlyList<PersonSubmission> Submissions);

public sealed class PersonBook(Database database, OrganizationSettings organization, TimeProvider clock)
{
    private const int LinesAtMost = 50;
    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(organization.TimeZone);

    public async Task<PersonCard?> FindAsync(long id, CancellationToken ct)
    {
        await using var db = database.Open();
        if (await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) is not { } person)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        var code = await db.BindingCodes.AsNoTracking()
            .Where(c => c.PersonId == id && c.UsedAt == null && c.RevokedAt == null && (c.ExpiresAt == null || c.ExpiresAt > now))
            .OrderByDescending(c => c.IssuedAt).Select(c => c.Code).FirstOrDefaultAsync(ct);
        return new PersonCard(
            person.Id, person.Name, person.Phone, person.Party, person.Since, person.RemovedAt, code,
            await RolesAsync(db, id, today, ct), await UnitsAsync(db, id, today, ct), await PhonesAsync(db, id, ct),
            await MeetingsAsync(db, id, ct), await SubmissionsAsync(db, id, ct));
    }

    private static Task<List<string>> RolesAsync(LuzhiDb db, long id, DateOnly today, CancellationToken ct) =>
        db.Roles.AsNoTracking().Where(r => r.PersonId == id && (r.FromDate == null || r.FromDate <= today) && (r.ToDate == null || r.ToDate >= today))
            .OrderBy(r => r.Id).Select(r => r.Name).ToListAsync(ct);

    private static Task<List<MemberUnit>> UnitsAsync(LuzhiDb db, long id, DateOnly today, CancellationToken ct) => (
        from m in db.Memberships.AsNoTracking()
        where m.PersonId == id && (m.FromDate == null || m.FromDate <= today) && (m.ToDate == null || m.ToDate >= today)
        join u in db.Units on m.UnitId equals u.Id
        orderby m.Id
        select new MemberUnit(u.Kind, u.Name, m.Role)).ToListAsync(ct);

    private static Task<List<BoundPhone>> PhonesAsync(LuzhiDb db, long id, CancellationToken ct) =>
        db.Contacts.AsNoTracking().Where(c => c.PersonId == id).OrderBy(c => c.Id)
            .Select(c => new BoundPhone(c.BoundAt, c.Followed, c.LastHeardAt)).ToListAsync(ct);

    private static Task<List<PersonMeeting>> MeetingsAsync(LuzhiDb db, long id, CancellationToken ct) => (
        from i in db.Invitations.AsNoTracking()
        where i.PersonId == id
        join m in db.Meetings on i.MeetingId equals m.Id
        orderby m.StartsAt descending
        select new PersonMeeting(m.Id, m.Title, m.StartsAt, i.State)).Take(LinesAtMost).ToListAsync(ct);

    private static Task<List<PersonSubmission>> SubmissionsAsync(LuzhiDb db, long id, CancellationToken ct) =>
        db.Submissions.AsNoTracking().Where(s => s.PersonId == id).OrderByDescending(s => s.At)
            .Select(s => new PersonSubmission(s.Form, s.State, s.Said, s.At)).Take(LinesAtMost).ToListAsync(ct);
}
