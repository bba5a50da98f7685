using Luzhi.Core.Duties;

namespace Luzhi.Core.Storage;

/// <summary>
/// Ticks the lists of a person's open duties by what they have on record, in the transaction that saves or undoes a report. Of two lines of
/// one duty (three contacts to visit) a report does not say which it is for, so it ticks neither: those are answered by themselves.
/// </summary>
internal static class ChecklistRows
{
    public static async Task SettleAsync(LuzhiDb db, long person, string via, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var line in await db.ListAsync<LineRow>(Lines, new { person, now }, ct))
        {
            var isDone = Checklist.Missing(line.Items, line.Records).Count == 0;
            if (isDone == line.Answered)
            {
                continue;
            }

            await db.RunAsync(isDone ? Tick : Untick, new { line.Id, via, now }, ct);
        }
    }

    private sealed record LineRow
    {
        public long Id { get; init; }
        public bool Answered { get; init; }
        public string? Items { get; init; }
        public string? Records { get; init; }
    }

    /// <summary>What was answered in words stays answered, whatever the records say.</summary>
    private const string Lines = $"""
        SELECT a.id, a.answered_at IS NOT NULL AS answered, c.items, {LineFactsRow.Records} AS records
        FROM assignment a JOIN occurrence c ON c.id = a.occurrence_id
        WHERE a.person_id = @person AND c.items IS NOT NULL AND NOT c.withdrawn AND c.opens_at <= @now AND a.answer IS NULL AND a.state <> 'excused'
          AND NOT EXISTS (SELECT 1 FROM assignment other WHERE other.occurrence_id = a.occurrence_id AND other.person_id = a.person_id AND other.id <> a.id)
        ORDER BY a.id
        """;

    private const string Tick = "UPDATE assignment SET state = 'answered', answered_at = @now, via = @via WHERE id = @Id AND answered_at IS NULL";

    private const string Untick = "UPDATE assignment SET state = 'seen', answered_at = NULL, via = NULL WHERE id = @Id AND answer IS NULL";
}
