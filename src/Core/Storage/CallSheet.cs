namespace Luzhi.Core.Storage;

/// <summary>Somebody with a telephone, and what they could not be told otherwise.</summary>
public sealed record CallLine(long PersonId, string Name, string? Phone, IReadOnlyList<Unreached> About);

/// <param name="Why">What the last try came to; empty where nothing is known.</param>
/// <param name="Since">From when on it waits, or when it failed.</param>
/// <param name="Period">What it is about, as the duty ledger has it: m12, b7.</param>
/// <param name="Duty">meeting, broadcast, or the key of a duty's file.</param>
/// <param name="AssignmentId">Their line in the ledger: what a call is entered on.</param>
public sealed record Unreached(long NoticeId, string Title, string Kind, string Why, DateTimeOffset Since, string Period, long AssignmentId, string Duty = "");

/// <summary>
/// Who has to be called: duties that could not be delivered and still matter, or whose ladder has come to the office. Somebody leaves the list by being reached, by answering, or
/// when what was to be said is over. What is asked and overdue is not over: it stays as long as the chat's 今日 has it in hand.
/// </summary>
public sealed class CallSheet(Database database, TimeProvider clock)
{
    /// <summary>In the order of the roster: a page goes on after the person <paramref name="after"/>.</summary>
    /// <param name="unitId">Only members of this unit, for its secretary; null for all.</param>
    /// <param name="period">Only about this meeting or broadcast: m12, b7.</param>
    public async Task<Page<CallLine>> ListAsync(long? unitId, long after, int most, CancellationToken ct, string? period = null)
    {
        await using var db = database.Open();
        var rows = await db.ListAsync<Row>(Lines, new { unitId, period, after, people = most + 1, now = clock.GetUtcNow(), late = clock.GetUtcNow() - MatterBook.LateStay }, ct);
        var lines = rows.GroupBy(r => r.PersonId).Select(about => new CallLine(
            about.Key, about.First().Name, about.First().Phone,
            [.. about.Select(r => new Unreached(r.NoticeId, r.Title, r.Kind, r.Why, r.Since, r.Period, r.AssignmentId, r.DutyKey))])).ToList();
        return lines.ToPage(most, line => line.PersonId);
    }

    /// <summary>How many people are on it.</summary>
    public async Task<int> CountAsync(long? unitId, CancellationToken ct, string? period = null)
    {
        await using var db = database.Open();
        return (int)await db.FirstAsync<long>(People, new { unitId, period, now = clock.GetUtcNow(), late = clock.GetUtcNow() - MatterBook.LateStay }, ct);
    }

    /// <summary>Whether this line waits to be called, of what can be answered.</summary>
    public async Task<bool> HoldsAsync(long assignmentId, CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.FirstAsync<bool>(Holds, new { assignmentId, unitId = (long?)null, period = (string?)null, now = clock.GetUtcNow(), late = clock.GetUtcNow() - MatterBook.LateStay }, ct);
    }

    private sealed record Row
    {
        public long PersonId { get; init; }
        public string Name { get; init; } = "";
        public string? Phone { get; init; }
        public long NoticeId { get; init; }
        public string Title { get; init; } = "";
        public string Kind { get; init; } = "";
        public string Why { get; init; } = "";
        public DateTimeOffset Since { get; init; }
        public string Period { get; init; } = "";
        public string DutyKey { get; init; } = "";
        public long AssignmentId { get; init; }
    }

    /// <summary>A correction concerns who answered too; anything else is settled by an answer.</summary>
    private const string Unreached = """
        WITH failed AS (
            SELECT o.person_id, o.assignment_id, o.notice_id, o.last_why AS why, o.created_at AS since, false AS overdue
            FROM outbox o WHERE o.state = 'held' AND o.notice_id IS NOT NULL
            UNION ALL
            SELECT d.person_id, d.assignment_id, d.notice_id, COALESCE(d.why, d.receipt), d.at, false
            FROM delivery d JOIN assignment a ON a.id = d.assignment_id
            WHERE d.notice_id IS NOT NULL AND (a.notified_at IS NULL OR a.notified_at <= d.at) AND a.seen_at IS NULL
              AND (d.outcome IN ('refused', 'gone', 'misconfigured', 'failed', 'callsheet') OR d.receipt LIKE 'failed%')
            UNION ALL
            SELECT a.person_id, a.id, n.id, (SELECT o.last_why FROM outbox o WHERE o.assignment_id = a.id AND o.notice_id = n.id ORDER BY o.id LIMIT 1), n.due_at, true
            FROM assignment a
            JOIN occurrence c ON c.id = a.occurrence_id AND c.due_at > @late AND c.due_at <= @now
            JOIN notice n ON n.occurrence_id = c.id AND n.kind = 'broadcast'
            WHERE a.state = 'overdue' AND a.notified_at IS NULL AND a.seen_at IS NULL
            UNION ALL
            SELECT a.person_id, e.assignment_id, e.notice_id, NULL, e.at, false FROM escalation e JOIN assignment a ON a.id = e.assignment_id AND a.state <> 'excused' WHERE e.person_id IS NULL
        ), open AS (
            SELECT f.person_id, f.notice_id, f.assignment_id, c.title || CASE WHEN a.about_name IS NULL THEN '' ELSE '（' || a.about_name || '）' END AS title, c.period, c.duty_key, n.kind, f.why, f.since
            FROM failed f
            JOIN notice n ON n.id = f.notice_id AND n.state <> 'withdrawn' AND (f.overdue OR n.expires_at IS NULL OR n.expires_at > @now)
            JOIN occurrence c ON c.id = n.occurrence_id AND (NOT c.withdrawn OR n.kind = 'withdrawn')
            JOIN assignment a ON a.id = f.assignment_id AND a.person_id = f.person_id AND (a.answered_at IS NULL OR n.kind IN ('moved', 'withdrawn'))
            LEFT JOIN broadcast b ON b.id = CASE WHEN c.duty_key = 'broadcast' THEN CAST(substr(c.period, 2) AS bigint) END
            WHERE c.duty_key <> 'brief' AND (c.duty_key <> 'broadcast' OR b.ask IS NOT NULL OR c.secrecy = 'offline') AND (c.duty_version_id IS NULL OR c.ask IS NOT NULL OR c.secrecy = 'offline')
              AND (CAST(@period AS text) IS NULL OR c.period = @period)
              AND (CAST(@unitId AS bigint) IS NULL OR EXISTS (
                  SELECT 1 FROM membership m JOIN unit u ON u.id = m.unit_id
                  WHERE m.person_id = f.person_id AND (u.id = @unitId OR u.parent_id = @unitId) AND m.to_date IS NULL))
        )
        """;

    private const string People = $"""
        {Unreached}
        SELECT count(DISTINCT o.person_id) FROM open o JOIN person p ON p.id = o.person_id AND p.removed_at IS NULL
        """;

    private const string Holds = $"""
        {Unreached}
        SELECT EXISTS (SELECT 1 FROM open o WHERE o.assignment_id = @assignmentId AND o.kind <> 'withdrawn')
        """;

    private const string Lines = $"""
        {Unreached}
        SELECT p.id AS person_id, p.name, p.phone, o.notice_id, o.title, o.kind, COALESCE(o.why, '') AS why, o.since, o.period, o.duty_key, o.assignment_id
        FROM open o JOIN person p ON p.id = o.person_id
        WHERE p.id IN (
            SELECT x.id FROM person x WHERE x.id > @after AND x.removed_at IS NULL AND x.id IN (SELECT person_id FROM open) ORDER BY x.id LIMIT @people)
        ORDER BY p.id, o.notice_id, o.since
        """;
}
