using System.Text.Json;
using Luzhi.Core.Messages;

namespace Luzhi.Core.Storage;

/// <summary>
/// One transaction of the door's acknowledgements. Order of locks as everywhere: contacts and their windows, persons, outbox.
/// </summary>
internal sealed class Ends(LuzhiDb db, DateTimeOffset now)
{
    public async Task<int> WriteAsync(IReadOnlyList<Finished> batch, TimeSpan receiptWaits, CancellationToken ct)
    {
        await LearnAsync(batch, ct);
        await LockPersonsAsync(batch, ct);
        var done = await DeliverAsync(batch, receiptWaits, ct);
        foreach (var finished in batch)
        {
            done += await KeepAsync(finished, ct);
        }

        return done;
    }

    /// <summary>What was learned is true whoever holds the lease: a message that went used up its window.</summary>
    private async Task LearnAsync(IReadOnlyList<Finished> batch, CancellationToken ct)
    {
        var used = batch.Select(f => f.Ending).OfType<Ending.Sent>().Where(s => s.Window is not null).GroupBy(s => (s.ContactId, s.Window)).OrderBy(w => w.Key.ContactId)
            .Select(w => new { contact = w.Key.ContactId, window = w.Key.Window, count = w.Count() }).ToList();
        if (used.Count > 0)
        {
            await db.RunAsync(Spend, new { rows = Pinned.Write(used), contacts = used.ConvertAll(w => w.contact) }, ct);
        }

        foreach (var shut in batch.SelectMany(f => f.Shut.Select(s => (s.ContactId, s.Kind, f.Claimed.ClaimedAt))).Distinct().Order())
        {
            await db.RunAsync(Shut, new { shut.ContactId, shut.Kind, claimed = shut.ClaimedAt }, ct);
        }

        foreach (var gone in batch.SelectMany(f => GoneOf(f).Select(c => (Contact: c, f.Claimed.ClaimedAt))).Distinct().Order())
        {
            await db.RunAsync(Gone, new { gone.Contact, claimed = gone.ClaimedAt }, ct);
        }

        foreach (var (contact, template, state, claimed) in batch.SelectMany(ConsentsOf).Distinct().Order())
        {
            await db.RunAsync(ConsentRows.End, new { contact, template, state, claimed, now }, ct);
        }
    }

    private static IEnumerable<(long Contact, string Template, string State, DateTimeOffset Claimed)> ConsentsOf(Finished finished)
    {
        foreach (var lost in finished.LostConsents)
        {
            yield return (lost.ContactId, lost.TemplateId, "gone", finished.Claimed.ClaimedAt);
        }

        if (finished.Ending is Ending.Sent { Consent: { } used } sent)
        {
            yield return (sent.ContactId, used, "used", finished.Claimed.ClaimedAt);
        }
    }

    private static IEnumerable<long> GoneOf(Finished finished) =>
        finished.Ending is Ending.Gone gone ? finished.GoneContacts.Append(gone.ContactId) : finished.GoneContacts;

    /// <summary>A turn releases what is held under the same lock; so either it sees our held row, or we see that the person was heard.</summary>
    private async Task LockPersonsAsync(IReadOnlyList<Finished> batch, CancellationToken ct)
    {
        var people = batch.Where(f => f.Ending is Ending.Held).Select(f => f.Claimed.PersonId).OfType<long>().Distinct().ToList();
        if (people.Count > 0)
        {
            await db.ListAsync<long>(LedgerBatch.LockPersons, new { people }, ct);
        }
    }

    private async Task<int> DeliverAsync(IReadOnlyList<Finished> batch, TimeSpan receiptWaits, CancellationToken ct)
    {
        var ids = batch.Select(f => f.Claimed.OutboxId).ToList();
        var ends = batch.Select(Row).OfType<EndRow>().ToList();
        if (ends.Count == 0)
        {
            await db.ListAsync<long>(LockRows, new { ids }, ct);
            return 0;
        }

        List<MovedRow> moved;
        await using (var found = await db.EachAsync(LockAndDeliver, new { ids, rows = JsonSerializer.Serialize(ends, Pinned.Options), now }, ct))
        {
            await found.ReadAsync<long>(ct);
            moved = await found.ReadAsync<MovedRow>(ct);
        }

        await db.RunAsync(NotifiedAndGone, new { ids = moved.ConvertAll(m => m.OutboxId), sent = moved.Where(m => m.Outcome == "sent").Select(m => m.OutboxId).ToList(), now }, ct);
        if (ends.Exists(e => e.ExternalId is not null))
        {
            await db.RunAsync(Receipts.Catch, new { ids = moved.ConvertAll(m => m.Id), since = now - receiptWaits }, ct);
        }

        if (ends.Exists(e => e.Route == "subscription"))
        {
            await db.RunAsync(Receipts.CatchSubscription, new { ids = moved.ConvertAll(m => m.Id), since = batch.Min(f => f.Claimed.ClaimedAt) }, ct);
        }

        return moved.Count;
    }

    private Task<int> KeepAsync(Finished finished, CancellationToken ct) => finished.Ending switch
    {
        Ending.Again again => db.RunAsync(TryAgain, new
        {
            finished.Claimed.OutboxId, finished.Claimed.Worker, again.NotBefore, again.Why, unknown = again.Unknown ? 1 : 0, untouched = again.Untouched ? 1 : 0,
        }, ct),
        Ending.Held held => db.RunAsync(Hold, new
        {
            finished.Claimed.OutboxId, finished.Claimed.Worker, finished.Claimed.ClaimedAt, held.Why, now,
        }, ct),
        _ => Task.FromResult(0),
    };

    private static EndRow? Row(Finished finished)
    {
        var row = new EndRow { Id = finished.Claimed.OutboxId, Worker = finished.Claimed.Worker };
        return finished.Ending switch
        {
            Ending.Sent sent => row with { Outcome = "sent", Route = Word(sent.Route), ContactId = sent.ContactId, ExternalId = sent.ExternalId },
            Ending.Refused refused => row with { Outcome = "refused", Route = Word(refused.Route), ContactId = refused.ContactId, Why = refused.Why },
            Ending.Gone gone => row with { Outcome = "gone", ContactId = gone.ContactId, Why = gone.Why },
            Ending.Misconfigured ours => row with { Outcome = "misconfigured", Why = ours.Why },
            Ending.Failed failed => row with { Outcome = "failed", Why = failed.Why },
            Ending.Dropped dropped => row with { Outcome = "dropped", Why = dropped.Why },
            Ending.CallSheet call => row with { Outcome = "callsheet", Route = Word(Route.CallSheet), Why = call.Why },
            _ => null,
        };
    }

    private static string Word(Route route) => route.ToString().ToLowerInvariant();

    private sealed record MovedRow
    {
        public long Id { get; init; }
        public long OutboxId { get; init; }
        public string Outcome { get; init; } = "";
    }

    private sealed record EndRow
    {
        public long Id { get; init; }
        public string Worker { get; init; } = "";
        public string Route { get; init; } = "none";
        public string Outcome { get; init; } = "";
        public long? ContactId { get; init; }
        public string? ExternalId { get; init; }
        public string? Why { get; init; }
    }

    private const string LockRows = "SELECT id FROM outbox WHERE id IN @ids ORDER BY id FOR UPDATE";

    private const string Spend = """
        UPDATE reach_window SET messages_left = CASE WHEN messages_left > CAST(each.value ->> 'count' AS integer) THEN messages_left - CAST(each.value ->> 'count' AS integer) ELSE 0 END
        FROM EACH @rows
        WHERE contact_id IN @contacts AND contact_id = CAST(each.value ->> 'contact' AS bigint) AND kind = each.value ->> 'window'
        """;

    /// <summary>Unless the member wrote since: then this is another window than the one that was shut.</summary>
    private const string Shut = """
        UPDATE reach_window SET messages_left = 0 WHERE contact_id = @ContactId AND kind = @Kind
          AND EXISTS (SELECT 1 FROM contact c WHERE c.id = @ContactId AND (c.last_heard_at IS NULL OR c.last_heard_at <= @claimed))
        """;

    private const string Gone = "UPDATE contact SET followed = false WHERE id = @Contact AND (last_heard_at IS NULL OR last_heard_at <= @claimed)";

    private const string Deliver = """
        INSERT INTO delivery (outbox_id, unique_key, person_id, contact_id, notice_id, assignment_id, inbox_id, lane, route, outcome, why,
                              external_id, attempts, repeat, at)
        SELECT o.id, o.unique_key, o.person_id, COALESCE(CAST(each.value ->> 'contactId' AS bigint), o.contact_id), o.notice_id, o.assignment_id,
               o.inbox_id, o.lane, each.value ->> 'route', each.value ->> 'outcome', each.value ->> 'why', each.value ->> 'externalId',
               o.attempts, o.unknowns > 0, @now
        FROM EACH @rows
        JOIN outbox o ON o.id = CAST(each.value ->> 'id' AS bigint)
        WHERE o.state = 'claimed' AND o.lease_owner = each.value ->> 'worker'
        RETURNING id, outbox_id, outcome
        """;

    private const string LockAndDeliver = $"{LockRows};{Deliver}";

    private const string Notified = """
        UPDATE assignment SET notified_at = @now, state = CASE WHEN state = 'due' THEN 'notified' ELSE state END
        WHERE id IN (
            SELECT a.id FROM outbox o JOIN assignment a ON a.id = o.assignment_id AND a.person_id = o.person_id WHERE o.id IN @sent ORDER BY a.id FOR UPDATE OF a)
        """;

    private const string NotifiedAndGone = $"{Notified};DELETE FROM outbox WHERE id IN @ids";

    private const string TryAgain = """
        UPDATE outbox SET state = 'ready', not_before = @NotBefore, unknowns = unknowns + @unknown, attempts = attempts - @untouched,
            last_why = @Why, lease_owner = NULL, lease_until = NULL
        WHERE id = @OutboxId AND state = 'claimed' AND lease_owner = @Worker
        """;

    /// <summary>Heard meanwhile: a window is open now that was not when the row was claimed, so it goes round once more.</summary>
    private const string Hold = """
        UPDATE outbox SET last_why = @Why, lease_owner = NULL, lease_until = NULL, not_before = @now,
            state = CASE WHEN EXISTS (SELECT 1 FROM contact c WHERE c.person_id = outbox.person_id AND c.last_heard_at > @ClaimedAt)
                THEN 'ready' ELSE 'held' END
        WHERE id = @OutboxId AND state = 'claimed' AND lease_owner = @Worker
        """;
}
