using Luzhi.Core.Duties;
using Luzhi.Core.Duties.Files;
using Luzhi.Core.Meetings;

namespace Luzhi.Core.Messages;

/// <summary>A row of the outbox under this worker's lease, with everything the door needs to decide and to send.</summary>
public sealed record Claimed
{
    public required long OutboxId { get; init; }

    /// <summary>Who holds the lease; only that worker may finish the row.</summary>
    public required string Worker { get; init; }
    public required DateTimeOffset ClaimedAt { get; init; }
    public required string UniqueKey { get; init; }
    public Lane Lane { get; init; }
    public long? PersonId { get; init; }

    /// <summary>Empty for one of the public, who is answered but not known.</summary>
    public string PersonName { get; init; } = "";
    public long? AssignmentId { get; init; }
    public long? InboxId { get; init; }

    /// <summary>The text itself for a reply; null for a notice.</summary>
    public string? Body { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>This try included.</summary>
    public int Attempts { get; init; }

    /// <summary>How often a worker died or stalled over it, or the platform kept silent: whether it was sent is not known.</summary>
    public int Unknowns { get; init; }

    /// <summary>How many of these are workers that died or stalled: some row of fifty was on the wire then, most had not begun.</summary>
    public int Crashes { get; init; }

    /// <summary>Null for a reply.</summary>
    public ClaimedNotice? Notice { get; init; }

    /// <summary>Where the person can be reached: followed addresses, the one heard last first, each with its open windows.</summary>
    public IReadOnlyList<ClaimedContact> Contacts { get; init; } = [];

    /// <summary>The row as it stands once earlier rows of the same person and claim are through: what they used up or found shut is not there for it.</summary>
    public Claimed After(IReadOnlyCollection<Finished> earlier) =>
        earlier.Count == 0 ? this : this with { Contacts = [.. Contacts.Where(c => !earlier.Any(f => f.GoneContacts.Contains(c.ContactId))).Select(c => c.After(earlier))] };
}

/// <summary>The pinned notice behind a row, and how its addressee stands to it now.</summary>
public sealed record ClaimedNotice
{
    public required long Id { get; init; }
    public required string Kind { get; init; }
    public required string Text { get; init; }
    public string? Doorbell { get; init; }
    public string? Choices { get; init; }
    public Whom Whom { get; init; }
    public bool ByHand { get; init; }

    /// <summary>The notice's own state: withdrawn when a newer one took its place.</summary>
    public required string State { get; init; }

    /// <summary>The meeting or broadcast itself was withdrawn.</summary>
    public bool Withdrawn { get; init; }

    /// <summary>A meeting, or a broadcast that asks: something is owed. What is only told is not repeated after a crash.</summary>
    public bool Duty { get; init; }

    /// <summary>Null where nobody is invited (a broadcast).</summary>
    public InvitationState? Invitation { get; init; }
    public AssignmentState Assignment { get; init; }

    public Secrecy Secrecy { get; init; }

    /// <summary>meeting, broadcast, study, or another duty's key: all that may be said of it where it is not open.</summary>
    public string Item { get; init; } = "";

    /// <summary>The start of a meeting, or by when an answer is wanted.</summary>
    public DateTimeOffset? WantedAt { get; init; }

    /// <summary>The leader whose notice this is a copy of, for whoever acts for them; null for the addressee's own.</summary>
    public string? For { get; init; }

    /// <summary>The leader's consent to that still stands.</summary>
    public bool Acts { get; init; }

    /// <summary>Of a planned duty: what its words may say of the line.</summary>
    public LineFacts? Line { get; init; }

    /// <summary>Not to who owes it, but to who is next when they do not answer; then <see cref="LineFacts.Who"/> has who that still is.</summary>
    public Rung Rung { get; init; }

    /// <summary>The addressee is still on the roster.</summary>
    public bool Member { get; init; } = true;
}

public sealed record ClaimedContact(long ContactId, Address Address, IReadOnlyList<OpenWindow> Windows)
{
    /// <summary>Subscription templates agreed to and not used up.</summary>
    public IReadOnlyList<string> Consents { get; init; } = [];

    public Reachable Reachable => new(ContactId, Address, Followed: true, WindowOpen: Windows.Count > 0) { Consents = Consents };

    public ClaimedContact After(IReadOnlyCollection<Finished> earlier) => this with
    {
        Windows = [.. Windows
            .Where(w => !earlier.Any(f => f.Shut.Contains(new ShutWindow(ContactId, w.Kind))))
            .Select(w => w with { MessagesLeft = w.MessagesLeft - earlier.Count(f => f.Ending is Ending.Sent sent && sent.ContactId == ContactId && sent.Window == w.Kind) })
            .Where(w => w.MessagesLeft > 0)],
        Consents = [.. Consents.Where(template => !earlier.Any(f => f.TookConsent(ContactId, template)))],
    };
}

public sealed record OpenWindow(string Kind, DateTimeOffset ClosesAt, int MessagesLeft);
