namespace Luzhi.Core.Storage;

/// <summary>What a duty's words may say of a line, as columns: of an assignment "a", its occurrence "c" and an outbox row "o". Looked up for planned duties only.</summary>
internal static class LineFactsRow
{
    /// <summary>The unit it is about; else the person's own committee or group.</summary>
    public const string Unit = """
        CASE WHEN a.about LIKE 'unit:%' THEN a.about_name ELSE (
            SELECT u.name FROM membership k JOIN unit u ON u.id = k.unit_id
            WHERE k.person_id = a.person_id AND u.kind IN ('committee', 'member_group') AND k.to_date IS NULL ORDER BY u.kind, k.id LIMIT 1) END
        """;

    /// <summary>What the line's person has saved since it opened, where forms tick items of it: a form and its answers on each line.</summary>
    public const string Records = """
        CASE WHEN c.items IS NOT NULL THEN (
            SELECT string_agg(s.form || ' ' || s.answers, '
        ') FROM submission s WHERE s.person_id = a.person_id AND s.state = 'saved' AND s.at >= c.opens_at) END
        """;

    /// <summary>Of those about whom this person is told, who still has not answered.</summary>
    public const string Who = """
        CASE WHEN n.rung <> 'self' THEN (
            SELECT string_agg(CASE WHEN l.about_name IS NULL THEN w.name ELSE l.about_name || '（' || w.name || '）' END, '、' ORDER BY l.id)
            FROM escalation e JOIN assignment l ON l.id = e.assignment_id AND l.state IN ('due', 'notified', 'seen', 'overdue')
            JOIN person w ON w.id = l.person_id AND w.removed_at IS NULL
            WHERE e.notice_id = o.notice_id AND e.person_id = o.person_id) END
        """;
}
