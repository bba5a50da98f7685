using Luzhi.Core.Duties;

namespace Luzhi.Core.Meetings;

public enum MeetingState { Draft, Announced, Withdrawn }

public sealed class Meeting
{
    public long Id { get; set; }
    public long BodyId { get; set; }

    /// <summary>Its <see cref="MeetingType"/>; null for none.</summary>
    public long? TypeId { get; set; }

    /// <summary>The form that who attends is asked to fill in; null for none. Settled when the meeting is called.</summary>
    public string? Receipt { get; set; }
    public required string Title { get; set; }
    public DateTimeOffset StartsAt { get; set; }
    public string Place { get; set; } = "";
    public required string Audience { get; set; }

    /// <summary>ISO 8601 durations before the start, separated by spaces: "P1D PT2H". P1D is a calendar day of the body's zone.</summary>
    public string Reminders { get; set; } = "";

    /// <summary>A plenary: its reminders count the days down to the opening.</summary>
    public bool Countdown { get; set; }
    public MeetingState State { get; set; }
    public Secrecy Secrecy { get; set; }

    /// <summary>Counts the moves: part of the notices' keys, so that a move rings once and old reminders die.</summary>
    public int Version { get; set; } = 1;
    public required string CreatedBy { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? AnnouncedAt { get; set; }
    public DateTimeOffset? WithdrawnAt { get; set; }

    /// <summary>When the attendance was finished: only then does the meeting count in anybody's rate.</summary>
    public DateTimeOffset? AttendanceClosedAt { get; set; }
}

/// <summary>The four states of the outside contract; they sum to the invited.</summary>
public enum InvitationState { Pending, Attending, Leave, Asked }

/// <summary>One invited person at one meeting; its <see cref="AssignmentId"/> is its line in the duty ledger.</summary>
public sealed class Invitation
{
    public long AssignmentId { get; set; }
    public long MeetingId { get; set; }
    public long PersonId { get; set; }
    public InvitationState State { get; set; }
    public string? LeaveReason { get; set; }

    /// <summary>null: not decided; true: approved; false: refused.</summary>
    public bool? LeaveApproved { get; set; }
    public string? Question { get; set; }
    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>chat, page, phone, paper or console; proxy for an answer given by a leader's personal secretary.</summary>
    public string? Via { get; set; }

    /// <summary>The secretary who entered an answer that came otherwise, or the personal secretary who gave it.</summary>
    public string? EnteredBy { get; set; }
}
