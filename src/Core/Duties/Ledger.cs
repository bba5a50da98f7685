using Luzhi.Core.Duties.Files;

namespace Luzhi.Core.Duties;

/// <summary>
/// A duty in one period: this meeting, this broadcast, July's micro-lecture. <see cref="DutyKey"/> and <see cref="Period"/> together are unique,
/// so planning twice plans once.
/// </summary>
public sealed class Occurrence
{
    public long Id { get; set; }
    public long BodyId { get; set; }

    /// <summary>meeting, broadcast, or the key of a duty file.</summary>
    public required string DutyKey { get; set; }

    /// <summary>"m12" for meeting 12, "b7" for broadcast 7, "2026-07", "2026-H2", … for recurring duties.</summary>
    public required string Period { get; set; }
    public required string Title { get; set; }
    public DateTimeOffset? OpensAt { get; set; }
    public DateTimeOffset? DueAt { get; set; }
    public bool Withdrawn { get; set; }
    public Secrecy Secrecy { get; set; }

    /// <summary>The text of the duty's file it was planned by; null for what no file plans.</summary>
    public long? DutyVersionId { get; set; }

    /// <summary>Of a duty from a file: null (only told), read, text, or a form's id.</summary>
    public string? Ask { get; set; }

    /// <summary>Of a duty from a file: the list to tick off, pinned as JSON.</summary>
    public string? Items { get; set; }

    /// <summary>Of a duty on demand: the words in which it was called for.</summary>
    public string? Said { get; set; }

    /// <summary>Of a duty from a file: what is asked, pinned.</summary>
    public string? Text { get; set; }

    /// <summary>Where it asks for a form: the version that was in force when it was asked.</summary>
    public string? FormVersion { get; set; }

    /// <summary>The meeting that this occurrence called.</summary>
    public long? MeetingId { get; set; }

    /// <summary>Why its day may still move; null when it stands.</summary>
    public string? Doubt { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
}

/// <summary>due → notified → seen → answered → done, or excused, or overdue. The duty ledger is this column.</summary>
public enum AssignmentState { Due, Notified, Seen, Answered, Done, Excused, Overdue }

/// <summary>One person × duty × period: the truth. Messages are attempts at it.</summary>
public sealed class Assignment
{
    public long Id { get; set; }
    public long OccurrenceId { get; set; }
    public long PersonId { get; set; }
    public AssignmentState State { get; set; }
    public DateTimeOffset? NotifiedAt { get; set; }
    public DateTimeOffset? SeenAt { get; set; }
    public DateTimeOffset? AnsweredAt { get; set; }
    public DateTimeOffset? DoneAt { get; set; }

    /// <summary>For a broadcast that asks: what was answered, in the member's own words.</summary>
    public string? Answer { get; set; }

    /// <summary>chat, page, phone, paper, console: how the answer came; null while there is none.</summary>
    public string? Via { get; set; }

    /// <summary>What the line is about, where one person may have several: "unit:12", "link:5", "place:7"; else empty.</summary>
    public string About { get; set; } = "";

    /// <summary>Its name when it was planned, for people to read.</summary>
    public string? AboutName { get; set; }
}

/// <summary>
/// Whom of its occurrence a notice is for, looked at when the bell rings and once more at the door: everyone; a meeting's attending;
/// its unsettled (pending or asked); who has not answered; who was told before (for a correction: notified or offered a notice of this
/// occurrence, or answered it); or who was not told yet.
/// </summary>
public enum Whom { Everyone, Attending, Unsettled, Unanswered, Told, Untold }

/// <summary>Something to be rung at an instant to everyone of an occurrence who still needs it. The bell fans it out by sets.</summary>
public sealed class Notice
{
    public long Id { get; set; }
    public long OccurrenceId { get; set; }

    /// <summary>The one line of the occurrence it is for, an answer to somebody's question for example; null for every line that <see cref="Whom"/> means.</summary>
    public long? AssignmentId { get; set; }

    /// <summary>announce, reminder, moved, withdrawn, broadcast, chase.</summary>
    public required string Kind { get; set; }

    /// <summary>Unique within the occurrence: "announce:1", "reminder:P1D:1"; the last figure is the version of what it announces.</summary>
    public required string UniqueKey { get; set; }
    public DateTimeOffset DueAt { get; set; }
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>The wording, pinned when the notice was made: Handlebars over the person's own facts. An edit never rewrites the past.</summary>
    public required string Text { get; set; }

    /// <summary>The doorbell's short fields as JSON, pinned likewise.</summary>
    public string? Doorbell { get; set; }

    /// <summary>The numbered choices as a JSON array of <see cref="Messages.Choice"/>; null where there is nothing to choose.</summary>
    public string? Choices { get; set; }
    public Whom Whom { get; set; }

    /// <summary>Who of a line hears it: its own person, or whoever is next on the ladder for them.</summary>
    public Rung Rung { get; set; }

    /// <summary>Sent by a person now: ignores quiet hours and merging, is counted, never suppressed.</summary>
    public bool ByHand { get; set; }

    /// <summary>due, rung, withdrawn, replaced (a later reminder took its place), missed (older than the stated age when the bell came back: on a list, not sent).</summary>
    public required string State { get; set; }
    public DateTimeOffset? RungAt { get; set; }
}

/// <summary>A saved form: what a member reported, in their own words and as answers. Withdrawn, never deleted.</summary>
public sealed class Submission
{
    public long Id { get; set; }
    public required string Form { get; set; }
    public long PersonId { get; set; }
    public long? OccurrenceId { get; set; }

    /// <summary>The line of the ledger it answers; null for what nobody asked for, and in what was saved before lines were kept.</summary>
    public long? AssignmentId { get; set; }

    /// <summary>saved or withdrawn.</summary>
    public required string State { get; set; }

    /// <summary>The member's own words in full.</summary>
    public required string Said { get; set; }

    /// <summary>JSON object: question id → answer.</summary>
    public required string Answers { get; set; }

    /// <summary>The version of the form it was begun by; null in what was saved before versions were kept.</summary>
    public string? FormVersion { get; set; }

    /// <summary>JSON object: question id → the answer as it was read back; null likewise.</summary>
    public string? Shown { get; set; }

    /// <summary>The earlier submission that this one took the place of; it stays on record as withdrawn.</summary>
    public long? CorrectsId { get; set; }
    public DateTimeOffset At { get; set; }
    public DateTimeOffset? WithdrawnAt { get; set; }
}

/// <summary>A message a secretary sends to an audience; with <see cref="Ask"/> it is a duty, without it is only told.</summary>
public sealed class Broadcast
{
    public long Id { get; set; }
    public long BodyId { get; set; }
    public required string Title { get; set; }
    public required string Text { get; set; }
    public required string Audience { get; set; }
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>null, "read", "text", or a form's id.</summary>
    public string? Ask { get; set; }
    public required string CreatedBy { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
}
