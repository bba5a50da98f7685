using Luzhi.Core.Settings;

namespace Luzhi.Core.Storage;

/// <summary>
/// Rings what is due: one row in the outbox for each person of the notice's occurrence whom it is still for. Fan-out and "rung" are one
/// transaction, so a notice rings once however often, and from however many nodes, the bell is pulled. What fell due too long ago is
/// taken out before by the book of what was missed; here only what is past its own end is missed.
/// </summary>
/// <param name="zone">The body's: a mandate ends with its last civil day, a week begins with its Monday.</param>
/// <param name="settings">How many notices a week one member is to have; without it no limit.</param>
public sealed class Bell(Database database, TimeZoneInfo? zone = null, DeliverySettings? settings = null)
{
    private const int OccurrencesAtOnce = 50;

    /// <returns>How many rows are new in the outbox.</returns>
    public async Task<int> RingAsync(DateTimeOffset now, CancellationToken ct)
    {
        var rung = 0;
        while (true)
        {
            // Dying before the commit: nothing has rung, and the next pull does. After it: the rows are there for any door.
            var (occurrences, rows) = await Deadlocks.RetryAsync(() => database.WriteAsync((db, token) => RingSomeAsync(db, now, token), ct));
            if (rows > 0)
            {
                Checkpoint.Reached("bell.after-commit");
            }

            rung += rows;
            if (occurrences < OccurrencesAtOnce)
            {
                return rung;
            }
        }
    }

    private async Task<(int Occurrences, int Rows)> RingSomeAsync(LuzhiDb db, DateTimeOffset now, CancellationToken ct)
    {
        var occurrences = await db.ListAsync<long>(Waiting, new { now, most = OccurrencesAtOnce }, ct);
        var ids = occurrences.Count == 0 ? [] : await db.ListAsync<long>(Due, new { occurrences, now }, ct);
        if (ids.Count == 0)
        {
            return (0, 0);
        }

        var about = new { ids, now, today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone ?? TimeZoneInfo.Utc).DateTime) };
        await db.RunAsync(Withdraw, about, ct);
        await db.RunAsync(Miss, about, ct);
        await db.RunAsync(Replace, new { ids, occurrences }, ct);
        var rows = await db.RunAsync(FanOut, about, ct) + await Ladder.ClimbAsync(db, ids, now, about.today, ct) + await db.RunAsync(FanOutCopies, about, ct);
        rows -= await AttentionBudget.KeepAsync(db, ids, settings?.NoticesAWeek ?? 0, now, zone ?? TimeZoneInfo.Utc, ct);
        await db.RunAsync(Seal, about, ct);
        await db.RunAsync(Rung, about, ct);
        Checkpoint.Reached("bell.before-commit");
        return (occurrences.Count, rows);
    }

    /// <summary>
    /// Locked by occurrence, not by notice: what is due of one is fanned out in one look at the tables, or told and untold, looked at by two
    /// nodes or a moment apart, could miss somebody between them.
    /// </summary>
    private const string Waiting = """
        SELECT id FROM occurrence
        WHERE id IN (SELECT occurrence_id FROM notice WHERE state = 'due' AND due_at <= @now GROUP BY occurrence_id ORDER BY min(due_at) LIMIT @most)
        ORDER BY id SKIP LOCKED
        """;

    /// <summary>Those in other hands are being withdrawn at this moment; nobody waits for them here.</summary>
    private const string Due = "SELECT id FROM notice WHERE occurrence_id IN @occurrences AND state = 'due' AND due_at <= @now ORDER BY id SKIP LOCKED";

    private const string Withdraw = """
        UPDATE notice SET state = 'withdrawn' WHERE id IN @ids AND kind <> 'withdrawn'
          AND EXISTS (SELECT 1 FROM occurrence c WHERE c.id = notice.occurrence_id AND c.withdrawn)
        """;

    private const string Miss = "UPDATE notice SET state = 'missed' WHERE id IN @ids AND state = 'due' AND expires_at <= @now";

    /// <summary>
    /// A later reminder takes the place of an earlier one of its meeting: of those that fell due together while nobody was there only the last
    /// rings, and what still waits for somebody unreachable falls at the door.
    /// </summary>
    private const string Replace = """
        UPDATE notice SET state = 'replaced' WHERE occurrence_id IN @occurrences AND kind = 'reminder' AND state IN ('due', 'rung')
          AND EXISTS (
              SELECT 1 FROM notice later WHERE later.id IN @ids AND later.occurrence_id = notice.occurrence_id
                AND later.whom = notice.whom
                AND later.kind = 'reminder' AND later.state = 'due' AND later.due_at > notice.due_at)
        """;

    /// <summary>
    /// Whoever acts for a leader hears of the leader's meetings, and of what asks the leader for an answer; never of what is not open. A phone
    /// that nobody bound gets no copy: nobody is called in the leader's place.
    /// </summary>
    private const string FanOutCopies = $"""
        INSERT INTO outbox (unique_key, lane, person_id, notice_id, assignment_id, created_at, not_before, expires_at, state, attempts, unknowns)
        SELECT 'n' || n.id || ':p' || g.associate_id || '{Copy}' || a.id, 1, g.associate_id, n.id, a.id, @now, @now, n.expires_at, 'ready', 0, 0
        FROM notice n
        JOIN occurrence o ON o.id = n.occurrence_id AND o.secrecy = 'open' AND o.duty_key IN ('meeting', 'broadcast')
        JOIN assignment a ON a.occurrence_id = n.occurrence_id
        JOIN mandate g ON g.leader_id = a.person_id AND g.consented_at IS NOT NULL AND g.ended_at IS NULL AND (g.ends_on IS NULL OR g.ends_on >= @today)
        JOIN person p ON p.id = g.associate_id AND p.removed_at IS NULL
        LEFT JOIN broadcast b ON b.id = CASE WHEN o.duty_key = 'broadcast' THEN CAST(substr(o.period, 2) AS bigint) END
        LEFT JOIN study s ON s.broadcast_id = b.id
        LEFT JOIN invitation i ON i.assignment_id = a.id
        WHERE n.id IN @ids AND n.state = 'due' AND n.kind NOT IN ('proxy', 'inquiry') AND (n.assignment_id IS NULL OR n.assignment_id = a.id)
          AND (o.duty_key = 'meeting' OR b.ask IS NOT NULL) AND s.id IS NULL
          AND EXISTS (SELECT 1 FROM contact k WHERE k.person_id = g.associate_id AND k.followed)
          AND {Meant}
        ORDER BY n.due_at, n.id, a.id, g.associate_id
        ON CONFLICT (unique_key) DO NOTHING
        """;

    /// <summary>What tells a copy's key from the leader's own: whoever serves two leaders has one for each.</summary>
    internal const string Copy = ":a";

    private const string Meant = """
        CASE n.whom
              WHEN 'attending' THEN i.state = 'attending'
              WHEN 'unsettled' THEN i.state IN ('pending', 'asked')
              WHEN 'unanswered' THEN a.state IN ('due', 'notified', 'seen', 'overdue')
              WHEN 'told' THEN a.notified_at IS NOT NULL OR a.answered_at IS NOT NULL OR EXISTS (
                  SELECT 1 FROM outbox w WHERE w.person_id = a.person_id AND w.assignment_id = a.id AND (w.state = 'claimed' OR w.unknowns > 0))
              WHEN 'untold' THEN a.notified_at IS NULL AND a.answered_at IS NULL AND NOT EXISTS (
                  SELECT 1 FROM outbox w WHERE w.person_id = a.person_id AND w.assignment_id = a.id AND (w.state = 'claimed' OR w.unknowns > 0))
              ELSE true END
        """;

    /// <summary>Who left the audience of a planned duty hears of it no more.</summary>
    private const string Owed = "NOT (a.state = 'excused' AND EXISTS (SELECT 1 FROM occurrence x WHERE x.id = n.occurrence_id AND x.duty_version_id IS NOT NULL))";

    /// <summary>
    /// Told is who may know: notified, offered, answered, or with a message on the wire this moment. Untold is exactly everybody else, so that
    /// a move reaches each person once, as a change or as the first they hear of it.
    /// </summary>
    private const string FanOut = $"""
        INSERT INTO outbox (unique_key, lane, person_id, notice_id, assignment_id, created_at, not_before, expires_at, state, attempts, unknowns)
        SELECT 'n' || n.id || ':p' || a.person_id || CASE WHEN a.about = '' THEN '' ELSE ':' || a.about END, 1, a.person_id, n.id, a.id, @now, @now, n.expires_at, 'ready', 0, 0
        FROM notice n
        JOIN assignment a ON a.occurrence_id = n.occurrence_id
        JOIN person p ON p.id = a.person_id AND p.removed_at IS NULL
        LEFT JOIN invitation i ON i.assignment_id = a.id
        WHERE n.id IN @ids AND n.state = 'due' AND n.rung = 'self' AND (n.assignment_id IS NULL OR n.assignment_id = a.id)
          AND {Meant} AND {Owed}
        ORDER BY n.due_at, n.id, a.id
        ON CONFLICT (unique_key) DO NOTHING
        """;

    /// <summary>Nothing of what is offline will be said by us: once it has come to somebody's call sheet, its wording is not kept.</summary>
    private const string Seal = """
        UPDATE notice SET text = '', doorbell = NULL WHERE id IN @ids
          AND EXISTS (SELECT 1 FROM occurrence c WHERE c.id = notice.occurrence_id AND c.secrecy = 'offline')
        """;

    private const string Rung = "UPDATE notice SET state = 'rung', rung_at = @now WHERE id IN @ids AND state = 'due'";
}
