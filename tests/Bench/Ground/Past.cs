using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Bench.Ground;

/// <summary>
/// Years of a body on PostgreSQL, made set-wise: every member with two hundred duties and a hundred messages, most of them long over. What is open
/// now is a plenary for everybody, a meeting and a question for a committee.
/// </summary>
internal static class Past
{
    private const int Occurrences = 200, Meetings = 20, Committee = 100, MessagesEach = 80, InboxEach = 20;

    public static async Task FillAsync(StorageSettings storage, int people, CancellationToken ct)
    {
        await Roll.FillAsync(storage, people, ct);
        using var database = new Database(storage);
        await Roll.RunAsync(database, ct, Units(people), Members(people), Duties, Broadcasts, Notices, Meeting);
        await WithoutIndexesAsync(database, "assignment", Assignments(people), ct);
        await WithoutIndexesAsync(database, "invitation", Invitations(people), ct);
        await WithoutIndexesAsync(database, "attendance", Attendance(people), ct);
        await WithoutIndexesAsync(database, "delivery", Deliveries(people), ct);
        await WithoutIndexesAsync(database, "inbox", Inbox(people), ct);
        await Roll.RunAsync(database, ct, Held(people), Audit(people), "VACUUM ANALYZE");
    }

    private static async Task WithoutIndexesAsync(Database database, string table, string fill, CancellationToken ct)
    {
        List<string> indexes;
        await using (var db = database.Open())
        {
            indexes = await db.Database.SqlQueryRaw<string>(
                "SELECT indexdef AS \"Value\" FROM pg_indexes WHERE tablename = {0} AND indexname LIKE 'ix%'", table).ToListAsync(ct);
        }

        var names = indexes.Select(index => index.Split(" INDEX ")[1].Split(' ')[0]);
        await Roll.RunAsync(database, ct, [.. names.Select(name => $"DROP INDEX {name}"), fill, .. indexes]);
    }

    private static string Units(int people) =>
        $"INSERT INTO unit (body_id, kind, name) SELECT 1, 'committee', '专委会' || n FROM generate_series(1, {Math.Max(1, people / 2500)}) n";

    private static string Members(int people) => $"""
        INSERT INTO membership (person_id, unit_id, from_date)
        SELECT n, 1 + n % {Math.Max(1, people / 2500)}, '2023-01-15' FROM generate_series(1, {people}) n;
        INSERT INTO role_held (person_id, name, from_date) SELECT n, '委员', '2023-01-15' FROM generate_series(1, {people}) n
        """;

    /// <summary>1 to 20 are meetings, the last two of them to come; the others broadcasts, one a day, the last two still open.</summary>
    private static readonly string Duties = $"""
        INSERT INTO occurrence (body_id, duty_key, period, title, opens_at, due_at, withdrawn, created_at)
        SELECT 1, CASE WHEN n <= {Meetings} THEN 'meeting' ELSE 'broadcast' END, CASE WHEN n <= {Meetings} THEN 'm' || n ELSE 'b' || n - {Meetings} END,
               CASE WHEN n <= {Meetings} THEN '全体会议' ELSE '通知' END || n, {At}, CASE WHEN n <= {Meetings} THEN {At} + interval '9 days' WHEN n % 2 = 0 THEN {At} + interval '7 days' END, false, {At}
        FROM generate_series(1, {Occurrences}) n
        """;

    private const string At = "now() - ((CASE WHEN n <= 20 THEN (18 - n) * 10 ELSE 200 - n END) || ' days')::interval";

    private static readonly string Broadcasts = $"""
        INSERT INTO broadcast (body_id, title, text, audience, due_at, ask, created_by, created_at)
        SELECT 1, '通知' || n, '请阅知。', '全体', CASE WHEN n % 2 = 0 THEN {At} + interval '7 days' END, CASE WHEN n % 2 = 0 THEN 'read' END, 'admin', {At}
        FROM generate_series({Meetings + 1}, {Occurrences}) n ORDER BY n
        """;

    private static readonly string Meeting = $"""
        INSERT INTO meeting (body_id, title, starts_at, place, audience, reminders, state, version, created_by, created_at, announced_at, attendance_closed_at)
        SELECT 1, '全体会议' || n, {At} + interval '9 days', '三楼会议室', '全体', 'P1D', 'announced', 1, 'admin', {At}, {At}, CASE WHEN n <= 10 THEN {At} + interval '10 days' END
        FROM generate_series(1, {Meetings}) n ORDER BY n
        """;

    private static readonly string Notices = $"""
        INSERT INTO notice (occurrence_id, kind, unique_key, due_at, expires_at, text, whom, by_hand, state, rung_at)
        SELECT n, CASE WHEN n <= {Meetings} THEN 'announce' ELSE 'broadcast' END, 'announce:1', {At},
               CASE WHEN n <= {Meetings} THEN {At} + interval '9 days' ELSE {At} + interval '7 days' END, '请阅知。', 'everyone', true, 'rung', {At}
        FROM generate_series(1, {Occurrences}) n ORDER BY n
        """;

    /// <summary>Everybody has each duty, but for the last meeting and the last two questions, which a committee has; one in ten never answered.</summary>
    private static string Whom(int people, int last) => $"generate_series(1, {last}) n, generate_series(1, {people}) p WHERE (n NOT IN ({Meetings}, {Occurrences - 2}, {Occurrences}) OR p <= {Committee})";

    private static string Assignments(int people) => $"""
        INSERT INTO assignment (occurrence_id, person_id, state, notified_at, answered_at, answer, via)
        SELECT n, p, CASE WHEN n < {Meetings} AND n > 18 OR n > 198 OR (n + p) % 10 = 0 THEN 'notified' ELSE 'answered' END, {At},
               CASE WHEN n < {Meetings} AND n > 18 OR n > 198 OR (n + p) % 10 = 0 THEN NULL ELSE {At} + interval '3 hours' END,
               CASE WHEN (n + p) % 10 <> 0 THEN '1' END, 'wechat'
        FROM {Whom(people, Occurrences)}
        """;

    private static string Invitations(int people) => $"""
        INSERT INTO invitation (assignment_id, meeting_id, person_id, state, answered_at, via)
        SELECT id, occurrence_id, person_id, CASE WHEN answered_at IS NULL THEN 'pending' WHEN person_id % 7 = 0 THEN 'leave' ELSE 'attending' END, answered_at, 'wechat'
        FROM assignment WHERE occurrence_id <= {Meetings}
        """;

    private static string Attendance(int people) => """
        INSERT INTO attendance (assignment_id, meeting_id, person_id, state, at, via)
        SELECT assignment_id, meeting_id, person_id, CASE WHEN person_id % 7 = 0 THEN 'leave' ELSE 'present' END, now() - interval '30 days', 'console'
        FROM invitation WHERE meeting_id <= 10
        """;

    /// <summary>One in a hundred came to nothing.</summary>
    private static string Deliveries(int people) => $"""
        INSERT INTO delivery (outbox_id, unique_key, person_id, contact_id, notice_id, assignment_id, lane, route, outcome, why, external_id, attempts, repeat, at)
        SELECT 0, 'n' || occurrence_id || ':p' || person_id, person_id, person_id, occurrence_id, id, 1, 'doorbell',
               CASE WHEN id % 100 = 0 THEN 'gone' ELSE 'sent' END, CASE WHEN id % 100 = 0 THEN '已取消关注' END, 'x' || id, 1, false, notified_at
        FROM assignment WHERE occurrence_id > {Occurrences - MessagesEach} ORDER BY occurrence_id, person_id
        """;

    private static string Inbox(int people) => $"""
        INSERT INTO inbox (duplicate_key, contact_id, received_at, kind, body, reply, reply_route)
        SELECT 'wechat:' || n || ':' || p, p, now() - (n || ' days')::interval, 'text', '1', '已记录。', 'passive'
        FROM generate_series(1, {InboxEach}) n, generate_series(1, {people}) p
        """;

    private static string Held(int people) => $"""
        INSERT INTO outbox (unique_key, lane, person_id, notice_id, assignment_id, created_at, not_before, expires_at, state, attempts, unknowns, last_why)
        SELECT 'n19:p' || person_id, 1, person_id, 19, id, now(), now(), now() + interval '8 days', 'held', 1, 0, '没有可用的窗口'
        FROM assignment WHERE occurrence_id = 19 AND person_id <= {people} AND person_id % 100 = 0
        """;

    private static string Audit(int people) => $"""
        INSERT INTO audit_line (at, actor, action, subject)
        SELECT now() - (n || ' minutes')::interval, 'admin', 'meeting.call', 'meeting:' || n % 20 FROM generate_series(1, {people * 4}) n
        """;
}
