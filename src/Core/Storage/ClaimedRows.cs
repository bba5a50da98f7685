using Luzhi.Core.Messages;

namespace Luzhi.Core.Storage;

/// <summary>Everything the door needs about the rows it holds, in three queries however many they are.</summary>
internal sealed class ClaimedRows(Database database)
{
    /// <returns>In the order in which they should go.</returns>
    public async Task<IReadOnlyList<Claimed>> LoadAsync(IReadOnlyList<long> ids, string worker, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = database.Open();
        var about = new { ids, worker, now };
        var rows = await db.ListAsync<Row>(Rows, about, ct);
        var contacts = (await db.ListAsync<ContactRow>(Contacts, about, ct)).ToLookup(c => c.OutboxId);
        var consents = (await db.ListAsync<ConsentRow>(ConsentRows.Open, new { contacts = contacts.SelectMany(c => c).Select(c => c.ContactId).Distinct().ToList() }, ct))
            .ToLookup(c => c.ContactId, c => c.TemplateId);
        return [.. rows.Select(r => r.Claimed(worker, now, [.. Reachable(contacts[r.Id]).Select(c => c with { Consents = [.. consents[c.ContactId]] })]))];
    }

    private static IEnumerable<ClaimedContact> Reachable(IEnumerable<ContactRow> rows) => rows
        .GroupBy(r => r.ContactId)
        .Select(windows => new ClaimedContact(
            windows.Key,
            new Address(windows.First().Channel, windows.First().Account, windows.First().ExternalId),
            [.. windows.Where(w => w.Kind is not null).Select(w => new OpenWindow(w.Kind!, w.ClosesAt!.Value, w.MessagesLeft))]));

    private sealed record Row : NoticeRow
    {
        public long Id { get; init; }
        public string UniqueKey { get; init; } = "";
        public int Lane { get; init; }
        public long? PersonId { get; init; }
        public string? PersonName { get; init; }
        public long? AssignmentId { get; init; }
        public long? InboxId { get; init; }
        public string? Body { get; init; }
        public DateTimeOffset CreatedAt { get; init; }
        public DateTimeOffset? ExpiresAt { get; init; }
        public int Attempts { get; init; }
        public int Unknowns { get; init; }
        public int Crashes { get; init; }

        public Claimed Claimed(string worker, DateTimeOffset now, IReadOnlyList<ClaimedContact> contacts) => new()
        {
            OutboxId = Id,
            Worker = worker,
            ClaimedAt = now,
            UniqueKey = UniqueKey,
            Lane = (Lane)Lane,
            PersonId = PersonId,
            PersonName = PersonName ?? "",
            AssignmentId = AssignmentId,
            InboxId = InboxId,
            Body = Body,
            CreatedAt = CreatedAt,
            ExpiresAt = ExpiresAt,
            Attempts = Attempts,
            Unknowns = Unknowns,
            Crashes = Crashes,
            Notice = Notice(),
            Contacts = contacts,
        };
    }

    private sealed record ContactRow
    {
        public long OutboxId { get; init; }
        public long ContactId { get; init; }
        public string Channel { get; init; } = "";
        public string Account { get; init; } = "";
        public string ExternalId { get; init; } = "";
        public string? Kind { get; init; }
        public DateTimeOffset? ClosesAt { get; init; }
        public int MessagesLeft { get; init; }
    }

    private sealed record ConsentRow
    {
        public long ContactId { get; init; }
        public string TemplateId { get; init; } = "";
    }

    private const string Rows = $"""
        SELECT o.id, o.unique_key, o.lane, o.person_id, p.name AS person_name, o.assignment_id, o.inbox_id, o.body, o.created_at, o.expires_at,
               o.attempts, o.unknowns, o.crashes, {NoticeRow.Columns}
        FROM outbox o {NoticeRow.Joins}
        WHERE o.id IN @ids AND o.state = 'claimed' AND o.lease_owner = @worker ORDER BY o.not_before, o.id
        """;

    /// <summary>A reply goes where the words came from; a notice to any of the person's addresses, the one heard last first.</summary>
    private const string Contacts = """
        SELECT o.id AS outbox_id, t.id AS contact_id, t.channel, t.account, t.external_id, w.kind, w.closes_at, w.messages_left
        FROM (
            SELECT id, contact_id FROM outbox WHERE id IN @ids AND contact_id IS NOT NULL
            UNION ALL
            SELECT r.id, k.id FROM outbox r JOIN contact k ON k.person_id = r.person_id WHERE r.id IN @ids AND r.contact_id IS NULL
        ) o
        JOIN contact t ON t.id = o.contact_id AND t.followed
        LEFT JOIN reach_window w ON w.contact_id = t.id AND w.closes_at > @now AND w.messages_left > 0
        ORDER BY o.id, t.last_heard_at IS NULL, t.last_heard_at DESC, t.id, w.closes_at DESC
        """;
}
