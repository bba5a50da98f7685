using Luzhi.Core.Conversations;
using Luzhi.Core.Duties;
using Luzhi.Core.Meetings;
using Luzhi.Core.Messages;

namespace Luzhi.Core.Storage;

/// <summary>
/// One transaction of the ledger. Locks are taken in one order everywhere: contact, conversation, code, person, outbox.
/// Dying anywhere in here: nothing of it is true, not even that the push was heard.
/// </summary>
internal sealed partial class LedgerTurn(LuzhiDb db, FactsBook factsBook, WindowRules windows, TalkPlans plans, DeskBook desk, DateTimeOffset now)
{
    /// <returns>The answer, and whether something is ready for the door.</returns>
    public async Task<(Answered Answered, bool ForDoor)> TakeAsync(Hearing hearing, CancellationToken ct)
    {
        var inbound = hearing.Inbound;
        var hearer = await HearerAsync(inbound.From, ct);
        if (await RememberAsync(inbound, hearer, ct) is not { } inboxId)
        {
            // Another node took it, and has committed: its lock on the contact is gone.
            return (await AgainAsync(inbound.Key, ct), false);
        }

        var silent = new Answered(null, false, ReplyRoute.None, inboxId);
        switch (inbound.Kind)
        {
            case InboundKind.Receipt:
                await ReceiptAsync(inbound, hearer, ct);
                return (silent, false);
            case InboundKind.Consent:
                return (silent, await ConsentAsync(inbound, hearer, ct));
            case InboundKind.Revoked:
                await db.RunAsync(hearer.PersonId is null ? WipeWords : AskRemoval, new { hearer.Id, hearer.PersonId, now }, ct);
                return (silent, false);
            case InboundKind.Unfollow:
                await db.RunAsync(Leave, new { hearer.Id }, ct);
                await db.RunAsync(ShutAll, new { hearer.Id }, ct);
                return (silent, false);
            default:
                return await TalkAsync(hearing, hearer, inboxId, ct);
        }
    }

    private async Task<(Answered, bool)> TalkAsync(Hearing hearing, Hearer hearer, long inboxId, CancellationToken ct)
    {
        var inbound = hearing.Inbound;
        var conversation = ConversationJson.Read(await ConversationAsync(hearer.Owner, ct));
        await OpenWindowAsync(inbound, hearer, ct);
        if (inbound.Reference is { } reference)
        {
            await db.RunAsync(KeepReference, new { hearer.Id, reference, now }, ct);
        }

        var facts = await desk.WithDeskAsync((await factsBook.LoadAsync(db, [(hearer, inbound)], now, ct))[hearer.Id], conversation, inbound, ct);
        var turn = hearing.Decide(conversation, facts);
        var person = await new Changes(db, hearer, plans, desk, now, inbound.Kind == InboundKind.Page ? "page" : "chat").ApplyAsync(turn.Changes, ct);
        await KeepAsync(turn.Next, hearer, person, ct);
        if (turn.Changes.Select(AssignmentOf).Any(a => facts.Items.Any(i => i.AssignmentId == a && i.Secrecy != Secrecy.Open)))
        {
            // What answers something internal is in its answer and nowhere else: no second copy is committed.
            await db.RunAsync(Seal, new { inboxId }, ct);
        }

        var released = windows.OpenedBy(inbound) is not null && person is { } reached && await ReleaseAsync(reached, ct);
        var (answered, queued) = await AnswerAsync(turn.Reply, hearing, hearer, person, inboxId, ct);
        return (answered, released || queued);
    }

    private async Task ReceiptAsync(Inbound inbound, Hearer hearer, CancellationToken ct)
    {
        var note = inbound.ReceiptId == Inbound.OfSubscription ? Receipts.NoteSubscription : Receipts.Note;
        await db.RunAsync(note, new { contact = hearer.Id, receipt = inbound.ReceiptId, status = inbound.ReceiptStatus, now }, ct);
        await ConsentAsync(inbound, hearer, ct);
    }

    /// <returns>Whether something waited that may go now.</returns>
    private async Task<bool> ConsentAsync(Inbound inbound, Hearer hearer, CancellationToken ct)
    {
        foreach (var word in inbound.Consents)
        {
            var state = word.Accepted ? "accepted" : "rejected";
            await db.RunAsync(ConsentRows.Keep, new { contact = hearer.Id, template = word.TemplateId, state, now }, ct);
        }

        return inbound.Consents.Any(w => w.Accepted) && hearer.PersonId is { } person && await ReleaseAsync(person, ct);
    }

    private static long? AssignmentOf(Change change) => change switch
    {
        Change.Answer answer => answer.AssignmentId,
        Change.Reply reply => reply.AssignmentId,
        Change.Save save => save.AssignmentId,
        _ => null,
    };

    private async Task<Hearer> HearerAsync(Address from, CancellationToken ct)
    {
        if (await db.FirstAsync<Hearer>(LockContact, from, ct) is { } known)
        {
            return known;
        }

        await db.RunAsync(MakeContact, from, ct);
        return (await db.FirstAsync<Hearer>(LockContact, from, ct))!;
    }

    private async Task<string?> ConversationAsync(string owner, CancellationToken ct)
    {
        if (await db.FirstAsync<string>(LockConversation, new { owner }, ct) is { } state)
        {
            return state;
        }

        await db.RunAsync(KeepFirst, new { owner, state = "{}", now }, ct);
        return await db.FirstAsync<string>(LockConversation, new { owner }, ct);
    }

    private Task<long?> RememberAsync(Inbound inbound, Hearer hearer, CancellationToken ct) => db.FirstAsync<long?>(Remember, new
    {
        inbound.Key,
        hearer.Id,
        now,
        kind = Naming.Snake(inbound.Kind.ToString()),
        body = inbound.Kind == InboundKind.Receipt ? Receipts.Line(inbound.ReceiptId, inbound.ReceiptStatus) : inbound.Text.Length > 0 ? inbound.Text : null,
    }, ct);

    /// <summary>The same answer again; nothing for what the door sends, else it would be said twice.</summary>
    private async Task<Answered> AgainAsync(string key, CancellationToken ct)
    {
        var row = (await db.FirstAsync<InboxRow>(Stored, new { key }, ct))!;
        return row.ReplyRoute switch
        {
            "passive" => new(row.Reply, true, ReplyRoute.Passive, row.Id),
            "door" => new(null, true, ReplyRoute.Door, row.Id),
            _ => new(null, true, ReplyRoute.None, row.Id),
        };
    }

    private async Task OpenWindowAsync(Inbound inbound, Hearer hearer, CancellationToken ct)
    {
        if (windows.OpenedBy(inbound) is not var (kind, size))
        {
            return;
        }

        await db.RunAsync(OpenWindow, new { hearer.Id, kind, closes = now + size.Open, size.Messages }, ct);
        await db.RunAsync(Heard, new { hearer.Id, now }, ct);
        await db.RunAsync(Seen, new { hearer.PersonId, now }, ct);
    }

    /// <summary>After a binding the person's own conversation is kept, if there is one: it may hold a form begun on a lost phone.</summary>
    private async Task KeepAsync(Conversation next, Hearer hearer, long? person, CancellationToken ct)
    {
        var state = ConversationJson.Write(next);
        if (person == hearer.PersonId)
        {
            await db.RunAsync(Keep, new { hearer.Owner, state, now }, ct);
            return;
        }

        await db.RunAsync(KeepFirst, new { owner = Hearer.OwnerOf(person!.Value), state, now }, ct);
        await db.RunAsync(ForgetConversation, new { owner = $"c:{hearer.Id}" }, ct);
    }

    /// <summary>What waited for the person goes now, except what rides on this very reply: that has left the outbox.</summary>
    private async Task<bool> ReleaseAsync(long person, CancellationToken ct)
    {
        // The door holds rows under the same lock, and looks whether the person was heard meanwhile: no row falls between.
        await db.RunAsync(LockPerson, new { person }, ct);
        return await db.RunAsync(Release, new { person, now }, ct) > 0;
    }

    private const string MakeContact = """
        INSERT INTO contact (channel, account, external_id, followed, bind_failures) VALUES (@Channel, @Account, @ExternalId, true, 0)
        ON CONFLICT (channel, account, external_id) DO NOTHING
        """;

    private const string LockContact = """
        SELECT id, person_id, bound_at, bind_failures, bind_blocked_until FROM contact
        WHERE channel = @Channel AND account = @Account AND external_id = @ExternalId FOR UPDATE
        """;

    private const string Remember = """
        INSERT INTO inbox (duplicate_key, contact_id, received_at, kind, body) VALUES (@Key, @Id, @now, @kind, @body)
        ON CONFLICT (duplicate_key) DO NOTHING RETURNING id
        """;

    /// <summary>A follower who is nobody's: what they said is all that is held of them.</summary>
    private const string WipeWords = "UPDATE inbox SET body = NULL, reply = NULL WHERE contact_id = @Id";

    /// <summary>A member's record is not the platform's to erase: the office is asked to, once.</summary>
    private const string AskRemoval = """
        INSERT INTO data_request (person_id, kind, said, via, at, state)
        SELECT id, 'removal', '', 'platform', @now, 'open' FROM person WHERE id = @PersonId
          AND NOT EXISTS (SELECT 1 FROM data_request r WHERE r.person_id = @PersonId AND r.kind = 'removal' AND r.state = 'open')
        """;

    private const string Seal = "UPDATE inbox SET body = NULL WHERE id = @inboxId";

    private const string Stored = "SELECT id, reply, reply_route FROM inbox WHERE duplicate_key = @key";

    private const string Leave = "UPDATE contact SET followed = false WHERE id = @Id";

    private const string ShutAll = "DELETE FROM reach_window WHERE contact_id = @Id";

    private const string LockConversation = "SELECT state FROM conversation WHERE owner = @owner FOR UPDATE";

    private const string OpenWindow = """
        INSERT INTO reach_window (contact_id, kind, closes_at, messages_left) VALUES (@Id, @kind, @closes, @Messages)
        ON CONFLICT (contact_id, kind) DO UPDATE SET closes_at = excluded.closes_at, messages_left = excluded.messages_left
        """;

    private const string KeepReference = """
        INSERT INTO conversation_reference (contact_id, reference, updated_at) VALUES (@Id, @reference, @now)
        ON CONFLICT (contact_id) DO UPDATE SET reference = excluded.reference, updated_at = excluded.updated_at
        """;

    private const string Heard = "UPDATE contact SET followed = true, last_heard_at = @now WHERE id = @Id";

    /// <summary>Whoever writes has the chat before them: what was sent or offered earlier has been seen.</summary>
    private const string Seen = """
        UPDATE assignment SET state = 'seen', seen_at = @now
        WHERE person_id = @PersonId AND state IN ('due', 'notified') AND notified_at < @now
        """;

    private const string Keep = "UPDATE conversation SET state = @state, updated_at = @now WHERE owner = @Owner";

    private const string KeepFirst = "INSERT INTO conversation (owner, state, updated_at) VALUES (@owner, @state, @now) ON CONFLICT (owner) DO NOTHING";

    private const string ForgetConversation = "DELETE FROM conversation WHERE owner = @owner";

    internal const string LockPerson = "SELECT id FROM person WHERE id = @person FOR UPDATE";

    internal const string Release = "UPDATE outbox SET state = 'ready', not_before = @now WHERE person_id = @person AND state = 'held'";
}
