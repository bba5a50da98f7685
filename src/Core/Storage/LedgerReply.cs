using Luzhi.Core.Messages;

namespace Luzhi.Core.Storage;

/// <summary>What came of one push of a batch, until the commit.</summary>
internal sealed record Spoken(Hearing Hearing, Hearer Hearer)
{
    /// <summary>Whom the address belongs to afterwards.</summary>
    public long? Person { get; init; }
    public string? Reply { get; init; }

    /// <summary>What waits for the person may go now.</summary>
    public bool Frees { get; init; }

    /// <summary>The words are not kept.</summary>
    public bool Sealed { get; init; }

    public IReadOnlyList<string> Parts { get; set; } = [];
    public bool Passive { get; set; }
    public bool ForDoor => Parts.Count > (Passive ? 1 : 0);
}

/// <summary>How the replies leave: on the answer to the push, or by the door.</summary>
internal sealed partial class LedgerBatch
{
    /// <summary>The rest of a long reply waits so long that its beginning, which rides on the answer to the push, is there first.</summary>
    private static readonly TimeSpan RestWaits = TimeSpan.FromSeconds(1);

    private static string Rows<T>(IEnumerable<T> rows) => Pinned.Write(rows);

    /// <summary>The last statements before the commit: what was heard, with what is said to it.</summary>
    private async Task<Dictionary<Hearing, Answered>> AnswerAsync(List<Spoken> spoken, CancellationToken ct)
    {
        if (spoken.Count == 0)
        {
            return [];
        }

        foreach (var turn in spoken.Where(s => !string.IsNullOrEmpty(s.Reply)))
        {
            // From here only the commit is left. Passive: the porch can no longer promise it to the door, so either it answers with it or the
            // platform's next try does. Door: the porch has said "success" or is about to, and the rows below are what it relies on.
            turn.Parts = Parts.Of(turn.Reply!, turn.Hearing.Inbound.Back.TextBytes);
            turn.Passive = turn.Hearing.Race.TryPassive();
        }

        var kept = await db.ListAsync<InboxRow>(Remember, new { rows = Rows(spoken.Select(Row)), now }, ct);
        if (kept.Count < spoken.Count)
        {
            // Somebody else sent the same key from another address and was quicker: next time it is found.
            throw new StaleException("the push was taken meanwhile");
        }

        foreach (var row in kept)
        {
            stored[row.DuplicateKey] = row;
        }

        foreach (var turn in spoken.Where(s => s.ForDoor))
        {
            await QueueAsync(turn, stored[turn.Hearing.Inbound.Key].Id, ct);
        }

        return spoken.ToDictionary(s => s.Hearing, s => Again(s.Hearing.Inbound.Key) with { Duplicate = false });
    }

    private async Task QueueAsync(Spoken turn, long inboxId, CancellationToken ct)
    {
        for (var i = turn.Passive ? 1 : 0; i < turn.Parts.Count; i++)
        {
            var key = i == 0 ? $"r{inboxId}" : $"r{inboxId}.{i + 1}";
            var notBefore = turn.Passive ? now + RestWaits : now;
            await db.RunAsync(Queue, new { key, turn.Person, turn.Hearer.Id, inboxId, body = turn.Parts[i], now, notBefore, expires = now + windows.Sizes.Message.Open }, ct);
        }
    }

    private static object Row(Spoken turn)
    {
        var inbound = turn.Hearing.Inbound;
        var body = inbound.Kind == InboundKind.Receipt ? Receipts.Line(inbound.ReceiptId, inbound.ReceiptStatus) : inbound.Text;
        return new
        {
            key = inbound.Key,
            contact = turn.Hearer.Id,
            kind = Naming.Snake(inbound.Kind.ToString()),
            body = turn.Sealed || body.Length == 0 ? null : body,
            reply = turn.Parts is [var first, ..] ? first : null,
            route = turn.Parts.Count == 0 ? null : turn.Passive ? "passive" : "door",
        };
    }

    private const string Remember = """
        INSERT INTO inbox (duplicate_key, contact_id, received_at, kind, body, reply, reply_route)
        SELECT each.value ->> 'key', CAST(each.value ->> 'contact' AS bigint), @now, each.value ->> 'kind', each.value ->> 'body', each.value ->> 'reply', each.value ->> 'route'
        FROM EACH @rows WHERE true
        ON CONFLICT (duplicate_key) DO NOTHING RETURNING id, duplicate_key, reply, reply_route
        """;

    private const string Queue = """
        INSERT INTO outbox (unique_key, lane, person_id, contact_id, inbox_id, body, created_at, not_before, expires_at, state, attempts, unknowns)
        VALUES (@key, 0, @Person, @Id, @inboxId, @body, @now, @notBefore, @expires, 'ready', 0, 0)
        """;
}
