using System.Text.Json;

namespace Luzhi.Core.Storage;

/// <summary>Who comes to an occurrence later: written in before anybody heard of it, told by a notice of their own, or not at all.</summary>
internal enum Joining { Anew, Told, Nobody }

/// <summary>The lines of one occurrence made to be those it should have, set-wise, inside the caller's transaction. Who has answered keeps their line whatever becomes of them.</summary>
internal sealed class DutyLedger(LuzhiDb db, long occurrence, DateTimeOffset now)
{
    /// <param name="at">When those who come later may be told: the night is left alone.</param>
    /// <returns>How many lines are new.</returns>
    public async Task<int> SetAsync(LinesOwed lines, Joining joining, DateTimeOffset at, CancellationToken ct)
    {
        var about = new
        {
            occurrence, now, at,
            rows = JsonSerializer.Serialize(lines.Held.Select(l => new { p = l.Person, a = l.About, n = l.Name })),
        };
        await db.RunAsync(joining == Joining.Anew ? Delete : Excuse, about, ct);
        var joined = joining == Joining.Nobody ? [] : await db.ListAsync<long>(Assign, about, ct);
        if (joining == Joining.Told && joined.Count > 0)
        {
            await db.RunAsync(Tell, new { occurrence, at, ids = joined }, ct);
        }

        var empty = new { occurrence, now, rows = JsonSerializer.Serialize(lines.Unheld.Select(u => new { a = u.About, n = u.Name })) };
        await db.RunAsync(Taken, empty, ct);
        await db.RunAsync(Unheld, empty, ct);
        return joined.Count;
    }

    private const string Other = """
        occurrence_id = @occurrence AND answered_at IS NULL
          AND NOT (CAST(person_id AS text) || ':' || about IN (SELECT (each.value ->> 'p') || ':' || (each.value ->> 'a') FROM EACH @rows))
        """;

    private const string Delete = $"DELETE FROM assignment WHERE {Other}";

    private const string Excuse = $"UPDATE assignment SET state = 'excused' WHERE state <> 'excused' AND {Other}";

    /// <summary>Who comes back is owed it again. What the holder before has answered for a unit is answered.</summary>
    private const string Assign = """
        INSERT INTO assignment (occurrence_id, person_id, state, about, about_name)
        SELECT @occurrence, CAST(each.value ->> 'p' AS bigint), 'due', each.value ->> 'a', each.value ->> 'n' FROM EACH @rows
        WHERE each.value ->> 'a' = '' OR NOT EXISTS (
            SELECT 1 FROM assignment d WHERE d.occurrence_id = @occurrence AND d.about = each.value ->> 'a' AND d.answered_at IS NOT NULL)
        ON CONFLICT (occurrence_id, person_id, about) DO UPDATE SET state = 'due' WHERE assignment.state = 'excused'
        RETURNING id
        """;

    /// <summary>In the words with which it opened. Where that has not rung yet, it will ring for them too.</summary>
    private const string Tell = """
        INSERT INTO notice (occurrence_id, assignment_id, kind, unique_key, due_at, expires_at, text, doorbell, choices, whom, rung, by_hand, state)
        SELECT n.occurrence_id, a.id, n.kind, 'join:' || a.id, @at, n.expires_at, n.text, n.doorbell, n.choices, n.whom, 'self', false, 'due'
        FROM assignment a
        JOIN notice n ON n.id = (
            SELECT f.id FROM notice f WHERE f.occurrence_id = @occurrence AND f.rung = 'self' AND f.assignment_id IS NULL ORDER BY f.due_at, f.id LIMIT 1)
        WHERE a.id IN @ids AND n.state <> 'due' AND n.expires_at > @at
        ON CONFLICT (occurrence_id, unique_key) DO NOTHING
        """;

    private const string Taken = """
        DELETE FROM unheld_line WHERE occurrence_id = @occurrence AND NOT (about IN (SELECT each.value ->> 'a' FROM EACH @rows))
        """;

    private const string Unheld = """
        INSERT INTO unheld_line (occurrence_id, about, about_name, since)
        SELECT @occurrence, each.value ->> 'a', each.value ->> 'n', @now FROM EACH @rows WHERE true
        ON CONFLICT (occurrence_id, about) DO NOTHING
        """;
}
