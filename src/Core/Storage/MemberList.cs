using Luzhi.Core.Directory;
using Luzhi.Core.Settings;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>A unit a person belongs to, and as what.</summary>
/// <param name="Committee">Whose group it is: 第1组 of two committees is two units.</param>
public sealed record MemberUnit(UnitKind Kind, string Name, string? Role, string? Committee = null)
{
    public override string ToString() => Committee is null ? Name : $"{Committee}/{Name}";
}

/// <summary>A member as other systems may know one: no phone number, no binding code.</summary>
public sealed record MemberLine(long Id, string Name, string? Party, DateOnly? Since, IReadOnlyList<string> Roles, IReadOnlyList<MemberUnit> Units, bool Bound);

/// <summary>The members as a list to page through.</summary>
public sealed class MemberList(Database database, AudienceBook audiences, OrganizationSettings organization, TimeProvider clock)
{
    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(organization.TimeZone);

    /// <param name="audience">In the audience language; null for everybody.</param>
    /// <param name="name">A part of the name; null for any.</param>
    /// <exception cref="FaultsException">The audience cannot be read.</exception>
    public async Task<Page<MemberLine>> ListAsync(string? audience, long after, int most, CancellationToken ct, string? name = null)
    {
        await using var db = database.Open();
        var people = db.People.AsNoTracking().OnRoster().Where(p => p.Id > after && (name == null || p.Name.Contains(name)));
        if (audience is not null)
        {
            var ids = await ResolveAsync(audience, after, name is null ? most : int.MaxValue - 1, ct);
            people = people.Where(p => ids.Contains(p.Id));
        }

        var page = (await people.OrderBy(p => p.Id).Take(most + 1).ToListAsync(ct)).ToPage(most, p => p.Id);
        return new(await LinesAsync(db, page.Items, ct), page.Next);
    }

    /// <summary>Who is meant by an id, or by a name only one person has.</summary>
    public async Task<long?> FindAsync(string idOrName, CancellationToken ct)
    {
        await using var db = database.Open();
        var known = long.TryParse(idOrName, out var id) ? db.People.Where(p => p.Id == id) : db.People.OnRoster().Where(p => p.Name == idOrName);
        var found = await known.Select(p => p.Id).Take(2).ToListAsync(ct);
        return found is [var only] ? only : null;
    }

    private async Task<List<long>> ResolveAsync(string audience, long after, int most, CancellationToken ct)
    {
        var answer = await audiences.ResolveAsync(audience, ct);
        return answer.Error is { } error
            ? throw new FaultsException("audience", error)
            : [.. answer.PersonIds.Where(id => id > after).Order().Take(most + 1)];
    }

    private async Task<IReadOnlyList<MemberLine>> LinesAsync(LuzhiDb db, IReadOnlyList<Person> people, CancellationToken ct)
    {
        var ids = people.Select(p => p.Id).ToList();
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
        var roles = (await db.Roles.AsNoTracking()
            .Where(r => ids.Contains(r.PersonId) && (r.FromDate == null || r.FromDate <= today) && (r.ToDate == null || r.ToDate >= today))
            .OrderBy(r => r.Id).ToListAsync(ct)).ToLookup(r => r.PersonId, r => r.Name);
        var units = (await (
            from m in db.Memberships.AsNoTracking()
            where ids.Contains(m.PersonId) && (m.FromDate == null || m.FromDate <= today) && (m.ToDate == null || m.ToDate >= today)
            join u in db.Units on m.UnitId equals u.Id
            orderby m.Id
            select new { m.PersonId, u.Kind, u.Name, m.Role, Above = db.Units.Where(p => p.Id == u.ParentId).Select(p => p.Name).FirstOrDefault() }).ToListAsync(ct))
            .ToLookup(m => m.PersonId, m => new MemberUnit(m.Kind, m.Name, m.Role, m.Above));
        var bound = (await db.Contacts.Where(c => c.PersonId != null && ids.Contains(c.PersonId.Value)).Select(c => c.PersonId!.Value).ToListAsync(ct)).ToHashSet();
        return [.. people.Select(p => new MemberLine(p.Id, p.Name, p.Party, p.Since, [.. roles[p.Id]], [.. units[p.Id]], bound.Contains(p.Id)))];
    }
}
