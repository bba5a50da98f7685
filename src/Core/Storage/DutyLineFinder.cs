using System.Text.Json;
using Luzhi.Core.Directory;
using Luzhi.Core.Duties;
using Luzhi.Core.Duties.Files;

namespace Luzhi.Core.Storage;

/// <summary>A line that an occurrence should have: whose, and what it is about where somebody may have several.</summary>
internal sealed record LineOwed(long Person, string About = "", string? Name = null);

/// <summary>What is owed and belongs to nobody.</summary>
internal sealed record Unheld(string About, string Name);

internal sealed record LinesOwed(IReadOnlyList<LineOwed> Held, IReadOnlyList<Unheld> Unheld)
{
    public static LinesOwed Of(IEnumerable<long> people) => new([.. people.Select(p => new LineOwed(p))], []);
}

/// <summary>Who owes what of a duty as the directory stands today: one line for each person, unit, link or place, or for the body.</summary>
/// <param name="audience">Whom the duty's audience means today, in ascending order.</param>
internal sealed class DutyLineFinder(LuzhiDb db, Duty duty, IReadOnlyList<long> audience, DateOnly today)
{
    /// <summary>Who answers for a unit where the file does not say.</summary>
    private static readonly string[] UsualHolders = ["召集人", "主任", "书记", "组长"];

    /// <param name="occurrence">The occurrence, for who is on its rota already; 0 for a new one.</param>
    public Task<LinesOwed> FindAsync(long occurrence, CancellationToken ct) => duty switch
    {
        { Per: Per.Unit } => UnitsAsync(ct),
        { Per: Per.Link } => LinksAsync(ct),
        { Per: Per.Body } => BodyAsync(ct),
        { Per: Per.Place } => PlacesAsync(occurrence, ct),
        { Rota: { } rota } => RotaAsync(rota, occurrence, ct),
        _ => Task.FromResult(LinesOwed.Of(audience)),
    };

    private IReadOnlyList<string> Holders => duty.Holders.Count > 0 ? duty.Holders : UsualHolders;

    private async Task<LinesOwed> UnitsAsync(CancellationToken ct)
    {
        if (AudienceWords.Kinds.FirstOrDefault(k => k.Value == duty.Of) is not { Value: not null } kind)
        {
            return new([], []);
        }

        var rows = await db.ListAsync<HolderRow>(Units, new { kind = Naming.Snake(kind.Key.ToString()), roles = Holders.ToList(), rows = JsonSerializer.Serialize(audience), today }, ct);
        return Chosen(rows.GroupBy(r => ("unit:" + r.Id, r.Name)).Select(g => (g.Key.Item1, g.Key.Name, g.Where(r => r.PersonId is not null))));
    }

    private async Task<LinesOwed> BodyAsync(CancellationToken ct)
    {
        var rows = await db.ListAsync<HolderRow>(Officers, new { roles = Holders.ToList(), today }, ct);
        return First(rows) is { } holder ? LinesOwed.Of([holder]) : new([], [new("body", duty.Title)]);
    }

    private async Task<LinesOwed> LinksAsync(CancellationToken ct)
    {
        var means = audience.ToHashSet();
        var rows = await db.ListAsync<LinkRow>(Links, new { kind = duty.Of, today }, ct);
        return new([.. rows.Where(r => means.Contains(r.PersonId)).Select(r => new LineOwed(r.PersonId, $"link:{r.Id}", r.Name))], []);
    }

    private async Task<LinesOwed> PlacesAsync(long occurrence, CancellationToken ct)
    {
        if (duty.Share is { } share)
        {
            return await SharedAsync(share, occurrence, ct);
        }

        var rows = await db.ListAsync<HolderRow>(Places, new { kind = duty.Of, today }, ct);
        return Chosen(rows.Select(r => ($"place:{r.Id}", r.Name, rows.Where(x => x.Id == r.Id && x.PersonId is not null))));
    }

    /// <summary>Shared out once: who has a place keeps it, and only what is free is given to somebody.</summary>
    private async Task<LinesOwed> SharedAsync(Share share, long occurrence, CancellationToken ct)
    {
        var places = await db.ListAsync<SitedRow>(Sites, new { kind = duty.Of, today }, ct);
        var kept = (await db.ListAsync<KeptRow>(Kept, new { occurrence }, ct)).Where(k => audience.Contains(k.PersonId)).ToDictionary(k => k.About, k => k.PersonId);
        var homes = (share.Near ? await db.ListAsync<HomeRow>(Homes, new { today }, ct) : []).ToLookup(h => h.LocalityId, h => h.PersonId);
        var shared = Sharing.Out([.. places.Select(p => new SharedPlace($"place:{p.Id}", p.LocalityId))], audience, homes, kept);
        return new([.. places.Where(p => shared.ContainsKey($"place:{p.Id}")).Select(p => new LineOwed(shared[$"place:{p.Id}"], $"place:{p.Id}", p.Name))], []);
    }

    private async Task<LinesOwed> RotaAsync(Rota rota, long occurrence, CancellationToken ct)
    {
        var served = (await db.ListAsync<ServedRow>(Served, new { duty.Id, occurrence }, ct)).ToDictionary(s => s.PersonId, s => s.LastAt);
        var onIt = (await db.ListAsync<long>(OnIt, new { occurrence }, ct)).ToHashSet();
        // Who is on it stays on it; then who never did, then who did longest ago. Of equals the roster's order decides, so that every run agrees.
        return LinesOwed.Of(audience.OrderByDescending(onIt.Contains).ThenBy(p => served.GetValueOrDefault(p)).ThenBy(p => p).Take(rota.Size).Order());
    }

    private LinesOwed Chosen(IEnumerable<(string About, string Name, IEnumerable<HolderRow> Holders)> things)
    {
        var (held, unheld) = (new List<LineOwed>(), new List<Unheld>());
        foreach (var (about, name, holders) in things)
        {
            if (First(holders) is { } person)
            {
                held.Add(new LineOwed(person, about, name));
            }
            else
            {
                unheld.Add(new Unheld(about, name));
            }
        }

        return new(held, unheld);
    }

    private long? First(IEnumerable<HolderRow> holders) =>
        holders.OrderBy(h => Holders.TakeWhile(role => role != h.Role).Count()).ThenBy(h => h.HeldBy).FirstOrDefault()?.PersonId;

    private sealed record HolderRow
    {
        public long Id { get; init; }
        public string Name { get; init; } = "";
        public long? PersonId { get; init; }
        public string? Role { get; init; }
        public long HeldBy { get; init; }
    }

    private sealed record SitedRow
    {
        public long Id { get; init; }
        public string Name { get; init; } = "";
        public long? LocalityId { get; init; }
    }

    private sealed record KeptRow
    {
        public string About { get; init; } = "";
        public long PersonId { get; init; }
    }

    private sealed record HomeRow
    {
        public long LocalityId { get; init; }
        public long PersonId { get; init; }
    }

    private sealed record LinkRow
    {
        public long Id { get; init; }
        public long PersonId { get; init; }
        public string? Name { get; init; }
    }

    private sealed record ServedRow
    {
        public long PersonId { get; init; }
        public DateTimeOffset LastAt { get; init; }
    }

    internal const string Holds = "(m.from_date IS NULL OR m.from_date <= @today) AND (m.to_date IS NULL OR m.to_date >= @today)";

    /// <summary>Open units of the kind that somebody of the audience belongs to, each with whoever holds one of the roles in it. A group inside a committee is named with it.</summary>
    private const string Units = $"""
        SELECT u.id, CASE WHEN parent.name IS NULL THEN u.name ELSE parent.name || u.name END AS name, p.id AS person_id, m.role, m.id AS held_by
        FROM unit u
        LEFT JOIN unit parent ON parent.id = u.parent_id
        LEFT JOIN membership m ON m.unit_id = u.id AND m.role IN @roles AND {Holds}
        LEFT JOIN person p ON p.id = m.person_id AND p.removed_at IS NULL
        WHERE u.kind = @kind AND (u.opens_on IS NULL OR u.opens_on <= @today) AND (u.closes_on IS NULL OR u.closes_on >= @today)
          AND u.id IN (
              SELECT m.unit_id FROM membership m JOIN EACH @rows ON m.person_id = CAST(CAST(each.value AS text) AS bigint) WHERE {Holds}
              UNION
              SELECT c.parent_id FROM unit c JOIN membership m ON m.unit_id = c.id JOIN EACH @rows ON m.person_id = CAST(CAST(each.value AS text) AS bigint)
              WHERE c.parent_id IS NOT NULL AND {Holds})
        ORDER BY u.id, m.id
        """;

    private const string Officers = $"""
        SELECT m.id, p.name, p.id AS person_id, m.name AS role, m.id AS held_by
        FROM role_held m JOIN person p ON p.id = m.person_id AND p.removed_at IS NULL
        WHERE m.name IN @roles AND {Holds} ORDER BY m.id
        """;

    /// <summary>Open places of the kind, each with who keeps it.</summary>
    private const string Places = """
        SELECT c.id, c.name, p.id AS person_id
        FROM place c LEFT JOIN person p ON p.id = c.keeper_id AND p.removed_at IS NULL
        WHERE c.kind = @kind AND (c.opens_on IS NULL OR c.opens_on <= @today) AND (c.closes_on IS NULL OR c.closes_on >= @today) ORDER BY c.id
        """;

    private const string Sites = """
        SELECT id, name, locality_id FROM place
        WHERE kind = @kind AND (opens_on IS NULL OR opens_on <= @today) AND (closes_on IS NULL OR closes_on >= @today) ORDER BY id
        """;

    private const string Kept = "SELECT about, person_id FROM assignment WHERE occurrence_id = @occurrence AND state <> 'excused' ORDER BY id";

    private const string Homes = $"""
        SELECT u.id AS locality_id, m.person_id FROM unit u JOIN membership m ON m.unit_id = u.id AND {Holds} WHERE u.kind = 'locality' ORDER BY m.person_id
        """;

    private const string Links = $"""
        SELECT m.id, m.from_id AS person_id, COALESCE(p.name, u.name, x.name, y.name, m.kind) AS name
        FROM link m
        LEFT JOIN place x ON m.to_kind = 'place' AND x.id = m.to_id
        LEFT JOIN outsider y ON m.to_kind = 'outsider' AND y.id = m.to_id
        LEFT JOIN person p ON m.to_kind = 'person' AND p.id = m.to_id
        LEFT JOIN unit u ON m.to_kind = 'unit' AND u.id = m.to_id
        WHERE m.kind = @kind AND m.from_kind = 'person' AND {Holds} AND (m.to_kind <> 'person' OR p.removed_at IS NULL) ORDER BY m.id
        """;

    /// <summary>Who was on the rota, whether they did it or not: who let it go by is not asked again before the others.</summary>
    private const string Served = """
        SELECT a.person_id, max(o.due_at) AS last_at
        FROM assignment a JOIN occurrence o ON o.id = a.occurrence_id
        WHERE o.duty_key = @Id AND o.id <> @occurrence AND NOT o.withdrawn AND a.state <> 'excused' GROUP BY a.person_id
        """;

    private const string OnIt = "SELECT person_id FROM assignment WHERE occurrence_id = @occurrence AND state <> 'excused'";
}
