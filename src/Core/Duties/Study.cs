namespace Luzhi.Core.Duties;

/// <summary>
/// What members are given to study (C3): a <see cref="Broadcast"/> with more. It is written in peace as a draft; sending it makes the
/// broadcast, and from then on everything that is true of a broadcast is true of it.
/// </summary>
public sealed class Study
{
    public long Id { get; set; }
    public long BodyId { get; set; }

    /// <summary>null while it is a draft.</summary>
    public long? BroadcastId { get; set; }
    public required string Title { get; set; }

    /// <summary>What is to be read: plain, or light Markdown.</summary>
    public required string Text { get; set; }

    /// <summary>Where more of it is to be read; http or https.</summary>
    public string? Link { get; set; }
    public required string Audience { get; set; }
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>read, text (a note, 心得), or a form's id.</summary>
    public required string Ask { get; set; }

    /// <summary>How long a note should be, as a wish: a shorter one is taken too.</summary>
    public int? Least { get; set; }
    public Secrecy Secrecy { get; set; }
    public required string CreatedBy { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset ChangedAt { get; set; }
    public DateTimeOffset? SentAt { get; set; }
}

/// <summary>Whether the author of a note lets others read it: theirs to say, and to take back. No row: they have not said.</summary>
public sealed class NoteConsent
{
    public long AssignmentId { get; set; }
    public bool Shared { get; set; }
    public DateTimeOffset At { get; set; }
}
