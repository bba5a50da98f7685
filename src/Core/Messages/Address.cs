namespace Luzhi.Core.Messages;

/// <summary>Where somebody can be reached on a channel: for WeChat the account is the AppId and the external id the openid. A person has one address for each channel and account.</summary>
public sealed record Address(string Channel, string Account, string ExternalId);

/// <summary>One row per known address, member or not. <see cref="PersonId"/> is empty for the public among the followers.</summary>
public sealed class Contact
{
    public long Id { get; set; }
    public required string Channel { get; set; }
    public required string Account { get; set; }
    public required string ExternalId { get; set; }
    public long? PersonId { get; set; }
    public DateTimeOffset? BoundAt { get; set; }
    public bool Followed { get; set; }
    public DateTimeOffset? LastHeardAt { get; set; }

    /// <summary>Failed binding codes since the last good one; guessing is slowed by <see cref="BindBlockedUntil"/>.</summary>
    public int BindFailures { get; set; }
    public DateTimeOffset? BindBlockedUntil { get; set; }

    public Address Address => new(Channel, Account, ExternalId);
}

/// <summary>
/// How to speak to a contact again on a channel where an address is not enough (a Bot Framework conversation and its service URL): as the
/// channel wrote it when it last heard the contact. Nobody else reads it.
/// </summary>
public sealed class ConversationReference
{
    public long ContactId { get; set; }
    public required string Reference { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>An open chance to speak first: WeChat's customer-service windows (wechat.md §7). One row per contact and kind.</summary>
public sealed class ReachWindow
{
    public long ContactId { get; set; }

    /// <summary>message, menu, follow or scan.</summary>
    public required string Kind { get; set; }
    public DateTimeOffset ClosesAt { get; set; }
    public int MessagesLeft { get; set; }
}
