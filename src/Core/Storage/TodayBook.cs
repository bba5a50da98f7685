using Luzhi.Core.Meetings;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>A broadcast as whoever sent it looks after it.</summary>
public sealed record SentLine
{
    public long Id { get; init; }
    public string Title { get; init; } = "";
    public DateTimeOffset At { get; init; }
    public bool Asks { get; init; }
    public bool Withdrawn { get; init; }
    public long People { get; init; }
    public long Told { get; init; }
    public long Answered { get; init; }
}

/// <summary>What a secretary looks at first in the morning.</summary>
public sealed class TodayBook(Database database, TimeProvider clock, TimeZoneInfo zone)
{
    /// <returns>How many members there are, and how many of them have a bound phone that still follows.</returns>
    public async Task<(int Members, int Bound)> CoverageAsync(long? unitId, CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
        await using var db = database.Open();
        var people = db.People.AsNoTracking().OnRoster().Where(p => unitId == null || UnitPeople.Of(db, unitId.Value, today).Contains(p.Id));
        return (await people.CountAsync(ct), await people.CountAsync(p => db.Contacts.Any(c => c.PersonId == p.Id && c.Followed), ct));
    }

    public async Task<IReadOnlyList<Meeting>> ComingAsync(int most, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = database.Open();
        return await db.Meetings.AsNoTracking().Where(m => m.State == MeetingState.Announced && m.StartsAt >= now)
            .OrderBy(m => m.StartsAt).Take(most).ToListAsync(ct);
    }

    /// <summary>What this person sent last, with how far it got.</summary>
    public async Task<IReadOnlyList<SentLine>> SentAsync(string by, int most, CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.ListAsync<SentLine>(Sent, new { by, most }, ct);
    }

    private const string Sent = """
        SELECT b.id, b.title, b.created_at AS at, b.ask IS NOT NULL AS asks, o.withdrawn, count(a.id) AS people,
               count(CASE WHEN a.notified_at IS NOT NULL OR a.answered_at IS NOT NULL THEN 1 END) AS told, count(a.answered_at) AS answered
        FROM (SELECT * FROM broadcast WHERE created_by = @by ORDER BY id DESC LIMIT @most) b
        JOIN occurrence o ON o.duty_key = 'broadcast' AND o.period = 'b' || b.id
        LEFT JOIN assignment a ON a.occurrence_id = o.id
        GROUP BY b.id, b.title, b.created_at, b.ask, o.withdrawn ORDER BY b.id DESC
        """;
}
