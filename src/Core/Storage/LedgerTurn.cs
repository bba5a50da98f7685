using Luzhi.Core.Conversations;
using Luzhi.Core.Duties;
using Luzhi.Core.Messages;

namespace Luzhi.Core.Storage;

/// <summary>One turn of a batch: decided, and what it changes applied.</summary>
internal sealed partial class LedgerBatch
{
    private async Task<Spoken> TalkAsync(Hearing hearing, CancellationToken ct)
    {
        if (!known.ContainsKey(HearerOf(hearing).Id))
        {
            await LookAgainAsync(hearing, ct);
        }

        var (hearer, inbound) = (HearerOf(hearing), hearing.Inbound);
        var before = conversations[hearer.Owner];
        var conversation = ConversationJson.Read(before);
        var facts = await desk.WithDeskAsync(factsBook.Of(hearer, inbound, known[hearer.Id]), conversation, inbound, ct);
        facts = await db.WithFormAsync(facts, conversation, inbound, ct);
        var turn = hearing.Decide(conversation, facts);
        var person = hearer.PersonId;
        if (turn.Changes.Count > 0)
        {
            person = await new Changes(db, hearer, plans, desk, now, inbound.Kind == InboundKind.Page ? "page" : "chat").ApplyAsync(turn.Changes, ct);
            Forget(hearer, person);
        }

        await KeepAsync(ConversationJson.Write(turn.Next), before, hearer, person, ct);
        return new Spoken(hearing, hearer)
        {
            Person = person,
            Reply = turn.Reply,
            Frees = windows.OpenedBy(inbound) is not null,
            // What answers something internal is in its answer and nowhere else: no second copy is committed.
            Sealed = turn.Changes.Select(AssignmentOf).Any(a => facts.Items.Any(i => i.AssignmentId == a && i.Secrecy != Secrecy.Open)),
        };
    }

    /// <summary>An earlier turn of this batch changed what this one stands on.</summary>
    private async Task LookAgainAsync(Hearing hearing, CancellationToken ct)
    {
        await LockContactsAsync([hearing.Inbound.From], ct);
        var hearer = HearerOf(hearing);
        if (!conversations.ContainsKey(hearer.Owner))
        {
            await LockConversationsAsync([hearing], ct);
        }

        await LookAsync([.. talks.Where(h => h.Inbound.From == hearing.Inbound.From)], ct);
    }

    /// <summary>A turn that changed something changed it for the person, whichever phone they use next; a binding, for whoever had the address or the person before.</summary>
    private void Forget(Hearer hearer, long? person)
    {
        foreach (var other in hearers.Values.Where(h => person != hearer.PersonId || h.Id == hearer.Id || h.PersonId == person))
        {
            known.Remove(other.Id);
        }
    }

    /// <summary>After a binding the person's own conversation is kept, if there is one: it may hold a form begun on a lost phone.</summary>
    private async Task KeepAsync(string state, string before, Hearer hearer, long? person, CancellationToken ct)
    {
        if (person == hearer.PersonId)
        {
            if (state != before)
            {
                conversations[hearer.Owner] = changed[hearer.Owner] = state;
            }

            return;
        }

        await db.RunAsync(BindConversation, new { owner = Hearer.OwnerOf(person!.Value), before = $"c:{hearer.Id}", state, now }, ct);
        conversations.Remove(hearer.Owner);
        changed.Remove(hearer.Owner);
    }

    /// <summary>What is no talk: a word on what we sent, on what may be sent, or on leaving.</summary>
    private async Task<Spoken> NoteAsync(Hearing hearing, CancellationToken ct)
    {
        var (hearer, inbound) = (HearerOf(hearing), hearing.Inbound);
        switch (inbound.Kind)
        {
            case InboundKind.Receipt:
                var note = inbound.ReceiptId == Inbound.OfSubscription ? Receipts.NoteSubscription : Receipts.Note;
                await db.RunAsync(note, new { contact = hearer.Id, receipt = inbound.ReceiptId, status = inbound.ReceiptStatus, now }, ct);
                return await ConsentAsync(hearing, hearer, ct);
            case InboundKind.Consent:
                return await ConsentAsync(hearing, hearer, ct);
            case InboundKind.Revoked:
                await db.RunAsync(hearer.PersonId is null ? WipeWords : AskRemoval, new { hearer.Id, hearer.PersonId, now }, ct);
                return new(hearing, hearer) { Sealed = hearer.PersonId is null };
            default:
                await db.RunAsync(Leave, new { hearer.Id }, ct);
                return new(hearing, hearer);
        }
    }

    private async Task<Spoken> ConsentAsync(Hearing hearing, Hearer hearer, CancellationToken ct)
    {
        foreach (var word in hearing.Inbound.Consents)
        {
            var state = word.Accepted ? "accepted" : "rejected";
            await db.RunAsync(ConsentRows.Keep, new { contact = hearer.Id, template = word.TemplateId, state, now }, ct);
        }

        return new(hearing, hearer) { Person = hearer.PersonId, Frees = hearing.Inbound.Consents.Any(w => w.Accepted) };
    }

    private static long? AssignmentOf(Change change) => change switch
    {
        Change.Answer answer => answer.AssignmentId,
        Change.Reply reply => reply.AssignmentId,
        Change.Save save => save.AssignmentId,
        _ => null,
    };

    /// <summary>A follower who is nobody's: what they said is all that is held of them.</summary>
    private const string WipeWords = "UPDATE inbox SET body = NULL, reply = NULL WHERE contact_id = @Id";

    /// <summary>A member's record is not the platform's to erase: the office is asked to, once.</summary>
    private const string AskRemoval = """
        INSERT INTO data_request (person_id, kind, said, via, at, state)
        SELECT id, 'removal', '', 'platform', @now, 'open' FROM person WHERE id = @PersonId
          AND NOT EXISTS (SELECT 1 FROM data_request r WHERE r.person_id = @PersonId AND r.kind = 'removal' AND r.state = 'open')
        """;

    private const string Leave = "UPDATE contact SET followed = false WHERE id = @Id; DELETE FROM reach_window WHERE contact_id = @Id";

    private const string BindConversation = """
        INSERT INTO conversation (owner, state, updated_at) VALUES (@owner, @state, @now) ON CONFLICT (owner) DO NOTHING;
        DELETE FROM conversation WHERE owner = @before
        """;
}
