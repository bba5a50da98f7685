namespace Luzhi.Core.Messages;

/// <summary>What an account may do, from its configuration.</summary>
/// <param name="Session">May send freely inside an open window (WeChat's customer-service right).</param>
/// <param name="Doorbells">The kinds of doorbell for which a template is configured.</param>
/// <param name="Windowless">Needs no window at all (Direct Line).</param>
public sealed record ChannelRights(bool Session, IReadOnlySet<string> Doorbells, bool Windowless);
