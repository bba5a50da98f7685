using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>What goes away by itself: held messages that came too late, words that were kept long enough, the diary's old pages.</summary>
public sealed class Housekeeping(Database database)
{
    private const int RowsAtOnce = 1000;

    /// <summary>Held messages that are of no use any more leave the outbox for the record. What is ready meets the door's last look instead.</summary>
    public Task<int> ExpireHeldAsync(DateTimeOffset now, CancellationToken ct) =>
        database.WriteAsync(async (db, token) =>
        {
            object[] at = [database.Instant(now)];
            if (database.Provider == Provider.Postgres)
            {
                return await db.Database.ExecuteSqlRawAsync(ExpirePostgres, at, token);
            }

            var expired = await db.Database.ExecuteSqlRawAsync(RecordSqlite, at, token);
            await db.Database.ExecuteSqlRawAsync(LeaveSqlite, at, token);
            return expired;
        }, ct);

    /// <summary>When the next held message will be of no use any more; a withdrawn one is of none already.</summary>
    /// <returns>null when nothing is held.</returns>
    public async Task<DateTimeOffset?> HeldUntilAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        var held = db.Outbox.Where(o => o.State == "held");
        return await held.AnyAsync(o => db.Notices.Any(n => n.Id == o.NoticeId && n.State == "withdrawn"), ct)
            ? DateTimeOffset.UnixEpoch
            : await held.MinAsync(o => o.ExpiresAt, ct);
    }

    /// <summary>Wipes what was said and answered before; who, when and the duplicate key stay. A piece at a time, so that nobody waits long.</summary>
    public async Task<int> WipeBodiesAsync(DateTimeOffset before, CancellationToken ct) =>
        await WipeAsync(Wipe, before, ct) + await WipeAsync(WipeNotices, before, ct);

    private async Task<int> WipeAsync(string sql, DateTimeOffset before, CancellationToken ct)
    {
        var wiped = 0;
        while (true)
        {
            var piece = await database.WriteAsync((db, token) => db.Database.ExecuteSqlRawAsync(sql, [database.Instant(before), RowsAtOnce], token), ct);
            wiped += piece;
            if (piece < RowsAtOnce)
            {
                return wiped;
            }
        }
    }

    /// <summary>Drops what the diary, the closed incidents and wrong sign-ins said before.</summary>
    public Task<int> ForgetAsync(DateTimeOffset before, CancellationToken ct) =>
        database.WriteAsync(async (db, token) =>
            await db.JobRuns.Where(r => r.EndedAt < before).ExecuteDeleteAsync(token)
            + await db.Incidents.Where(i => i.ClosedAt != null && i.ClosedAt < before).ExecuteDeleteAsync(token)
            + await db.SignInTries.Where(t => t.At < before).ExecuteDeleteAsync(token), ct);

    /// <summary>Whoever is outside the body and was kept until a day is nameless after it, also where a line of the ledger was about them.</summary>
    public Task<int> ForgetOutsidersAsync(DateOnly today, CancellationToken ct) => database.WriteAsync(async (db, token) =>
    {
        await db.RunAsync(ForgetAbout, new { today }, token);
        return await db.Outsiders.Where(o => o.UntilDate < today && o.Name != "").ExecuteUpdateAsync(o => o.SetProperty(x => x.Name, ""), token);
    }, ct);

    private const string ForgetAbout = """
        UPDATE assignment SET about_name = NULL WHERE about_name IS NOT NULL AND about IN (
            SELECT 'link:' || l.id FROM link l JOIN outsider o ON o.id = l.to_id AND l.to_kind = 'outsider' WHERE o.until_date < @today AND o.name <> '')
        """;

    private const string Gone = "o.state = 'held' AND (o.expires_at <= {0} OR n.state = 'withdrawn')";

    private const string Line = """
        o.id, o.unique_key, o.person_id, o.contact_id, o.notice_id, o.assignment_id, o.inbox_id, o.lane, 'none', 'dropped',
        CASE WHEN n.state = 'withdrawn' THEN 'withdrawn' ELSE 'expired' END, o.attempts
        """;

    private const string Record =
        "INSERT INTO delivery (outbox_id, unique_key, person_id, contact_id, notice_id, assignment_id, inbox_id, lane, route, outcome, why, attempts, repeat, at)";

    private const string RecordSqlite = $"{Record} SELECT {Line}, 0, {{0}} FROM outbox o LEFT JOIN notice n ON n.id = o.notice_id WHERE {Gone}";

    private const string LeaveSqlite = $"DELETE FROM outbox WHERE id IN (SELECT o.id FROM outbox o LEFT JOIN notice n ON n.id = o.notice_id WHERE {Gone})";

    /// <summary>In one statement: a row that somebody offers or claims at this moment is theirs, not both's.</summary>
    private const string ExpirePostgres = $$"""
        WITH due AS (
            SELECT o.id FROM outbox o LEFT JOIN notice n ON n.id = o.notice_id WHERE {{Gone}} FOR UPDATE OF o SKIP LOCKED
        ), o AS (
            DELETE FROM outbox WHERE id IN (SELECT id FROM due) RETURNING *
        )
        {{Record}} SELECT {{Line}}, false, {0} FROM o LEFT JOIN notice n ON n.id = o.notice_id
        """;

    /// <summary>What was pinned of something that is not open; of an open one it is the proof of what was said.</summary>
    private const string WipeNotices = """
        UPDATE notice SET text = '', doorbell = NULL WHERE id IN (
            SELECT n.id FROM notice n JOIN occurrence c ON c.id = n.occurrence_id
            WHERE c.secrecy <> 'open' AND n.state <> 'due' AND COALESCE(n.expires_at, n.due_at) < {0} AND (n.text <> '' OR n.doorbell IS NOT NULL)
            ORDER BY n.id LIMIT {1})
        """;

    private const string Wipe = """
        UPDATE inbox SET body = NULL, reply = NULL WHERE id IN (
            SELECT id FROM inbox WHERE received_at < {0} AND (body IS NOT NULL OR reply IS NOT NULL) ORDER BY id LIMIT {1})
        """;
}
