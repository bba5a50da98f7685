using Luzhi.Core.Duties;

namespace Luzhi.Core.Storage;

/// <summary>How one occurrence of a duty stands, counted.</summary>
/// <param name="Answered">Of the lines; of these late ones came after the due instant.</param>
/// <param name="Version">Of the file it was planned by.</param>
public sealed record DutyOccurrenceLine
{
    public long Id { get; init; }
    public string Period { get; init; } = "";
    public string Title { get; init; } = "";
    public DateTimeOffset? OpensAt { get; init; }
    public DateTimeOffset? DueAt { get; init; }
    public bool Withdrawn { get; init; }
    public int Lines { get; init; }
    public int Answered { get; init; }
    public int Late { get; init; }
    public int Excused { get; init; }
    public int? Version { get; init; }

    public int Owed => Lines - Answered - Excused;
}

/// <summary>One line of an occurrence: whose, about what, how it stands, and who was told last because nobody answered.</summary>
public sealed record OwedLine
{
    public long AssignmentId { get; init; }
    public long PersonId { get; init; }
    public string Name { get; init; } = "";
    public string? AboutName { get; init; }
    public AssignmentState State { get; init; }
    public DateTimeOffset? AnsweredAt { get; init; }
    public string? Answer { get; init; }
}

/// <summary>How many scheduled notices wait for one member in the days to come.</summary>
public sealed record MemberLoad
{
    public long PersonId { get; init; }
    public string Name { get; init; } = "";
    public int Notices { get; init; }
    public string Titles { get; init; } = "";
}

/// <summary>What the office looks at of the duties: how each occurrence stands, by whom it is owed, and what is coming for whom.</summary>
public sealed class DutyOverview(Database database)
{
    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<DutyOccurrenceLine>> OccurrencesAsync(string duty, int most, CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.ListAsync<DutyOccurrenceLine>(Occurrences, new { duty, most }, ct);
    }

    /// <summary>For the list of duties: of each the occurrence that is open now, else the last one.</summary>
    public async Task<IReadOnlyDictionary<string, DutyOccurrenceLine>> CurrentAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var db = database.Open();
        var rows = await db.ListAsync<CurrentRow>(Current, new { now }, ct);
        return rows.GroupBy(r => r.DutyKey).ToDictionary(g => g.Key, g => (DutyOccurrenceLine)new() { Id = g.First().Id, Period = g.First().Period, DueAt = g.First().DueAt, Lines = g.First().Lines, Answered = g.First().Answered, Excused = g.First().Excused });
    }

    /// <summary>Who owes first, then who answered.</summary>
    public async Task<IReadOnlyList<OwedLine>> LinesAsync(long occurrence, CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.ListAsync<OwedLine>(Lines, new { occurrence }, ct);
    }

    /// <summary>What is scheduled from now until then, heaviest first. What a person sends is not scheduled and not in it.</summary>
    public async Task<IReadOnlyList<MemberLoad>> LoadAsync(DateTimeOffset now, DateTimeOffset until, int most, CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.ListAsync<MemberLoad>(database.Provider == Provider.Postgres ? LoadPostgres : LoadSqlite, new { now, until, most }, ct);
    }

    private sealed record CurrentRow
    {
        public string DutyKey { get; init; } = "";
        public long Id { get; init; }
        public string Period { get; init; } = "";
        public DateTimeOffset? DueAt { get; init; }
        public int Lines { get; init; }
        public int Answered { get; init; }
        public int Excused { get; init; }
    }

    private const string Counted = """
        count(a.id) AS lines, COALESCE(sum(CASE WHEN a.answered_at IS NOT NULL THEN 1 ELSE 0 END), 0) AS answered,
        COALESCE(sum(CASE WHEN a.answered_at > o.due_at THEN 1 ELSE 0 END), 0) AS late,
        COALESCE(sum(CASE WHEN a.state = 'excused' AND a.answered_at IS NULL THEN 1 ELSE 0 END), 0) AS excused
        """;

    private const string Occurrences = $"""
        SELECT o.id, o.period, o.title, o.opens_at, o.due_at, o.withdrawn, v.version, {Counted}
        FROM occurrence o LEFT JOIN assignment a ON a.occurrence_id = o.id LEFT JOIN duty_version v ON v.id = o.duty_version_id
        WHERE o.duty_key = @duty GROUP BY o.id, o.period, o.title, o.opens_at, o.due_at, o.withdrawn, v.version ORDER BY o.due_at DESC, o.id DESC LIMIT @most
        """;

    private const string Current = $"""
        SELECT o.duty_key, o.id, o.period, o.due_at, {Counted}
        FROM occurrence o LEFT JOIN assignment a ON a.occurrence_id = o.id
        WHERE o.id IN (SELECT max(c.id) FROM occurrence c WHERE c.duty_version_id IS NOT NULL AND NOT c.withdrawn AND c.opens_at <= @now GROUP BY c.duty_key)
        GROUP BY o.duty_key, o.id, o.period, o.due_at
        """;

    private const string Lines = """
        SELECT a.id AS assignment_id, a.person_id, p.name, a.about_name, a.state, a.answered_at, a.answer
        FROM assignment a JOIN person p ON p.id = a.person_id
        WHERE a.occurrence_id = @occurrence ORDER BY CASE WHEN a.answered_at IS NULL AND a.state <> 'excused' THEN 0 ELSE 1 END, a.id
        """;

    private const string Coming = """
        FROM notice n JOIN occurrence o ON o.id = n.occurrence_id AND NOT o.withdrawn
        JOIN assignment a ON a.occurrence_id = n.occurrence_id AND (n.assignment_id IS NULL OR n.assignment_id = a.id)
        JOIN person p ON p.id = a.person_id AND p.removed_at IS NULL
        LEFT JOIN invitation i ON i.assignment_id = a.id
        WHERE n.state = 'due' AND NOT n.by_hand AND n.rung = 'self' AND n.due_at > @now AND n.due_at <= @until
          AND CASE n.whom WHEN 'attending' THEN i.state = 'attending' WHEN 'unsettled' THEN i.state IN ('pending', 'asked')
                WHEN 'unanswered' THEN a.answered_at IS NULL AND a.state <> 'excused' ELSE true END
        GROUP BY a.person_id, p.name ORDER BY count(*) DESC, a.person_id LIMIT @most
        """;

    private const string LoadPostgres = $"SELECT a.person_id, p.name, count(*) AS notices, string_agg(DISTINCT o.title, '、') AS titles {Coming}";

    private const string LoadSqlite = $"SELECT a.person_id, p.name, count(*) AS notices, replace(group_concat(DISTINCT o.title), ',', '、') AS titles {Coming}";
}
