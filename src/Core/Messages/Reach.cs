namespace Luzhi.Core.Messages;

/// <summary>What every channel may do, by its word; a channel that is not in it is switched off.</summary>
public sealed record Rights(IReadOnlyDictionary<string, ChannelRights> ByChannel)
{
    public ChannelRights? Of(string channel) => ByChannel.GetValueOrDefault(channel);
}

/// <summary>An address of a person, and whether a window to it is open with something left in it.</summary>
public sealed record Reachable(long ContactId, Address Address, bool Followed, bool WindowOpen)
{
    /// <summary>The subscription templates this phone agreed to and that have not been used up.</summary>
    public IReadOnlyList<string> Consents { get; init; } = [];

    public static Reachable Of(Contact contact, IEnumerable<ReachWindow> windows, DateTimeOffset now, IEnumerable<string>? consents = null) =>
        new(contact.Id, contact.Address, contact.Followed, windows.Any(w => w.ClosesAt > now && w.MessagesLeft > 0)) { Consents = [.. consents ?? []] };
}

/// <summary>One way to somebody: this address, this route.</summary>
public sealed record Way(Reachable To, Route Route);

/// <summary>How many of an audience a message would reach, and how: shown before it is sent.</summary>
/// <param name="Free">Now, in full, in an open window.</param>
/// <param name="ByTemplate">Now, by a doorbell.</param>
/// <param name="Elsewhere">Bound, but only when they write next, or by the call sheet.</param>
/// <param name="Unbound">Known by no address: call sheet.</param>
public sealed record ReachPreview(int Free, int ByTemplate, int Elsewhere, int Unbound)
{
    /// <summary>Now, by a subscription notice they agreed to.</summary>
    public int BySubscription { get; init; }

    public static ReachPreview operator +(ReachPreview one, ReachPreview other) =>
        new(one.Free + other.Free, one.ByTemplate + other.ByTemplate, one.Elsewhere + other.Elsewhere, one.Unbound + other.Unbound)
        {
            BySubscription = one.BySubscription + other.BySubscription,
        };
}

/// <summary>
/// The law of the channel: WeChat gives few chances to speak first, so the free and full way goes before the doorbell, and the doorbell that
/// somebody asked for before the one that nobody did.
/// </summary>
public static class Reach
{
    /// <summary>Every way that is open now, best first. The door goes down the list when one is refused; an empty list means the call sheet.</summary>
    /// <param name="doorbell">The kind of doorbell the message has, or null where only its full text makes sense.</param>
    public static IReadOnlyList<Way> Choose(IEnumerable<Reachable> contacts, Rights rights, string? doorbell)
    {
        var open = contacts.Where(c => c.Followed).ToList();
        return
        [
            .. open.Where(c => InSession(c, rights)).Select(c => new Way(c, Route.Session)),
            .. open.Where(c => BySubscription(c, rights, doorbell)).Select(c => new Way(c, Route.Subscription)),
            .. open.Where(c => ByDoorbell(c, rights, doorbell)).Select(c => new Way(c, Route.Doorbell)),
        ];
    }

    /// <param name="audience">For each person of it, their addresses.</param>
    public static ReachPreview Preview(IEnumerable<IReadOnlyList<Reachable>> audience, Rights rights, string? doorbell)
    {
        var (free, subscription, template, elsewhere, unbound) = (0, 0, 0, 0, 0);
        foreach (var contacts in audience)
        {
            _ = Choose(contacts, rights, doorbell) switch
            {
                [{ Route: Route.Session }, ..] => free++,
                [{ Route: Route.Subscription }, ..] => subscription++,
                [{ Route: Route.Doorbell }, ..] => template++,
                _ when contacts.Count > 0 => elsewhere++,
                _ => unbound++,
            };
        }

        return new(free, template, elsewhere, unbound) { BySubscription = subscription };
    }

    private static bool InSession(Reachable contact, Rights rights) =>
        rights.Of(contact.Address.Channel) is { } may && (may.Windowless || (may.Session && contact.WindowOpen));

    private static bool BySubscription(Reachable contact, Rights rights, string? doorbell) =>
        doorbell is not null && rights.Of(contact.Address.Channel)?.SubscriptionFor(doorbell) is { } template && contact.Consents.Contains(template.Id);

    private static bool ByDoorbell(Reachable contact, Rights rights, string? doorbell) =>
        doorbell is not null && rights.Of(contact.Address.Channel)?.MayRing(doorbell) == true;
}
