namespace Luzhi.Core.Storage;

/// <summary>
/// What was owed by an instant and is not done is overdue from then on, and may still be answered late. What was given more time (a meeting
/// that was moved) is owed again as before.
/// </summary>
public sealed class OverdueBook(Database database)
{
    /// <param name="since">Only what fell due after that is looked at: the years before need no second look.</param>
    /// <returns>How many lines of the ledger changed.</returns>
    public async Task<int> MarkAsync(DateTimeOffset since, DateTimeOffset now, CancellationToken ct)
    {
        var about = new { since, now };
        await using var db = database.Open();
        if (!await db.FirstAsync<bool>(Anything, about, ct))
        {
            return 0; // nearly always: no writing then
        }

        return await database.WriteAsync(async (write, token) => await write.RunAsync(Mark, about, token) + await write.RunAsync(OpenAgain, about, token), ct);
    }

    /// <summary>The next instant at which something open falls due; null when nothing is in sight.</summary>
    public async Task<DateTimeOffset?> NextAsync(DateTimeOffset since, CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.FirstAsync<DateTimeOffset?>(Next, new { since }, ct);
    }

    /// <summary>A broadcast or a planned duty that asks nothing is only told: nobody owes it anything.</summary>
    private const string Owed = """
        NOT o.withdrawn AND (o.duty_version_id IS NULL OR o.ask IS NOT NULL) AND a.state IN ('due', 'notified', 'seen') AND (o.duty_key <> 'broadcast' OR EXISTS (
            SELECT 1 FROM broadcast b WHERE b.ask IS NOT NULL AND b.id = CASE WHEN o.duty_key = 'broadcast' THEN CAST(substr(o.period, 2) AS bigint) END))
        """;

    private const string Late = $"SELECT a.id FROM assignment a JOIN occurrence o ON o.id = a.occurrence_id WHERE o.due_at > @since AND o.due_at <= @now AND {Owed}";

    private const string Early = "SELECT a.id FROM assignment a JOIN occurrence o ON o.id = a.occurrence_id WHERE o.due_at > @now AND a.state = 'overdue'";

    private const string Anything = $"SELECT EXISTS ({Late}) OR EXISTS ({Early})";

    private const string Mark = $"UPDATE assignment SET state = 'overdue' WHERE id IN ({Late})";

    private const string OpenAgain = $"""
        UPDATE assignment SET state = CASE WHEN seen_at IS NOT NULL THEN 'seen' WHEN notified_at IS NOT NULL THEN 'notified' ELSE 'due' END
        WHERE id IN ({Early})
        """;

    private const string Next = $"""
        SELECT o.due_at FROM occurrence o JOIN assignment a ON a.occurrence_id = o.id WHERE o.due_at > @since AND {Owed} ORDER BY o.due_at LIMIT 1
        """;
}
