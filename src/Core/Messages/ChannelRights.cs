namespace Luzhi.Core.Messages;

/// <summary>What an account may do, from its configuration.</summary>
/// <param name="Session">May send freely inside an open window (WeChat's customer-service right).</param>
/// <param name="Doorbells">The kinds of doorbell for which a template is configured; <see cref="Doorbell.AnyKind"/> among them serves all others.</param>
/// <param name="Windowless">Needs no window at all (Direct Line).</param>
public sealed record ChannelRights(bool Session, IReadOnlySet<string> Doorbells, bool Windowless)
{
    /// <summary>Kinds of doorbell for which the account has a subscription template: who agreed to it can be rung by it.</summary>
    public IReadOnlyDictionary<string, SubscriptionTemplate> Subscriptions { get; init; } = new Dictionary<string, SubscriptionTemplate>();

    public bool MayRing(string kind) => Doorbells.Contains(kind) || Doorbells.Contains(Doorbell.AnyKind);

    public SubscriptionTemplate? SubscriptionFor(string kind) => Subscriptions.GetValueOrDefault(kind) ?? Subscriptions.GetValueOrDefault(Doorbell.AnyKind);
}

/// <param name="Once">One consent is one notice; else it holds until the follower takes it back.</param>
public sealed record SubscriptionTemplate(string Id, bool Once);
