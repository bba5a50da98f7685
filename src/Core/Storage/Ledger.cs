using Luzhi.Core.Conversations;
using Luzhi.Core.Meetings;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Storage;

/// <summary>
/// Room ③: what a person said, what it changed and what they are answered become true together, once. Until the commit nothing of a
/// turn is true, and the platform's next try starts it afresh; from the commit on all of it is, and the next try gets the same answer.
/// </summary>
public sealed class Ledger(
    Database database, TimeProvider clock, OrganizationSettings organization, WindowRules windows, Wake wake, Words words, Rendering rendering, TalkPlans plans,
    DeskBook desk)
{
    /// <summary>SQLite has one writer. On PostgreSQL a batch that waits for somebody else's lock leaves lanes to the others.</summary>
    private readonly Lines lines = new(
        database.Provider == Provider.Sqlite ? 1 : 4, clock, new LedgerCommit(database, clock, new FactsBook(organization, words, rendering), windows, wake, plans, desk).TakeAsync);

    /// <summary>Takes one push: decides on it, or gives a duplicate the answer that was given before.</summary>
    /// <param name="decide">Pure; may be asked again, with newer facts, before anything is committed.</param>
    /// <param name="ct">Ends only the waiting. The turn itself goes on: the platform's next try will want its answer.</param>
    public async Task<Answered> TakeAsync(Inbound inbound, Func<Conversation, Facts, Turn> decide, ReplyRace race, CancellationToken ct)
    {
        var hearing = new Hearing(inbound, decide, race);
        lines.Join(hearing);
        return await SettleAsync(await hearing.Answered.WaitAsync(ct), race, ct);
    }

    /// <summary>The answer to the push went nowhere: the door sends it instead. Does nothing when it is the door's already.</summary>
    public async Task<bool> TurnToDoorAsync(long inboxId, CancellationToken ct)
    {
        var at = new { inboxId, now = clock.GetUtcNow(), expires = clock.GetUtcNow() + windows.Sizes.Message.Open };
        var turned = await database.WriteAsync(async (db, token) =>
            await db.RunAsync(TurnRoute, at, token) == 1 && await db.RunAsync(ReplyByDoor, at, token) == 1, ct);
        if (turned)
        {
            wake.Nudge();
        }

        return turned;
    }

    /// <summary>
    /// A duplicate comes with a race of its own. Where its porch has already answered "success" to a reply that was to ride, the platform
    /// will not ask again, so the door must send it. If we die before that, the reply stays in the inbox and is not sent: the one gap, and
    /// it needs a lost answer, a stalled repeat and a crash within the same second.
    /// </summary>
    private async Task<Answered> SettleAsync(Answered answered, ReplyRace race, CancellationToken ct)
    {
        if (answered.Route != ReplyRoute.Passive || race.TryPassive())
        {
            return answered;
        }

        await TurnToDoorAsync(answered.InboxId, ct);
        return answered with { Reply = null, Route = ReplyRoute.Door };
    }

    private const string TurnRoute = "UPDATE inbox SET reply_route = 'door' WHERE id = @inboxId AND reply_route = 'passive'";

    private const string ReplyByDoor = """
        INSERT INTO outbox (unique_key, lane, person_id, contact_id, inbox_id, body, created_at, not_before, expires_at, state, attempts, unknowns)
        SELECT 'r' || i.id, 0, c.person_id, i.contact_id, i.id, i.reply, @now, @now, @expires, 'ready', 0, 0
        FROM inbox i JOIN contact c ON c.id = i.contact_id WHERE i.id = @inboxId AND i.reply IS NOT NULL
        ON CONFLICT (unique_key) DO NOTHING
        """;
}
