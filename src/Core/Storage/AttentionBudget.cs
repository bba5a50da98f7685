using Luzhi.Core.Duties;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>
/// The attention of a member: of what the clock planned (a duty's notices, a meeting's reminders) at most so many reach a phone in one civil week.
/// What a person sends is counted and never held back, as is the reminder of a meeting about to begin. Part of the bell's transaction: whatever
/// falls leaves the outbox for the record, with why, before any door has seen it.
/// </summary>
internal static class AttentionBudget
{
    /// <param name="ids">The notices whose rows have just been written.</param>
    /// <returns>How many of them fell.</returns>
    public static async Task<int> KeepAsync(LuzhiDb db, IReadOnlyList<long> ids, int aWeek, DateTimeOffset now, TimeZoneInfo zone, CancellationToken ct)
    {
        if (aWeek == 0 || await db.FirstAsync<long>(AnyPlanned, new { ids }, ct) == 0)
        {
            return 0; // nearly always: what rings was sent by hand
        }

        if (db.Database.IsNpgsql())
        {
            // Two nodes that ring two duties of one member at this moment would each see a place that is free.
            await db.Database.ExecuteSqlRawAsync(OneAtATime, ct);
        }

        var fallen = await db.ListAsync<long>(Fall, new { ids, aWeek, now, monday = Monday(now, zone), near = now + QuietHours.Near }, ct);
        return fallen.Count == 0 ? 0 : await db.RunAsync(Gone, new { fallen }, ct);
    }

    private static DateTimeOffset Monday(DateTimeOffset now, TimeZoneInfo zone)
    {
        var today = TimeZoneInfo.ConvertTime(now, zone).Date;
        return Civil.Instant(today.AddDays(-(((int)today.DayOfWeek + 6) % 7)), zone);
    }

    private const string OneAtATime = "SELECT pg_advisory_xact_lock(5080, 34)";

    /// <summary>A morning's brief and a leave to be decided are no reminders: somebody works with them.</summary>
    private const string Planned = "NOT n.by_hand AND (n.kind = 'reminder' OR c.duty_version_id IS NOT NULL)";

    private const string AnyPlanned = $"SELECT n.id FROM notice n JOIN occurrence c ON c.id = n.occurrence_id WHERE n.id IN @ids AND {Planned} LIMIT 1";

    /// <summary>
    /// What asks something comes before what only tells, then by the hour it was due. A row that is held counts nothing: it is not on its way to
    /// anybody, and comes along with the answer to whatever the person writes next.
    /// </summary>
    private const string Fall = $"""
        WITH rung AS (
            SELECT o.id, o.person_id, row_number() OVER (
                PARTITION BY o.person_id ORDER BY CASE WHEN c.duty_version_id IS NULL OR c.ask IS NOT NULL THEN 0 ELSE 1 END, n.due_at, o.id) AS place
            FROM notice n
            JOIN occurrence c ON c.id = n.occurrence_id
            JOIN outbox o ON o.notice_id = n.id
            JOIN person p ON p.id = o.person_id AND p.kind = 'member'
            WHERE n.id IN @ids AND {Planned} AND NOT (c.duty_key = 'meeting' AND c.due_at IS NOT NULL AND c.due_at <= @near)
        )
        INSERT INTO delivery (outbox_id, unique_key, person_id, notice_id, assignment_id, lane, route, outcome, why, attempts, repeat, at)
        SELECT o.id, o.unique_key, o.person_id, o.notice_id, o.assignment_id, o.lane, 'none', 'dropped', 'budget', 0, false, @now
        FROM rung r JOIN outbox o ON o.id = r.id
        WHERE r.place > @aWeek
            - (SELECT count(*) FROM delivery d WHERE d.person_id = r.person_id AND d.at >= @monday AND d.notice_id IS NOT NULL AND d.outcome IN ('sent', 'offered'))
            - (SELECT count(*) FROM outbox w WHERE w.person_id = r.person_id AND w.notice_id IS NOT NULL AND w.state IN ('ready', 'claimed') AND w.id NOT IN (SELECT id FROM rung))
        ORDER BY o.id
        RETURNING outbox_id
        """;

    private const string Gone = "DELETE FROM outbox WHERE id IN @fallen";
}
