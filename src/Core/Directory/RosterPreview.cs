using Luzhi.Core.Settings;

namespace Luzhi.Core.Directory;

/// <summary>Somebody of whom a roster says something new, and what it is, in words.</summary>
public sealed record RosterDifference(int Row, long PersonId, string Name, IReadOnlyList<string> What);

/// <summary>A roster's plan as a secretary looks at it before taking it: who is new, what changes of whom, how many stay as they are.</summary>
public sealed record RosterPreview(RosterResult Result, IReadOnlyList<RosterRow> Created, IReadOnlyList<RosterDifference> Changed, int Unchanged, IReadOnlyList<RosterDoubt> Doubts)
{
    public static RosterPreview Of(RosterPlan plan, KnownDirectory known, Words words) =>
        new(plan.Result(), plan.Created, [.. plan.Changed.Select(c => new RosterDifference(c.Line, c.Before.Id, c.After.Name, [.. What(c, known, words)]))], plan.Unchanged, plan.Doubts);

    private static IEnumerable<string> What(PersonChange change, KnownDirectory known, Words words)
    {
        var (before, after) = (change.Before, change.After);
        string Now(string key, object? was, object? now) => words.Say($"roster.change.{key}", ("old", was ?? words["roster.change.none"]), ("new", now ?? words["roster.change.none"]));
        (string Key, object? Was, object? Now)[] cells =
        [
            ("name", before.Name, after.Name), ("phone", before.Phone, after.Phone), ("code", before.Code, after.Code), ("party", before.Party, after.Party),
            ("since", before.Since?.ToString("yyyy-MM-dd", null), after.Since?.ToString("yyyy-MM-dd", null)),
        ];
        var units = before.Memberships.ToDictionary(m => m.Id, m => known.Unit(m.UnitId).Name);
        var roles = before.Roles.ToDictionary(r => r.Id, r => r.Name);
        return
        [
            .. before.Removed ? [words["roster.change.back"]] : Array.Empty<string>(),
            .. cells.Where(c => !Equals(c.Was, c.Now)).Select(c => Now(c.Key, c.Was, c.Now)),
            .. Some("joins", "units", change.Joins.Select(u => u.Committee is null ? u.Name : $"{u.Committee}/{u.Name}"), words),
            .. Some("leaves", "units", change.Leaves.Select(id => units[id]), words),
            .. Some("takes", "roles", change.Takes, words),
            .. Some("lays_down", "roles", change.LaysDown.Select(id => roles[id]), words),
        ];
    }

    private static IEnumerable<string> Some(string key, string place, IEnumerable<string> names, Words words) =>
        names.ToList() is { Count: > 0 } some ? [words.Say($"roster.change.{key}", (place, string.Join('、', some)))] : [];
}
