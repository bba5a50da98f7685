using Dapper;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>What must always be true of the ledger, asked of the database as it stands. Reads only.</summary>
public sealed class Verification(Database database)
{
    /// <returns>Every rule by name, with how many rows break it.</returns>
    public async Task<IReadOnlyList<(string Rule, long Rows)>> RunAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        var found = new List<(string, long)>();
        foreach (var (rule, sql) in Rules)
        {
            found.Add((rule, await db.Database.GetDbConnection().ExecuteScalarAsync<long>(new CommandDefinition(sql, cancellationToken: ct))));
        }

        return found;
    }

    private static IReadOnlyList<(string Rule, string Sql)> Rules { get; } =
    [
        ("invited", Invited),
        ("invitation_line", InvitationLine),
        ("state", UnknownState),
        ("answered", Answered),
        ("notified", Notified),
        ("attendance", NotInvited),
        ("outbox_orphan", OutboxOrphan),
        ("finished_waits", FinishedWaits),
        ("sent_twice", SentTwice),
        ("inbox_twice", InboxTwice),
        ("bound", Bound),
    ];

    /// <summary>Invited are exactly those with a line in the duty ledger.</summary>
    private const string Invited = """
        SELECT count(*) FROM assignment a
        JOIN occurrence o ON o.id = a.occurrence_id AND o.duty_key = 'meeting'
        LEFT JOIN invitation i ON i.assignment_id = a.id AND o.period = 'm' || i.meeting_id
        WHERE i.assignment_id IS NULL
        """;

    private const string InvitationLine = """
        SELECT count(*) FROM invitation i LEFT JOIN assignment a ON a.id = i.assignment_id AND a.person_id = i.person_id WHERE a.id IS NULL
        """;

    /// <summary>The four states sum to the invited only while there is no fifth.</summary>
    private const string UnknownState = "SELECT count(*) FROM invitation WHERE state NOT IN ('pending', 'attending', 'leave', 'asked')";

    private const string Answered = """
        SELECT count(*) FROM invitation i JOIN assignment a ON a.id = i.assignment_id
        WHERE i.state <> 'pending' AND (i.answered_at IS NULL OR a.answered_at IS NULL OR i.via IS NULL)
        """;

    private const string Notified = """
        SELECT count(*) FROM assignment a WHERE a.notified_at IS NULL
        AND EXISTS (SELECT 1 FROM delivery d WHERE d.assignment_id = a.id AND d.person_id = a.person_id AND d.outcome = 'sent')
        """;

    private const string NotInvited = """
        SELECT count(*) FROM attendance a
        LEFT JOIN invitation i ON i.assignment_id = a.assignment_id AND i.meeting_id = a.meeting_id AND i.person_id = a.person_id
        WHERE i.assignment_id IS NULL
        """;

    private const string OutboxOrphan = """
        SELECT count(*) FROM outbox o
        LEFT JOIN notice n ON n.id = o.notice_id
        LEFT JOIN assignment a ON a.id = o.assignment_id
        LEFT JOIN person p ON p.id = o.person_id
        LEFT JOIN contact c ON c.id = o.contact_id
        LEFT JOIN inbox i ON i.id = o.inbox_id
        WHERE (o.notice_id IS NOT NULL AND n.id IS NULL) OR (o.assignment_id IS NOT NULL AND a.id IS NULL)
           OR (o.person_id IS NOT NULL AND p.id IS NULL) OR (o.contact_id IS NOT NULL AND c.id IS NULL)
           OR (o.inbox_id IS NOT NULL AND i.id IS NULL) OR (o.notice_id IS NULL AND o.body IS NULL)
        """;

    private const string FinishedWaits = "SELECT count(*) FROM outbox o WHERE EXISTS (SELECT 1 FROM delivery d WHERE d.outbox_id = o.id AND d.outcome = 'sent')";

    /// <summary>A repeat after a crash is allowed, once, and marked; anything beyond is not.</summary>
    private const string SentTwice = """
        SELECT count(*) FROM (SELECT unique_key FROM delivery WHERE outcome = 'sent' GROUP BY unique_key HAVING count(*) > 1) twice
        """;

    private const string InboxTwice = "SELECT count(*) FROM (SELECT duplicate_key FROM inbox GROUP BY duplicate_key HAVING count(*) > 1) twice";

    private const string Bound = """
        SELECT count(*) FROM contact c LEFT JOIN person p ON p.id = c.person_id WHERE c.person_id IS NOT NULL AND p.id IS NULL
        """;
}
