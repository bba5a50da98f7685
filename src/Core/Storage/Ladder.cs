namespace Luzhi.Core.Storage;

/// <summary>
/// A step of the ladder: for every line nobody has answered it finds who is next, and tells each of them once about all of theirs. Where nobody
/// stands on a rung the next one is taken; the last is the office's call sheet, and what is not open goes there at once. Part of the bell's
/// transaction: who was told about whom stands on record with it.
/// </summary>
internal static class Ladder
{
    /// <returns>How many rows are new in the outbox.</returns>
    public static async Task<int> ClimbAsync(LuzhiDb db, IReadOnlyList<long> ids, DateTimeOffset now, DateOnly today, CancellationToken ct)
    {
        var about = new { ids = ids.ToList(), now, today };
        if (await db.RunAsync(Climb, about, ct) == 0)
        {
            return 0; // nearly always: no step is due, or everybody has answered
        }

        await db.RunAsync(Record, about, ct);
        return await db.RunAsync(Tell, about, ct);
    }

    /// <summary>The liaison: who is linked to the person for that, else the 联络员 of the unit it is about, else of a unit of theirs.</summary>
    private const string Liaison = $"""
        COALESCE(
            (SELECT m.from_id FROM link m JOIN person p ON p.id = m.from_id AND p.removed_at IS NULL
             WHERE m.kind IN ('联络', '联系') AND m.from_kind = 'person' AND m.to_kind = 'person' AND m.to_id = a.person_id AND m.from_id <> a.person_id
               AND {DutyLineFinder.Holds} ORDER BY m.id LIMIT 1),
            (SELECT m.person_id {Liaisons} AND a.about = 'unit:' || k.unit_id ORDER BY m.id LIMIT 1),
            (SELECT m.person_id {Liaisons} ORDER BY u.kind DESC, m.id LIMIT 1))
        """;

    private const string Liaisons = $"""
        FROM membership k JOIN membership m ON m.unit_id = k.unit_id AND m.role = '联络员' AND m.person_id <> a.person_id
        JOIN person p ON p.id = m.person_id AND p.removed_at IS NULL JOIN unit u ON u.id = k.unit_id
        WHERE k.person_id = a.person_id AND (k.to_date IS NULL OR k.to_date >= @today) AND {DutyLineFinder.Holds}
        """;

    /// <summary>The convenor of the person's group, else of their committee.</summary>
    private const string Convenor = $"""
        (SELECT m.person_id FROM membership k JOIN membership m ON m.unit_id = k.unit_id AND m.role = '召集人' AND m.person_id <> a.person_id
         JOIN person p ON p.id = m.person_id AND p.removed_at IS NULL JOIN unit u ON u.id = k.unit_id AND u.kind IN ('small_group', 'member_group', 'committee')
         WHERE k.person_id = a.person_id AND (k.to_date IS NULL OR k.to_date >= @today) AND {DutyLineFinder.Holds}
         ORDER BY u.kind DESC, m.id LIMIT 1)
        """;

    private const string Climb = $"""
        INSERT INTO escalation (notice_id, assignment_id, rung, person_id, at)
        SELECT c.notice_id, c.assignment_id,
               CASE WHEN c.liaison IS NOT NULL THEN 'liaison' WHEN c.convenor IS NOT NULL THEN 'convenor' ELSE 'office' END, COALESCE(c.liaison, c.convenor), @now
        FROM (
            SELECT n.id AS notice_id, a.id AS assignment_id,
                   CASE WHEN n.rung = 'liaison' AND o.secrecy = 'open' THEN {Liaison} END AS liaison,
                   CASE WHEN n.rung IN ('liaison', 'convenor') AND o.secrecy = 'open' THEN {Convenor} END AS convenor
            FROM notice n
            JOIN occurrence o ON o.id = n.occurrence_id
            JOIN assignment a ON a.occurrence_id = o.id AND a.state IN ('due', 'notified', 'seen', 'overdue')
            JOIN person w ON w.id = a.person_id AND w.removed_at IS NULL
            WHERE n.id IN @ids AND n.state = 'due' AND n.rung <> 'self') c WHERE true
        ORDER BY c.notice_id, c.assignment_id
        ON CONFLICT (notice_id, assignment_id) DO NOTHING
        """;

    private const string Tell = """
        INSERT INTO outbox (unique_key, lane, person_id, notice_id, created_at, not_before, expires_at, state, attempts, unknowns)
        SELECT 'n' || n.id || ':p' || e.person_id, 1, e.person_id, n.id, @now, @now, n.expires_at, 'ready', 0, 0
        FROM (SELECT DISTINCT notice_id, person_id FROM escalation WHERE notice_id IN @ids AND person_id IS NOT NULL) e
        JOIN notice n ON n.id = e.notice_id WHERE true
        ORDER BY n.due_at, n.id, e.person_id
        ON CONFLICT (unique_key) DO NOTHING
        """;

    private const string Record = """
        INSERT INTO audit_line (at, actor, action, subject, detail)
        SELECT @now, w.name, 'duty.ladder', 'person:' || a.person_id, o.title
        FROM escalation e JOIN assignment a ON a.id = e.assignment_id JOIN occurrence o ON o.id = a.occurrence_id JOIN person w ON w.id = e.person_id
        WHERE e.notice_id IN @ids ORDER BY e.id
        """;
}
