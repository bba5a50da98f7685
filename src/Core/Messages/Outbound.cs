namespace Luzhi.Core.Messages;

public enum Lane { Reply = 0, Bulk = 1 }

/// <summary>The way a message takes, chosen by Reach: free and full, or a doorbell (by consent, or by template), or a person with a telephone.</summary>
public enum Route { Passive, Session, Subscription, Doorbell, CallSheet }

/// <summary>One numbered choice under a message: the digit the member may type, and its words.</summary>
public sealed record Choice(string Digit, string Label);

/// <summary>What is to be said, before any channel has cut it to its size.</summary>
public sealed record Content
{
    public required string Text { get; init; }
    public IReadOnlyList<Choice> Choices { get; init; } = [];

    /// <summary>The line of the duty ledger that the choices answer: a tap comes back as "a{id}:{digit}". Without it they are only lines of text.</summary>
    public long? AssignmentId { get; init; }

    /// <summary>The few short fields a doorbell (template notice) can carry; null where only the full text makes sense.</summary>
    public Doorbell? Doorbell { get; init; }
}

/// <summary>A template notice: its kind picks the template of the account's configuration (meeting, broadcast, …).</summary>
public sealed record Doorbell(string Kind, string Title, DateTimeOffset? When, string? Place, string? Link, string? Hint)
{
    /// <summary>The kind of the template that serves every kind without one of its own.</summary>
    public const string AnyKind = "default";
}

/// <summary>One attempt at one address. <see cref="ClientId"/> is the same for every try, so a platform that knows it sends once.</summary>
/// <param name="Answers">It answers what the person said; else we speak first.</param>
public sealed record Outbound(long Id, Address To, Route Route, string ClientId, Content Content, bool Repeat, bool Answers = false);

/// <summary>The outbox row. It leaves for an append-only <see cref="Delivery"/> when it is finished.</summary>
public sealed class OutboxRow
{
    public long Id { get; set; }

    /// <summary>Unique: writing the same thing twice writes it once. "n{notice}:p{person}", "r{inbox}".</summary>
    public required string UniqueKey { get; set; }
    public Lane Lane { get; set; }
    public long? PersonId { get; set; }
    public long? ContactId { get; set; }
    public long? NoticeId { get; set; }
    public long? AssignmentId { get; set; }
    public long? InboxId { get; set; }

    /// <summary>The text itself for replies; null for notices, which are rendered at the door from the pinned notice.</summary>
    public string? Body { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset NotBefore { get; set; }
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>ready, claimed, or held (nobody can be reached now: waits for the next time the person writes).</summary>
    public required string State { get; set; }
    public int Attempts { get; set; }

    /// <summary>How often it was left unsaid whether it was sent: the row goes again marked.</summary>
    public int Unknowns { get; set; }

    /// <summary>How many of these because its worker died or stalled; the rest because the platform gave no answer.</summary>
    public int Crashes { get; set; }
    public string? LeaseOwner { get; set; }
    public DateTimeOffset? LeaseUntil { get; set; }
    public string? LastWhy { get; set; }
}

/// <summary>What became of one message: append-only, the proof of notice.</summary>
public sealed class Delivery
{
    public long Id { get; set; }
    public long OutboxId { get; set; }
    public required string UniqueKey { get; set; }
    public long? PersonId { get; set; }
    public long? ContactId { get; set; }
    public long? NoticeId { get; set; }
    public long? AssignmentId { get; set; }
    public long? InboxId { get; set; }
    public Lane Lane { get; set; }

    /// <summary>passive, session, subscription, doorbell, callsheet, or none.</summary>
    public required string Route { get; set; }

    /// <summary>sent, offered, refused, gone, misconfigured, dropped (last look, or over a week's budget), callsheet, failed.</summary>
    public required string Outcome { get; set; }
    public string? Why { get; set; }
    public string? ExternalId { get; set; }
    public int Attempts { get; set; }
    public bool Repeat { get; set; }
    public DateTimeOffset At { get; set; }

    /// <summary>The platform's later word (TEMPLATESENDJOBFINISH), when there is one.</summary>
    public string? Receipt { get; set; }
    public DateTimeOffset? ReceiptAt { get; set; }
}
