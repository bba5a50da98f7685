namespace Luzhi.Core.Messages;

public enum InboundKind
{
    Text, Image, Voice, Video, Location, Link, File,
    Follow, Unfollow, Revoked, Scan, MenuClick, MenuView, Receipt, Consent, Other,

    /// <summary>An answer given on a phone page: it opens no window, and nothing is said in the chat.</summary>
    Page,
}

/// <summary>What a channel's porch hands in: verified, decrypted, parsed; nothing in it is trusted as markup.</summary>
public sealed record Inbound
{
    public required Address From { get; init; }

    /// <summary>The composite duplicate key: the same push has the same key, two pushes never share one (field.md 0.1).</summary>
    public required string Key { get; init; }
    public required InboundKind Kind { get; init; }
    public DateTimeOffset SentAt { get; init; }

    /// <summary>The words of a text, the label of a place, the title of a link; empty otherwise.</summary>
    public string Text { get; init; } = "";

    /// <summary>The id of the menu item or of the message-menu choice that was tapped.</summary>
    public string? Choice { get; init; }

    /// <summary>The scene of the QR code, without the platform's prefix.</summary>
    public string? Scene { get; init; }
    public string? MediaId { get; init; }
    public string? MediaUrl { get; init; }
    public double? Latitude { get; init; }
    public double? Longitude { get; init; }

    /// <summary>For <see cref="InboundKind.Receipt"/>: the platform's id of what we sent, and its word on it.</summary>
    public string? ReceiptId { get; init; }

    /// <summary>The <see cref="ReceiptId"/> of a subscription notice, which the platform numbers only afterwards: the last one sent to the phone.</summary>
    public const string OfSubscription = "subscription";
    public string? ReceiptStatus { get; init; }

    /// <summary>For <see cref="InboundKind.Consent"/>: what the follower answered, template by template.</summary>
    public IReadOnlyList<ConsentWord> Consents { get; init; } = [];

    /// <summary>What an answer may be: as much as can be carried back to where this came from.</summary>
    public Carries Back { get; init; } = Carries.Least;

    /// <summary>What the channel needs to speak to this address again, in its own writing; null where the address is enough.</summary>
    public string? Reference { get; init; }

    /// <summary>The channel's own name of the type, e.g. "event/CLICK": for logs and for Other.</summary>
    public string RawType { get; init; } = "";
}

/// <summary>The inbox row: the guard against doing anything twice, and the answer that is given again to a duplicate.</summary>
public sealed class InboxRow
{
    public long Id { get; set; }
    public required string DuplicateKey { get; set; }
    public long ContactId { get; set; }
    public DateTimeOffset ReceivedAt { get; set; }
    public required string Kind { get; set; }

    /// <summary>What was said; wiped after the configured time, the key and the hash stay.</summary>
    public string? Body { get; set; }
    public string? Reply { get; set; }

    /// <summary>Set once, by compare-and-set: passive or door; null while undecided or when there is nothing to say.</summary>
    public string? ReplyRoute { get; set; }
}
