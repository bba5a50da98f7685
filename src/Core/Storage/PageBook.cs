using Luzhi.Core.Messages;
using Luzhi.Core.PhonePages;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>What members' phone pages show, each to its addressee alone: whoever asks for another's line gets nothing, as for one that does not exist.</summary>
public sealed class PageBook(Database database, TimeProvider clock)
{
    /// <summary>The person behind an address, if it is bound to one who is still there.</summary>
    public async Task<PageHolder?> HolderAsync(Address address, CancellationToken ct)
    {
        await using var db = database.Open();
        return (await db.FirstAsync<HolderRow>(HolderByAddress, address, ct))?.Holder();
    }

    /// <summary>Asked at every request: a phone that the office unbound must not live on in an old cookie.</summary>
    public async Task<PageHolder?> HolderAsync(long contactId, long personId, CancellationToken ct)
    {
        await using var db = database.Open();
        return (await db.FirstAsync<HolderRow>(HolderByContact, new { contactId, personId }, ct))?.Holder();
    }

    /// <summary>Whom a line of the ledger is for.</summary>
    public async Task<long?> AddresseeAsync(long assignmentId, CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.Assignments.Where(a => a.Id == assignmentId).Select(a => (long?)a.PersonId).SingleOrDefaultAsync(ct);
    }

    public async Task<ItemPage?> ItemAsync(long assignmentId, long personId, CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.FirstAsync<ItemPage>(Item, new { assignmentId, personId, now = clock.GetUtcNow() }, ct);
    }

    /// <summary>The addressee has opened it: seen, once. How often and how long they looked is nobody's business.</summary>
    public Task SeenAsync(long assignmentId, long personId, CancellationToken ct) => database.WriteAsync(
        (db, token) => db.RunAsync(Seen, new { assignmentId, personId, now = clock.GetUtcNow() }, token), ct);

    /// <summary>What is open and what was answered since, the newest first.</summary>
    public async Task<IReadOnlyList<MyLine>> MineAsync(long personId, DateTimeOffset since, CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.ListAsync<MyLine>(Mine, new { personId, since, now = clock.GetUtcNow() }, ct);
    }

    public async Task<IReadOnlyList<MyReport>> ReportsAsync(long personId, DateTimeOffset since, CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.Submissions.AsNoTracking().Where(s => s.PersonId == personId && s.At >= since).OrderByDescending(s => s.Id)
            .Select(s => new MyReport(s.Id, s.Form, s.State, s.Said, s.At)).Take(200).ToListAsync(ct);
    }

    private sealed record HolderRow
    {
        public long Id { get; init; }
        public string Channel { get; init; } = "";
        public string Account { get; init; } = "";
        public string ExternalId { get; init; } = "";
        public long PersonId { get; init; }
        public string Name { get; init; } = "";

        public PageHolder Holder() => new(Id, new Address(Channel, Account, ExternalId), PersonId, Name);
    }

    private const string Holders = """
        SELECT c.id, c.channel, c.account, c.external_id, c.person_id, p.name
        FROM contact c JOIN person p ON p.id = c.person_id AND p.removed_at IS NULL
        """;

    private const string HolderByAddress = $"{Holders} WHERE c.channel = @Channel AND c.account = @Account AND c.external_id = @ExternalId";

    private const string HolderByContact = $"{Holders} WHERE c.id = @contactId AND c.person_id = @personId";

    /// <summary>Two lines of one duty are told apart by what they are about.</summary>
    private const string Title = "o.title || CASE WHEN a.about_name IS NULL THEN '' ELSE '（' || a.about_name || '）' END";

    private const string Item = $"""
        SELECT a.id AS assignment_id, a.state, a.answered_at, a.answer, {Title} AS title, o.withdrawn, p.name AS person_name,
               m.id AS meeting_id, m.starts_at, m.place, m.state AS meeting_state, m.version,
               i.state AS invitation, i.leave_reason, i.leave_approved, i.question, COALESCE(b.text, o.text) AS text, COALESCE(b.ask, o.ask) AS ask, o.form_version,
               CASE WHEN o.duty_version_id IS NULL THEN b.due_at ELSE o.due_at END AS due_at, m.receipt, o.duty_version_id IS NOT NULL AS planned, a.about_name, o.title AS duty,
               CASE WHEN o.duty_version_id IS NOT NULL THEN {LineFactsRow.Unit} END AS unit,
               CASE WHEN m.id IS NULL AND b.id IS NULL AND o.duty_version_id IS NULL THEN (SELECT n.text FROM notice n WHERE n.occurrence_id = o.id ORDER BY n.id DESC LIMIT 1) END AS told,
               s.id IS NOT NULL AS study, s.least, k.shared
        FROM assignment a
        JOIN person p ON p.id = a.person_id AND p.removed_at IS NULL
        JOIN occurrence o ON o.id = a.occurrence_id
        LEFT JOIN invitation i ON i.assignment_id = a.id
        LEFT JOIN meeting m ON m.id = i.meeting_id
        LEFT JOIN broadcast b ON b.id = CASE WHEN o.duty_key = 'broadcast' THEN CAST(substr(o.period, 2) AS bigint) END
        LEFT JOIN study s ON s.broadcast_id = b.id
        LEFT JOIN note_consent k ON k.assignment_id = a.id
        WHERE a.id = @assignmentId AND a.person_id = @personId AND o.secrecy <> 'offline' AND (o.duty_version_id IS NULL OR (o.opens_at <= @now AND a.state <> 'excused'))
        """;

    private const string Seen = """
        UPDATE assignment SET state = CASE WHEN state IN ('due', 'notified') THEN 'seen' ELSE state END, seen_at = @now
        WHERE id = @assignmentId AND person_id = @personId AND seen_at IS NULL
        """;

    private const string Mine = $"""
        SELECT a.id AS assignment_id, {Title} AS title, i.assignment_id IS NOT NULL AS is_meeting, COALESCE(m.starts_at, b.due_at, CASE WHEN o.duty_version_id IS NOT NULL THEN o.due_at END) AS "when", a.state,
               i.state AS invitation, COALESCE(b.ask, o.ask) AS ask, a.answered_at,
               NOT o.withdrawn AND COALESCE((m.state = 'announced' AND m.starts_at > @now) OR (COALESCE(b.ask, o.ask) IS NOT NULL AND a.answered_at IS NULL), false) AS open
        FROM assignment a
        JOIN occurrence o ON o.id = a.occurrence_id
        LEFT JOIN invitation i ON i.assignment_id = a.id
        LEFT JOIN meeting m ON m.id = i.meeting_id
        LEFT JOIN broadcast b ON b.id = CASE WHEN o.duty_key = 'broadcast' THEN CAST(substr(o.period, 2) AS bigint) END
        WHERE a.person_id = @personId AND NOT o.withdrawn AND o.secrecy <> 'offline' AND (o.duty_version_id IS NULL OR (o.opens_at <= @now AND a.state <> 'excused')) AND (o.created_at >= @since OR a.answered_at >= @since)
        ORDER BY a.id DESC LIMIT 200
        """;
}
