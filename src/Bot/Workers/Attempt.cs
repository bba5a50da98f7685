using Luzhi.Core;
using Luzhi.Core.Duties;
using Luzhi.Core.Messages;
using Luzhi.Core.PhonePages;
using Luzhi.Core.Settings;
using Route = Luzhi.Core.Messages.Route;

namespace Luzhi.Bot.Workers;

/// <summary>One claimed row at the door: the last look, then every way that is open, best first, until one of them settles it.</summary>
internal sealed class Attempt(
    Gates gates, Backoff backoff, Rendering rendering, PageLinks links, DeliverySettings settings, Words words, TimeProvider clock, ILogger<Attempt> log)
{
    /// <summary>When the platform gave no answer, the second and last try waits for whatever ails it to pass.</summary>
    private static readonly TimeSpan UnknownWait = TimeSpan.FromSeconds(30);

    /// <summary>How long a send may take. A row is not begun when less than this is left of its lease.</summary>
    private TimeSpan Budget => settings.Lease / 3 < TimeSpan.FromSeconds(15) ? settings.Lease / 3 : TimeSpan.FromSeconds(15);

    public async Task<Finished> MakeAsync(Claimed row, CancellationToken stopping)
    {
        var now = clock.GetUtcNow();
        if (LastLook.Drop(row, now) is { } why)
        {
            return new(row, new Ending.Dropped(why));
        }

        if (row.Notice is { Secrecy: Secrecy.Offline })
        {
            // No way is open to it, whatever windows are: somebody says it.
            return new(row, new Ending.CallSheet(words["secrecy.why.offline"]));
        }

        if (stopping.IsCancellationRequested || now > row.ClaimedAt + settings.Lease - Budget)
        {
            return new(row, Untouched(now, "not_begun"));
        }

        var ways = Reach.Choose(row.Contacts.Select(c => c.Reachable), gates.Rights, Kind(row));
        var allowed = ways.Where(way => MayGo(row, way)).ToList();
        return allowed.Count > 0 ? await TryAsync(row, allowed) : new(row, NoWay(row, ways));
    }

    private async Task<Finished> TryAsync(Claimed row, IReadOnlyList<Way> ways)
    {
        var trail = new Trail(row);
        foreach (var way in ways.Where(way => !trail.IsGone(way)))
        {
            var gate = gates.Of(way);
            if (gate.ShutUntil(way.Route, clock.GetUtcNow()) is { } until)
            {
                trail.Wait(until);
                continue;
            }

            if (!gate.TryTake(row.Lane))
            {
                return trail.End(Untouched(clock.GetUtcNow() + TimeSpan.FromMilliseconds(100), "pace"));
            }

            Checkpoint.Reached("door.before-send");
            var outcome = await SendAsync(row, way, gate);
            Checkpoint.Reached("door.after-send");
            if (await SettledAsync(row, way, gate, outcome, trail) is { } ending)
            {
                return trail.End(ending);
            }
        }

        return trail.End(Exhausted(row, trail));
    }

    /// <returns>How the row ends; null to go on with the next way.</returns>
    private async Task<Ending?> SettledAsync(Claimed row, Way way, Gate gate, SendOutcome outcome, Trail trail)
    {
        switch (outcome)
        {
            case SendOutcome.Sent sent:
                await gate.WorkedAsync(way.Route, CancellationToken.None);
                return new Ending.Sent(way.Route, way.To.ContactId, Window(row, way), sent.Id, Consented(row, way) is { Once: true } used ? used.Id : null);
            case SendOutcome.RetryLater later:
                return Later(row, later);
            case SendOutcome.Refused refused:
                trail.Refused(way, refused.Why, refused.Declined ? Consented(row, way)?.Id : null);
                return null;
            case SendOutcome.Gone gone:
                trail.Gone(way, gone.Why);
                return null;
            case SendOutcome.Misconfigured wrong:
                log.LogError("channel {Channel} is shut for {Route}: {Why}", way.To.Address.Channel, way.Route, wrong.Why);
                await gate.ShutAsync(way.Route, wrong.Why, CancellationToken.None);
                trail.Wait(gate.ShutUntil(way.Route, clock.GetUtcNow()) ?? clock.GetUtcNow());
                return null;
            default:
                throw new InvalidOperationException($"an outcome nobody knows: {outcome.GetType().Name}");
        }
    }

    private async Task<SendOutcome> SendAsync(Claimed row, Way way, Gate gate)
    {
        // Real seconds, and not the stopping token: a send once begun is waited for, or nobody would know what came of it.
        using var late = new CancellationTokenSource(Budget);
        var repeat = row.Unknowns > 0;
        var mark = repeat && way.Route != Route.Doorbell ? words["door.repeat"] : "";
        // The instant keeps a new database from reusing the ids of an old one, which the platform may still remember.
        var clientId = $"{row.UniqueKey}:{row.CreatedAt.ToUnixTimeSeconds():x}";
        try
        {
            var content = Linked(row, way, rendering.Of(row, mark));
            return await gate.Channel.SendAsync(new Outbound(row.OutboxId, way.To.Address, way.Route, clientId, content, repeat, Answers: row.InboxId is not null), late.Token);
        }
        catch (OperationCanceledException)
        {
            return new SendOutcome.RetryLater(null, words["door.why.late"], Unknown: true);
        }
        catch (Exception fault)
        {
            // A channel never throws for what the platform did: this is our own fault, and it may have happened after the sending.
            log.LogError(fault, "channel {Channel} failed on row {Row}", way.To.Address.Channel, row.OutboxId);
            return new SendOutcome.RetryLater(null, words.Say("door.why.own_fault", ("fault", fault.GetType().Name)), Unknown: true);
        }
    }

    /// <summary>A doorbell has room for little: the rest is behind its link, which is made as it goes, for this addressee.</summary>
    private Content Linked(Claimed row, Way way, Content content) => way.Route == Route.Doorbell && row.AssignmentId is { } line && content.Doorbell is { Link: null } bell
        ? content with { Doorbell = bell with { Link = links.To(line, row.ExpiresAt) } }
        : content;

    /// <summary>
    /// After a row was left unknown: a template goes again, the platform knows it by its client id. Any other way it cannot be told from the
    /// first, so it goes again marked, and only where something is owed or somebody waits for the answer: once after the platform kept silent,
    /// and each time its worker died over it, for then most likely nobody had begun to send it.
    /// </summary>
    private bool MayGo(Claimed row, Way way) => way.Route == Route.Doorbell || row.Unknowns == 0
        || (row.Notice is null or { Duty: true } && row.Unknowns - row.Crashes <= 1 && row.Attempts <= settings.AttemptsAtMost);

    private Ending Later(Claimed row, SendOutcome.RetryLater later)
    {
        if (row.Attempts >= settings.AttemptsAtMost)
        {
            return new Ending.Failed(later.Why);
        }

        var wait = backoff.After(row.Attempts, later.After);
        return new Ending.Again(clock.GetUtcNow() + (later.Unknown && wait < UnknownWait ? UnknownWait : wait), later.Why, later.Unknown);
    }

    private Ending Exhausted(Claimed row, Trail trail) => trail switch
    {
        { WaitUntil: { } until } => Untouched(until, "shut"),
        { LastGone: { } gone } when row.Notice is not { Duty: true } => new Ending.Gone(gone.ContactId, trail.Why),
        { LastRefused: { } refused } when row.Notice is null => new Ending.Refused(refused.Route, refused.To.ContactId, trail.Why),
        _ => new Ending.Held(trail.Why),
    };

    /// <summary>
    /// A notice waits, on the call sheet meanwhile, for the next time the person writes. The answer to something they said does not:
    /// they will have said something else by then. What was only told, and perhaps arrived, is not told twice.
    /// </summary>
    private Ending NoWay(Claimed row, IReadOnlyList<Way> forbidden)
    {
        var why = words["door.why." + (forbidden.Count > 0 ? "unknown" : row.Contacts.Count > 0 ? "no_window" : "unbound")];
        return row.Notice is null || (forbidden.Count > 0 && !row.Notice.Duty) ? new Ending.Failed(why) : new Ending.Held(why);
    }

    private Ending.Again Untouched(DateTimeOffset notBefore, string why) => new(notBefore, words[$"door.why.{why}"], Untouched: true);

    private static string? Kind(Claimed row) => Pinned.Read<Doorbell>(row.Notice?.Doorbell)?.Kind;

    /// <summary>The template whose consent this way stands on.</summary>
    private SubscriptionTemplate? Consented(Claimed row, Way way) =>
        way.Route == Route.Subscription && Kind(row) is { } kind ? gates.Rights.Of(way.To.Address.Channel)?.SubscriptionFor(kind) : null;

    /// <summary>Which chance it used up: the one that closes first.</summary>
    private string? Window(Claimed row, Way way) => way.Route != Route.Session || gates.Rights.Of(way.To.Address.Channel) is { Windowless: true } ? null
        : row.Contacts.First(c => c.ContactId == way.To.ContactId).Windows.MinBy(w => w.ClosesAt)?.Kind;
}
