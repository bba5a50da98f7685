using Luzhi.Core.Directory;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>A unit somebody is or was in. <see cref="Path"/>: 经济委/第1组.</summary>
public sealed record CardUnit(UnitKind Kind, string Path, string? Role, DateOnly? From, DateOnly? To, bool Now);

public sealed record CardRole(string Name, DateOnly? From, DateOnly? To, bool Now);

/// <summary>A phone, or another address, that is bound to the person. <see cref="Followed"/> is false when they have left the account.</summary>
public sealed record CardPhone(string Channel, string Account, DateTimeOffset? BoundAt, bool Followed, DateTimeOffset? LastHeardAt);

public sealed record CardLink(long Id, string Kind, long PersonId, string Name, DateOnly? From);

/// <summary>Everything the office knows of one person, on one card. Holds the phone number: for the office only.</summary>
public sealed record MemberCard(
    long Id, string Name, string? Phone, string? Party, DateOnly? Since, bool Removed,
    IReadOnlyList<CardRole> Roles, IReadOnlyList<CardUnit> Units, IReadOnlyList<CardPhone> Phones, IReadOnlyList<CardLink> Links, bool HasCode)
{
    /// <summary>The card as the form that would leave it as it is: what an edit page begins with.</summary>
    public required IReadOnlyDictionary<RosterColumn, string> Cells { get; init; }
}

/// <summary>Looks one person up.</summary>
public sealed class MemberCards(Database database, TimeProvider clock, TimeZoneInfo zone)
{
    private DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);

    public async Task<MemberCard?> FindAsync(long personId, CancellationToken ct)
    {
        await using var db = database.Open();
        var person = await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == personId, ct);
        if (person is null)
        {
            return null;
        }

        var (today, now) = (Today, clock.GetUtcNow());
        var roles = (await db.Roles.AsNoTracking().Where(r => r.PersonId == personId).OrderBy(r => r.Id).ToListAsync(ct))
            .Select(r => new CardRole(r.Name, r.FromDate, r.ToDate, IsNow(r.FromDate, r.ToDate, today))).ToList();
        var units = await UnitsAsync(db, personId, today, ct);
        var phones = await db.Contacts.AsNoTracking().Where(c => c.PersonId == personId).OrderBy(c => c.Id)
            .Select(c => new CardPhone(c.Channel, c.Account, c.BoundAt, c.Followed, c.LastHeardAt)).ToListAsync(ct);
        var hasCode = await db.BindingCodes.AnyAsync(c => c.PersonId == personId && c.UsedAt == null && c.RevokedAt == null && (c.ExpiresAt == null || c.ExpiresAt > now), ct);
        return new MemberCard(person.Id, person.Name, person.Phone, person.Party, person.Since, person.RemovedAt is not null,
            roles, units, phones, await LinksAsync(db, personId, today, ct), hasCode)
        { Cells = CellsOf(person, roles, units) };
    }

    private static async Task<IReadOnlyList<CardUnit>> UnitsAsync(LuzhiDb db, long personId, DateOnly today, CancellationToken ct)
    {
        var rows = await (
            from membership in db.Memberships
            join unit in db.Units on membership.UnitId equals unit.Id
            join parent in db.Units on unit.ParentId equals parent.Id into parents
            from parent in parents.DefaultIfEmpty()
            where membership.PersonId == personId
            orderby membership.Id
            select new { unit.Kind, unit.Name, Parent = parent == null ? null : parent.Name, membership.Role, membership.FromDate, membership.ToDate }).ToListAsync(ct);
        return [.. rows.Select(r => new CardUnit(r.Kind, r.Parent is null ? r.Name : $"{r.Parent}/{r.Name}", r.Role, r.FromDate, r.ToDate, IsNow(r.FromDate, r.ToDate, today)))];
    }

    private static async Task<IReadOnlyList<CardLink>> LinksAsync(LuzhiDb db, long personId, DateOnly today, CancellationToken ct)
    {
        var links = await db.Links.AsNoTracking()
            .Where(l => l.FromKind == Link.Person && l.ToKind == Link.Person && (l.FromId == personId || l.ToId == personId))
            .Where(l => l.ToDate == null || l.ToDate >= today).OrderBy(l => l.Id).ToListAsync(ct);
        long Other(Link link) => link.FromId == personId ? link.ToId : link.FromId;
        var ids = links.Select(Other).Distinct().ToList();
        var names = await db.People.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        return [.. links.Select(l => new CardLink(l.Id, l.Kind, Other(l), names.GetValueOrDefault(Other(l)) ?? "", l.FromDate))];
    }

    private static Dictionary<RosterColumn, string> CellsOf(Person person, IEnumerable<CardRole> roles, IReadOnlyList<CardUnit> units)
    {
        var cells = new Dictionary<RosterColumn, string>
        {
            [RosterColumn.Name] = person.Name,
            [RosterColumn.Phone] = person.Phone is { Length: not 11 } abroad ? "+" + abroad : person.Phone ?? "",
            [RosterColumn.Code] = person.RosterCode ?? "",
            [RosterColumn.Party] = person.Party ?? "",
            [RosterColumn.Roles] = string.Join(';', roles.Where(r => r.To is null).Select(r => r.Name)),
            [RosterColumn.Since] = person.Since?.ToString("yyyy-MM-dd", null) ?? "",
        };
        foreach (var (column, kind) in RosterColumns.Units)
        {
            cells[column] = string.Join(';', units.Where(u => u.Kind == kind && u.To is null).Select(u => u.Path));
        }

        return cells;
    }

    private static bool IsNow(DateOnly? from, DateOnly? to, DateOnly today) => (from is null || from <= today) && (to is null || to >= today);
}
