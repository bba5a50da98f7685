using System.Data;
using Luzhi.Core.Directory;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>Makes a roster's plan true, table by table, in the caller's transaction: if we die on any of these lines, none of it happened.</summary>
internal sealed class RosterWriter(LuzhiDb db, Database database, RosterPlan plan, KnownDirectory known, long body, DateTimeOffset now, DateOnly today)
{
    private readonly Dictionary<UnitName, long> newUnits = [];

    /// <returns>The ids of the new people, in the order of the plan.</returns>
    public async Task<IReadOnlyList<long>> WriteAsync(CancellationToken ct)
    {
        await UnitsAsync(ct);
        var ids = await PeopleAsync(ct);
        await ChangedPeopleAsync(ct);
        await MembershipsAsync(ids, ct);
        await RolesAsync(ids, ct);
        await CodesAsync(ids, ct);
        return ids;
    }

    private async Task UnitsAsync(CancellationToken ct)
    {
        var ids = await Bulk.IdsAsync(db, "unit", plan.NewUnits.Count, ct);
        for (var i = 0; i < ids.Count; i++)
        {
            newUnits[KnownDirectory.Key(plan.NewUnits[i])] = ids[i];
        }

        await Bulk.InsertAsync(db, "unit", Unit,
            [.. plan.NewUnits.Select((u, i) => new object?[] { ids[i], body, Naming.Snake(u.Kind.ToString()), u.Committee is null ? null : UnitId(new UnitName(UnitKind.Committee, null, u.Committee)), u.Name })], ct);
    }

    private async Task<IReadOnlyList<long>> PeopleAsync(CancellationToken ct)
    {
        var ids = await Bulk.IdsAsync(db, "person", plan.Created.Count, ct);
        await Bulk.InsertAsync(db, "person", Person(),
            [.. plan.Created.Select((r, i) => new object?[] { ids[i], body, r.Name, r.Phone, r.Code, r.Party, r.Since, database.Instant(now) })], ct);
        return ids;
    }

    private Task ChangedPeopleAsync(CancellationToken ct) => Bulk.UpdateAsync(db, "person", ChangedPerson(),
        [.. plan.Changed.Where(c => c.Self).Select(c => c.After).Select(p => new object?[] { p.Id, p.Name, p.Phone, p.Code, p.Party, p.Since, null })], ct);

    private async Task MembershipsAsync(IReadOnlyList<long> ids, CancellationToken ct)
    {
        var first = plan.Created.SelectMany((r, i) => r.Units.Select(u => new object?[] { ids[i], UnitId(u), null }));
        var later = plan.Changed.SelectMany(c => c.Joins.Select(u => new object?[] { c.Before.Id, UnitId(u), today }));
        await Bulk.InsertAsync(db, "membership", Membership, [.. first, .. later], ct);
        await Bulk.UpdateAsync(db, "membership", Ends, Ended(plan.Changed.SelectMany(c => c.Leaves)), ct);
    }

    private async Task RolesAsync(IReadOnlyList<long> ids, CancellationToken ct)
    {
        var first = plan.Created.SelectMany((r, i) => r.Roles.Select(role => new object?[] { ids[i], role, r.Since }));
        var later = plan.Changed.SelectMany(c => c.Takes.Select(role => new object?[] { c.Before.Id, role, c.After.Since > today ? c.After.Since : today }));
        await Bulk.InsertAsync(db, "role_held", Role, [.. first, .. later], ct);
        await Bulk.UpdateAsync(db, "role_held", Ends, Ended(plan.Changed.SelectMany(c => c.LaysDown)), ct);
        await Bulk.UpdateAsync(db, "role_held", Begins, [.. plan.Changed.SelectMany(c => c.BeginWithTerm.Select(id => new object?[] { id, c.After.Since }))], ct);
    }

    /// <summary>The roster's code replaces an older one that nobody used; a code somebody used stays used.</summary>
    private async Task CodesAsync(IReadOnlyList<long> ids, CancellationToken ct)
    {
        var changed = plan.Changed.Where(c => c.After.Code is not null && c.After.Code != c.Before.Code).ToList();
        var replaced = changed.Select(c => c.Before.Id).ToHashSet();
        foreach (var some in replaced.Chunk(1_000))
        {
            await db.BindingCodes.Where(c => some.Contains(c.PersonId) && c.UsedAt == null && c.RevokedAt == null)
                .ExecuteUpdateAsync(c => c.SetProperty(x => x.RevokedAt, now), ct);
        }

        var fresh = plan.Created.Select((r, i) => (r.Code, Id: ids[i])).Concat(changed.Select(c => (c.After.Code, c.Before.Id)))
            .Where(c => c.Code is not null && !known.Codes.ContainsKey(c.Code));
        await Bulk.InsertAsync(db, "binding_code", Code(), [.. fresh.Select(c => new object?[] { c.Code, c.Id, database.Instant(now) })], ct);
    }

    private long UnitId(UnitName unit) => known.UnitId(unit) ?? newUnits[KnownDirectory.Key(unit)];

    /// <summary>A to-date is the last day: who changes committee today was in the old one until yesterday.</summary>
    private List<object?[]> Ended(IEnumerable<long> ids) => [.. ids.Select(id => new object?[] { id, today.AddDays(-1) })];

    private BulkColumn Instant(string name) => new(name, database.Provider == Provider.Sqlite ? DbType.Int64 : DbType.DateTimeOffset);

    private BulkColumn[] Person() => [Id, new("body_id", DbType.Int64), .. PersonFields, Instant("created_at")];

    private BulkColumn[] ChangedPerson() => [Id, .. PersonFields, Instant("removed_at")];

    private BulkColumn[] Code() => [new("code", DbType.String), new("person_id", DbType.Int64), Instant("issued_at")];

    private static readonly BulkColumn Id = new("id", DbType.Int64);

    private static readonly BulkColumn[] PersonFields =
        [new("name", DbType.String), new("phone", DbType.String), new("roster_code", DbType.String), new("party", DbType.String), new("since", DbType.Date)];

    private static readonly BulkColumn[] Unit =
        [Id, new("body_id", DbType.Int64), new("kind", DbType.String), new("parent_id", DbType.Int64), new("name", DbType.String)];

    private static readonly BulkColumn[] Membership = [new("person_id", DbType.Int64), new("unit_id", DbType.Int64), new("from_date", DbType.Date)];

    private static readonly BulkColumn[] Role = [new("person_id", DbType.Int64), new("name", DbType.String), new("from_date", DbType.Date)];

    private static readonly BulkColumn[] Ends = [Id, new("to_date", DbType.Date)];

    private static readonly BulkColumn[] Begins = [Id, new("from_date", DbType.Date)];
}
