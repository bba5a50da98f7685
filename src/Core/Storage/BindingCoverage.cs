using Luzhi.Core.Directory;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>Whether a person can be spoken to: bound and following, bound once but no longer following, or never bound.</summary>
public enum PhoneState { Bound, Unfollowed, Unbound }

public sealed record BindingPerson(long Id, string Name, PhoneState State);

/// <summary>One unit and who of it can be spoken to. <see cref="UnitId"/> null: those in no unit of the kind.</summary>
public sealed record BindingUnit(long? UnitId, string Name, IReadOnlyList<BindingPerson> People)
{
    public int Count(PhoneState state) => People.Count(p => p.State == state);
}

/// <summary>How far binding has come, unit by unit and by name: what is left to do before the paper can stop.</summary>
public sealed class BindingCoverage(Database database, TimeProvider clock, TimeZoneInfo zone)
{
    /// <param name="kind">Which units: every 专委会, every 属地 …</param>
    /// <param name="unitId">Only this unit and the groups in it, for its secretary; null for all, with who is in none at the end.</param>
    public async Task<IReadOnlyList<BindingUnit>> LookAsync(UnitKind kind, long? unitId, CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
        await using var db = database.Open();
        var people = (await PeopleAsync(db, unitId, today, ct)).ToDictionary(p => p.Id);
        var all = await db.Units.AsNoTracking().Where(u => (u.OpensOn == null || u.OpensOn <= today) && (u.ClosesOn == null || u.ClosesOn >= today)).OrderBy(u => u.Id).ToListAsync(ct);
        var units = all.Where(u => u.Kind == kind && (unitId is null || u.Id == unitId || u.ParentId == unitId)).ToList();
        var parents = all.ToDictionary(u => u.Id, u => u.Name);
        var inside = (await db.Memberships.Where(m => (m.FromDate == null || m.FromDate <= today) && (m.ToDate == null || m.ToDate >= today))
            .Join(db.Units, m => m.UnitId, u => u.Id, (m, u) => new { m.PersonId, u.Id, u.ParentId }).ToListAsync(ct))
            .SelectMany(m => new[] { (Unit: m.Id, m.PersonId), (Unit: m.ParentId ?? m.Id, m.PersonId) }).Distinct().ToLookup(m => m.Unit, m => m.PersonId);
        var seen = units.SelectMany(u => inside[u.Id]).ToHashSet();
        var none = people.Values.Where(p => !seen.Contains(p.Id)).ToList();
        return
        [
            .. units.Select(u => new BindingUnit(u.Id, u.ParentId is { } parent ? $"{parents.GetValueOrDefault(parent)}/{u.Name}" : u.Name,
                [.. inside[u.Id].Where(people.ContainsKey).Order().Select(id => people[id])])),
            .. unitId is null && none.Count > 0 ? [new BindingUnit(null, "", none)] : Array.Empty<BindingUnit>(),
        ];
    }

    /// <summary>Everybody who is asked for and cannot be spoken to, in the order of the roster.</summary>
    /// <param name="among">null for everybody on the roster.</param>
    public async Task<IReadOnlyList<BindingPerson>> WithoutAsync(IReadOnlyCollection<long>? among, CancellationToken ct)
    {
        await using var db = database.Open();
        return [.. (await PeopleAsync(db, null, default, ct, among)).Where(p => p.State != PhoneState.Bound)];
    }

    private static async Task<IReadOnlyList<BindingPerson>> PeopleAsync(LuzhiDb db, long? unitId, DateOnly today, CancellationToken ct, IReadOnlyCollection<long>? among = null)
    {
        var roster = db.People.AsNoTracking().OnRoster().Where(p => unitId == null || UnitPeople.Of(db, unitId.Value, today).Contains(p.Id));
        var contacts = db.Contacts.Where(c => c.PersonId != null);
        if (among is not null)
        {
            (roster, contacts) = (roster.Where(p => among.Contains(p.Id)), contacts.Where(c => among.Contains(c.PersonId!.Value)));
        }

        var people = await roster.OrderBy(p => p.Id).Select(p => new { p.Id, p.Name }).ToListAsync(ct);
        var phones = (await contacts.Select(c => new { Person = c.PersonId!.Value, c.Followed }).ToListAsync(ct)).ToLookup(c => c.Person, c => c.Followed);
        return [.. people.Select(p => new BindingPerson(p.Id, p.Name, !phones.Contains(p.Id) ? PhoneState.Unbound : phones[p.Id].Any(f => f) ? PhoneState.Bound : PhoneState.Unfollowed))];
    }
}
