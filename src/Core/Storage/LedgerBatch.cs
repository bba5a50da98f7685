using Luzhi.Core.Conversations;
using Luzhi.Core.Duties;
using Luzhi.Core.Meetings;
using Luzhi.Core.Messages;

namespace Luzhi.Core.Storage;

/// <param name="Apart">Nothing of these was taken: each has to go in a transaction of its own.</param>
/// <param name="ForDoor">Whether something is ready for the door.</param>
internal sealed record Taken(IReadOnlyList<(Hearing Hearing, Answered Answered)> Answers, IReadOnlyList<Hearing> Apart, bool ForDoor);

/// <summary>
/// One transaction of the ledger, with the turns of up to sixteen people and of each as many as stand in line. What costs a statement is
/// done for all of them at once; what a turn decides is applied turn by turn, and whoever it concerns is looked up anew before they are
/// heard again. Locks are taken in one order everywhere, by id: contacts, conversations, codes, persons, outbox.
/// Dying anywhere in here: nothing of it is true, not even that the pushes were heard.
/// </summary>
internal sealed partial class LedgerBatch(LuzhiDb db, FactsBook factsBook, WindowRules windows, TalkPlans plans, DeskBook desk, DateTimeOffset now)
{
    private readonly Dictionary<Address, Hearer> hearers = [];
    private readonly Dictionary<string, InboxRow> stored = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> conversations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> changed = new(StringComparer.Ordinal);

    /// <summary>All who talk in this batch, as they stand in their lines.</summary>
    private IReadOnlyList<Hearing> talks = [];

    /// <summary>By contact; missing where it has to be looked up again.</summary>
    private readonly Dictionary<long, FactsBook.Known> known = [];

    public async Task<Taken> TakeAsync(IReadOnlyList<Hearing> hearings, CancellationToken ct)
    {
        await LockContactsAsync(hearings, ct);
        var together = hearings.Count == 1 ? hearings : [.. hearings.Where(h => !HearerOf(h).AtDesk)];
        await LockConversationsAsync(together, ct);
        var fresh = together.Where(h => !stored.ContainsKey(h.Inbound.Key)).DistinctBy(h => h.Inbound.Key).ToList();
        talks = [.. fresh.Where(h => h.Talks)];
        await OpenAsync(ct);
        var spoken = new List<Spoken>();
        foreach (var hearing in fresh)
        {
            spoken.Add(hearing.Talks ? await TalkAsync(hearing, ct) : await NoteAsync(hearing, ct));
        }

        await KeepAsync(ct);
        var released = await ReleaseAsync(spoken, ct);
        var answers = await AnswerAsync(spoken, ct);
        return new(
            [.. together.Select(h => (h, answers.Remove(h, out var answered) ? answered : Again(h.Inbound.Key)))],
            [.. hearings.Except(together)],
            released || spoken.Exists(s => s.ForDoor));
    }

    private Hearer HearerOf(Hearing hearing) => hearers[hearing.Inbound.From];

    private async Task LockContactsAsync(IReadOnlyList<Hearing> hearings, CancellationToken ct)
    {
        var from = hearings.Select(h => h.Inbound.From).Distinct().ToList();
        await LockContactsAsync(from, ct);
        foreach (var unknown in from.Where(a => !hearers.ContainsKey(a)).OrderBy(a => a.ExternalId, StringComparer.Ordinal).ToList())
        {
            await db.RunAsync(MakeContact, unknown, ct);
            await LockContactsAsync([unknown], ct);
        }
    }

    private async Task LockContactsAsync(IReadOnlyCollection<Address> from, CancellationToken ct)
    {
        var which = new { channels = Each(a => a.Channel), accounts = Each(a => a.Account), ids = Each(a => a.ExternalId) };
        foreach (var hearer in await db.ListAsync<Hearer>(LockContacts, which, ct))
        {
            hearers[hearer.Address] = hearer;
        }

        List<string> Each(Func<Address, string> part) => [.. from.Select(part).Distinct()];
    }

    /// <summary>And with them what was taken before: another node's lock on the contact is gone, so it has committed.</summary>
    private async Task LockConversationsAsync(IReadOnlyList<Hearing> hearings, CancellationToken ct)
    {
        var keys = hearings.Select(h => h.Inbound.Key).ToList();
        var owners = hearings.Where(h => h.Talks).Select(h => HearerOf(h).Owner).Distinct().Order(StringComparer.Ordinal).ToList();
        await using (var found = await db.EachAsync(StoredAndConversations, new { keys, owners }, ct))
        {
            foreach (var row in await found.ReadAsync<InboxRow>(ct))
            {
                stored[row.DuplicateKey] = row;
            }

            Note(await found.ReadAsync<(string Owner, string State)>(ct));
        }

        if (owners.Exists(o => !conversations.ContainsKey(o)))
        {
            await db.RunAsync(BeginConversations, new { rows = Rows(owners.Select(owner => new { owner })), now }, ct);
            Note(await db.ListAsync<(string Owner, string State)>(LockConversations, new { owners }, ct));
        }

        void Note(IEnumerable<(string Owner, string State)> rows)
        {
            foreach (var (owner, state) in rows)
            {
                conversations[owner] = state;
            }
        }
    }

    /// <summary>Whoever is heard has windows open and the chat before them; and everything that their turns may know.</summary>
    private async Task OpenAsync(CancellationToken ct)
    {
        foreach (var window in talks.GroupBy(h => windows.OpenedBy(h.Inbound)).Where(w => w.Key is not null).OrderBy(w => w.Key!.Value.Kind, StringComparer.Ordinal))
        {
            var (kind, size) = window.Key!.Value;
            await db.RunAsync(OpenWindows, new { ids = Contacts(window.Select(HearerOf)), kind, closes = now + size.Open, size.Messages, now }, ct);
        }

        foreach (var hearing in talks.Where(h => h.Inbound.Reference is not null))
        {
            await db.RunAsync(KeepReference, new { HearerOf(hearing).Id, reference = hearing.Inbound.Reference, now }, ct);
        }

        await LookAsync(talks, ct);
    }

    private async Task LookAsync(IReadOnlyList<Hearing> heard, CancellationToken ct)
    {
        if (heard.Count == 0)
        {
            return;
        }

        var writers = heard.Where(h => windows.OpenedBy(h.Inbound) is not null).Select(HearerOf).Distinct().ToList();
        if (writers.Count > 0)
        {
            await db.RunAsync(Heard, new { ids = Contacts(writers), people = writers.Select(w => w.PersonId).OfType<long>().Distinct().ToList(), now }, ct);
        }

        var facts = await factsBook.LoadAsync(db, [.. heard.Select(h => (HearerOf(h), h.Inbound))], now, ct);
        foreach (var hearing in heard)
        {
            known[HearerOf(hearing).Id] = facts;
        }
    }

    private static List<long> Contacts(IEnumerable<Hearer> hearers) => [.. hearers.Select(h => h.Id).Distinct().Order()];

    /// <summary>The same answer again; nothing for what the door sends, else it would be said twice.</summary>
    private Answered Again(string key)
    {
        var row = stored[key];
        return row.ReplyRoute switch
        {
            "passive" => new(row.Reply, true, ReplyRoute.Passive, row.Id),
            "door" => new(null, true, ReplyRoute.Door, row.Id),
            _ => new(null, true, ReplyRoute.None, row.Id),
        };
    }

    private async Task KeepAsync(CancellationToken ct)
    {
        if (changed.Count > 0)
        {
            var rows = Rows(changed.Select(c => new { owner = c.Key, state = c.Value }));
            await db.RunAsync(KeepConversations, new { rows, owners = changed.Keys.Order(StringComparer.Ordinal).ToList(), now }, ct);
        }
    }

    /// <summary>What waited for them goes now, except what rides on these very replies: that has left the outbox.</summary>
    private async Task<bool> ReleaseAsync(List<Spoken> spoken, CancellationToken ct)
    {
        var people = spoken.Where(s => s.Frees).Select(s => s.Person).OfType<long>().Distinct().Order().ToList();
        if (people.Count == 0)
        {
            return false;
        }

        return await ReleaseAsync(db, people, now, ct);
    }

    /// <summary>The door holds rows under the same lock, and looks whether the person was heard meanwhile: no row falls between.</summary>
    /// <returns>Whether there is something to go.</returns>
    internal static async Task<bool> ReleaseAsync(LuzhiDb db, List<long> people, DateTimeOffset now, CancellationToken ct)
    {
        await using var released = await db.EachAsync(Release, new { people, now }, ct);
        await released.ReadAsync<long>(ct);
        return (await released.ReadAsync<long>(ct)).Count > 0;
    }

    private const string MakeContact = """
        INSERT INTO contact (channel, account, external_id, followed, bind_failures) VALUES (@Channel, @Account, @ExternalId, true, 0)
        ON CONFLICT (channel, account, external_id) DO NOTHING
        """;

    /// <summary>Crosswise, which finds no more than was asked for unless two accounts have a follower of one name: then one lock too many is taken. The plus keeps SQLite off walking the whole table in its order.</summary>
    private const string LockContacts = """
        SELECT c.id, c.channel, c.account, c.external_id, c.person_id, c.bound_at, c.bind_failures, c.bind_blocked_until,
               EXISTS (SELECT 1 FROM staff s WHERE s.person_id = c.person_id AND s.disabled_at IS NULL) AS at_desk
        FROM contact c WHERE c.channel IN @channels AND c.account IN @accounts AND c.external_id IN @ids ORDER BY +c.id FOR UPDATE OF c
        """;

    private const string LockConversations = "SELECT owner, state FROM conversation WHERE owner IN @owners ORDER BY owner FOR UPDATE";

    private const string StoredAndConversations = $"SELECT id, duplicate_key, reply, reply_route FROM inbox WHERE duplicate_key IN @keys;{LockConversations}";

    private const string BeginConversations = """
        INSERT INTO conversation (owner, state, updated_at) SELECT each.value ->> 'owner', '{}', @now FROM EACH @rows WHERE true ON CONFLICT (owner) DO NOTHING
        """;

    private const string OpenWindows = """
        INSERT INTO reach_window (contact_id, kind, closes_at, messages_left) SELECT c.id, @kind, @closes, @Messages FROM contact c WHERE c.id IN @ids ORDER BY c.id
        ON CONFLICT (contact_id, kind) DO UPDATE SET closes_at = excluded.closes_at, messages_left = excluded.messages_left
        """;

    private const string KeepReference = """
        INSERT INTO conversation_reference (contact_id, reference, updated_at) VALUES (@Id, @reference, @now)
        ON CONFLICT (contact_id) DO UPDATE SET reference = excluded.reference, updated_at = excluded.updated_at
        """;

    /// <summary>Whoever writes has the chat before them: what was sent or offered earlier has been seen.</summary>
    private const string Heard = """
        UPDATE contact SET followed = true, last_heard_at = @now WHERE id IN @ids;
        UPDATE assignment SET state = 'seen', seen_at = @now WHERE id IN (
            SELECT id FROM assignment WHERE person_id IN @people AND state IN ('due', 'notified') AND notified_at < @now ORDER BY id FOR UPDATE)
        """;

    private const string KeepConversations = """
        UPDATE conversation SET state = each.value ->> 'state', updated_at = @now
        FROM EACH @rows WHERE conversation.owner = each.value ->> 'owner' AND conversation.owner IN @owners
        """;

    internal const string LockPersons = "SELECT id FROM person WHERE id IN @people ORDER BY id FOR UPDATE";

    private const string Release = $"""
        {LockPersons};
        UPDATE outbox SET state = 'ready', not_before = @now WHERE person_id IN @people AND state = 'held' RETURNING id
        """;
}
