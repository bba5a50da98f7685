using Luzhi.Core.Directory;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>Somebody who is more than a member of a unit: 召集人, 主任, 联络员.</summary>
public sealed record UnitLeader(long PersonId, string Name, string Role);

/// <param name="Path">经济委/第1组.</param>
/// <param name="People">How many are in it today.</param>
public sealed record UnitLine(long Id, UnitKind Kind, string Path, int People, IReadOnlyList<UnitLeader> Leaders, DateOnly? OpensOn, DateOnly? ClosesOn, bool Open);

/// <summary>Somebody in a unit today, and as what.</summary>
public sealed record UnitMember(long MembershipId, long PersonId, string Name, string? Role, DateOnly? From);

/// <summary>Something of the unit's people that still waits for answers.</summary>
public sealed record UnitOpenItem(string Title, DateTimeOffset? DueAt, int Waiting, int Asked);

/// <summary>The units as lists: all of a kind, one with its people and what is open.</summary>
public sealed class UnitList(Database database, TimeProvider clock, TimeZoneInfo zone)
{
    private const int ItemsAtMost = 30;

    private DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);

    /// <param name="kind">null for every kind.</param>
    /// <param name="unitId">Only this unit and the groups in it, for its secretary.</param>
    public async Task<IReadOnlyList<UnitLine>> ListAsync(UnitKind? kind, long? unitId, CancellationToken ct)
    {
        var today = Today;
        await using var db = database.Open();
        var units = await db.Units.AsNoTracking().Where(u => unitId == null || u.Id == unitId || u.ParentId == unitId).OrderBy(u => u.Kind).ThenBy(u => u.Id).ToListAsync(ct);
        var names = await db.Units.AsNoTracking().ToDictionaryAsync(u => u.Id, u => u.Name, ct);
        var people = (await db.ListAsync<CountRow>(Counts, new { today }, ct)).ToDictionary(c => c.UnitId, c => (int)c.People);
        var leaders = (await (
            from m in db.Memberships.AsNoTracking()
            where m.Role != null && (m.FromDate == null || m.FromDate <= today) && (m.ToDate == null || m.ToDate >= today)
            join p in db.People.OnRoster() on m.PersonId equals p.Id
            orderby m.Id
            select new { m.UnitId, p.Id, p.Name, m.Role }).ToListAsync(ct)).ToLookup(m => m.UnitId, m => new UnitLeader(m.Id, m.Name, m.Role!));
        return
        [
            .. units.Where(u => kind is null || u.Kind == kind).Select(u => new UnitLine(
                u.Id, u.Kind, u.ParentId is { } parent ? $"{names.GetValueOrDefault(parent)}/{u.Name}" : u.Name,
                people.GetValueOrDefault(u.Id), [.. leaders[u.Id]], u.OpensOn, u.ClosesOn,
                (u.OpensOn is null || u.OpensOn <= today) && (u.ClosesOn is null || u.ClosesOn >= today))),
        ];
    }

    /// <summary>Who is in the unit itself today, leaders first; a page goes on after so many.</summary>
    public async Task<IReadOnlyList<UnitMember>> PeopleAsync(long unitId, int after, int most, CancellationToken ct)
    {
        var today = Today;
        await using var db = database.Open();
        return await (
            from m in db.Memberships.AsNoTracking()
            where m.UnitId == unitId && (m.FromDate == null || m.FromDate <= today) && (m.ToDate == null || m.ToDate >= today)
            join p in db.People.OnRoster() on m.PersonId equals p.Id
            orderby m.Role == null, m.Id
            select new UnitMember(m.Id, p.Id, p.Name, m.Role, m.FromDate)).Skip(after).Take(most).ToListAsync(ct);
    }

    /// <summary>What the unit's people were asked and have not all answered, newest first.</summary>
    public async Task<IReadOnlyList<UnitOpenItem>> OpenAsync(long unitId, CancellationToken ct)
    {
        await using var db = database.Open();
        var rows = await db.ListAsync<OpenRow>(Open, new { unitId, today = Today, now = clock.GetUtcNow(), most = ItemsAtMost }, ct);
        return [.. rows.Select(r => new UnitOpenItem(r.Title, r.DueAt, (int)r.Waiting, (int)r.Asked))];
    }

    private sealed record CountRow
    {
        public long UnitId { get; init; }
        public long People { get; init; }
    }

    private sealed record OpenRow
    {
        public string Title { get; init; } = "";
        public DateTimeOffset? DueAt { get; init; }
        public long Waiting { get; init; }
        public long Asked { get; init; }
    }

    private const string Members = """
        JOIN membership m ON m.unit_id = u.id AND (m.from_date IS NULL OR m.from_date <= @today) AND (m.to_date IS NULL OR m.to_date >= @today)
        JOIN person p ON p.id = m.person_id AND p.removed_at IS NULL AND p.kind = 'member'
        """;

    /// <summary>A committee's people are also those of its groups.</summary>
    private const string Counts = $"""
        SELECT w.id AS unit_id, count(DISTINCT m.person_id) AS people
        FROM unit w JOIN unit u ON u.id = w.id OR u.parent_id = w.id {Members}
        GROUP BY w.id
        """;

    /// <summary>Meetings and what broadcasts ask. Whose leave somebody of the unit decides is not the unit's.</summary>
    private const string Open = $"""
        SELECT o.title, o.due_at, sum(CASE WHEN a.answered_at IS NULL THEN 1 ELSE 0 END) AS waiting, count(*) AS asked
        FROM occurrence o
        JOIN assignment a ON a.occurrence_id = o.id
        LEFT JOIN broadcast b ON b.id = CASE WHEN o.duty_key = 'broadcast' THEN CAST(substr(o.period, 2) AS bigint) END
        WHERE NOT o.withdrawn AND (o.due_at IS NULL OR o.due_at > @now) AND (o.duty_key = 'meeting' OR b.ask IS NOT NULL) AND a.person_id IN (
            SELECT m.person_id FROM unit u {Members} WHERE u.id = @unitId OR u.parent_id = @unitId)
        GROUP BY o.id, o.title, o.due_at
        HAVING sum(CASE WHEN a.answered_at IS NULL THEN 1 ELSE 0 END) > 0
        ORDER BY o.id DESC LIMIT @most
        """;
}
