using Luzhi.Core.Directory;
using Luzhi.Core.Meetings;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>Which meetings and whom: a span of civil days, both ends included; a meeting type; a unit. Null for all.</summary>
public sealed record RateFilter(DateOnly From, DateOnly To, long? TypeId = null, long? UnitId = null);

/// <summary>
/// Invited = attended + leave + absent, over meetings whose attendance is finished. Late counts as attended; leave is what the list says,
/// which a refused leave is not.
/// </summary>
public sealed record AttendanceCount(int Invited, int Attended, int Late, int Leave, int Absent)
{
    /// <summary>Attended of those who were not on leave; null where everybody was.</summary>
    public double? Rate => Invited > Leave ? (double)Attended / (Invited - Leave) : null;

    public static AttendanceCount Sum(IEnumerable<AttendanceCount> counts) => counts.Aggregate(
        new AttendanceCount(0, 0, 0, 0, 0),
        (a, b) => new(a.Invited + b.Invited, a.Attended + b.Attended, a.Late + b.Late, a.Leave + b.Leave, a.Absent + b.Absent));
}

public sealed record PersonRate(long PersonId, string Name, string Units, AttendanceCount Count);

public sealed record UnitRate(long UnitId, UnitKind Kind, string Name, int People, AttendanceCount Count);

/// <summary>Rates in the order of the roster and of the units: nobody is ranked.</summary>
public sealed record AttendanceRates(int Meetings, AttendanceCount All, IReadOnlyList<PersonRate> People, IReadOnlyList<UnitRate> Units);

public sealed partial class AttendanceBook
{
    private static readonly UnitKind[] Counted = [UnitKind.Committee, UnitKind.Sector, UnitKind.MemberGroup];

    /// <summary>Per person and per unit. Units are those somebody is in on the last day of the span, or today if that is earlier.</summary>
    public async Task<AttendanceRates> RatesAsync(RateFilter filter, CancellationToken ct)
    {
        var day = filter.To < Today ? filter.To : Today;
        await using var db = database.Open();
        var meetings = Meetings(db, filter);
        var noted = db.Attendances.AsNoTracking();
        noted = filter.UnitId is { } unit ? noted.Where(a => UnitPeople.Of(db, unit, day).Contains(a.PersonId)) : noted;
        var lines = await (
            from a in noted
            join m in meetings on a.MeetingId equals m.Id
            join p in db.People on a.PersonId equals p.Id
            where p.RemovedAt == null
            group a by new { a.PersonId, p.Name, a.State } into g
            select new { g.Key.PersonId, g.Key.Name, g.Key.State, Count = g.Count() }).ToListAsync(ct);
        var counts = lines.GroupBy(l => (l.PersonId, l.Name)).OrderBy(g => g.Key.PersonId).ToDictionary(g => g.Key, g => CountOf(g.Select(l => (l.State, l.Count))));
        var within = await UnitsAsync(db, day, ct);
        var of = within.ToLookup(w => w.PersonId);
        return new(
            await meetings.CountAsync(ct), AttendanceCount.Sum(counts.Values),
            [.. counts.Select(c => new PersonRate(c.Key.PersonId, c.Key.Name, string.Join(" ", of[c.Key.PersonId].Where(w => w.Own && w.Kind != UnitKind.MemberGroup).Select(w => w.Name)), c.Value))],
            [.. Units(within, counts.ToDictionary(c => c.Key.PersonId, c => c.Value), filter.UnitId)]);
    }

    /// <summary>What a page offers to choose from: the meeting types and the units that are counted.</summary>
    public async Task<(IReadOnlyList<(long Id, string Name)> Types, IReadOnlyList<(long Id, string Name)> Units)> ChoicesAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        var types = await db.MeetingTypes.AsNoTracking().OrderBy(t => t.Rank).ThenBy(t => t.Id).Select(t => new { t.Id, t.Name }).ToListAsync(ct);
        var units = await db.Units.AsNoTracking().Where(u => Counted.Contains(u.Kind)).Select(u => new { u.Id, u.Kind, u.Name, Above = db.Units.Where(p => p.Id == u.ParentId).Select(p => p.Name).FirstOrDefault() }).ToListAsync(ct);
        return ([.. types.Select(t => (t.Id, t.Name))], [.. units.OrderBy(u => u.Kind).ThenBy(u => u.Id).Select(u => (u.Id, u.Above is null ? u.Name : $"{u.Above}/{u.Name}"))]);
    }

    /// <summary>Announced, finished, within the span by the body's own days.</summary>
    private IQueryable<Meeting> Meetings(LuzhiDb db, RateFilter filter)
    {
        var (from, to) = (Duties.Civil.Instant(filter.From.ToDateTime(default), zone), Duties.Civil.Instant(filter.To.AddDays(1).ToDateTime(default), zone));
        return db.Meetings.Where(m => m.State == MeetingState.Announced && m.AttendanceClosedAt != null && m.StartsAt >= from && m.StartsAt < to
            && (filter.TypeId == null || m.TypeId == filter.TypeId));
    }

    private static AttendanceCount CountOf(IEnumerable<(AttendanceState State, int Count)> states)
    {
        var by = states.ToDictionary(s => s.State, s => s.Count);
        var (present, late, leave, absent) = (by.GetValueOrDefault(AttendanceState.Present), by.GetValueOrDefault(AttendanceState.Late), by.GetValueOrDefault(AttendanceState.Leave), by.GetValueOrDefault(AttendanceState.Absent));
        return new(present + late + leave + absent, present + late, late, leave, absent);
    }

    private static IEnumerable<UnitRate> Units(List<Within> within, Dictionary<long, AttendanceCount> counts, long? only) =>
        from w in within
        where counts.ContainsKey(w.PersonId)
        group w by (w.UnitId, w.Kind, w.Name) into unit
        where only is null || unit.Key.UnitId == only || unit.Any(w => w.ParentId == only)
        orderby unit.Key.Kind, unit.Key.UnitId
        let people = unit.Select(w => w.PersonId).Distinct().ToList()
        select new UnitRate(unit.Key.UnitId, unit.Key.Kind, unit.Key.Name, people.Count, AttendanceCount.Sum(people.Select(p => counts[p])));

    /// <summary>Who is in which unit; a group's members are its committee's as well.</summary>
    private static async Task<List<Within>> UnitsAsync(LuzhiDb db, DateOnly day, CancellationToken ct)
    {
        var units = await db.Units.AsNoTracking().Where(u => Counted.Contains(u.Kind)).ToDictionaryAsync(u => u.Id, ct);
        var memberships = await db.Memberships.AsNoTracking().Where(m => (m.FromDate == null || m.FromDate <= day) && (m.ToDate == null || m.ToDate >= day))
            .Select(m => new { m.PersonId, m.UnitId }).ToListAsync(ct);
        var own = memberships.Where(m => units.ContainsKey(m.UnitId)).Select(m => Of(units[m.UnitId], m.PersonId, true)).ToList();
        var above = own.Where(w => w.ParentId is { } parent && units.ContainsKey(parent)).Select(w => Of(units[w.ParentId!.Value], w.PersonId, false));
        return [.. own.Concat(above).DistinctBy(w => (w.PersonId, w.UnitId))];

        Within Of(Unit unit, long person, bool isOwn) =>
            new(person, unit.Id, unit.Kind, unit.ParentId is { } p && units.TryGetValue(p, out var parent) ? $"{parent.Name}/{unit.Name}" : unit.Name, unit.ParentId, isOwn);
    }

    private sealed record Within(long PersonId, long UnitId, UnitKind Kind, string Name, long? ParentId, bool Own);
}
