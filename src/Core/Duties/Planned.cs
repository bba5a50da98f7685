using Luzhi.Core.Duties.Files;

namespace Luzhi.Core.Duties;

/// <summary>When a duty was last planned. What fell due between two looks was missed, and its catch-up policy decides.</summary>
public sealed class DutyLook
{
    public required string DutyKey { get; set; }
    public DateTimeOffset LookedAt { get; set; }
}

/// <summary>What a unit or place owes and nobody there holds the role to answer for: on the office's list until somebody does.</summary>
public sealed class UnheldLine
{
    public long OccurrenceId { get; set; }
    public required string About { get; set; }
    public required string AboutName { get; set; }
    public DateTimeOffset Since { get; set; }
}

/// <summary>What became of a period that went by unheard: left out, told late, told as one with a later one, or put before the office.</summary>
public enum GapState { Skipped, ToldLate, Merged, Asked }

/// <summary>A period of a duty that fell due while the house was down.</summary>
public sealed class DutyGap
{
    public long Id { get; set; }
    public required string DutyKey { get; set; }
    public required string Period { get; set; }
    public required string Title { get; set; }
    public DateTimeOffset DueAt { get; set; }
    public GapState State { get; set; }

    /// <summary>Who of the office decided; null where the duty's own policy did.</summary>
    public string? SettledBy { get; set; }
    public DateTimeOffset At { get; set; }
}

/// <summary>A step of the ladder on record: about which line somebody was told because it was not answered.</summary>
public sealed class Escalation
{
    public long Id { get; set; }
    public long NoticeId { get; set; }
    public long AssignmentId { get; set; }

    /// <summary>The rung it came to: where nobody stands on the one that was meant, the next.</summary>
    public Rung Rung { get; set; }

    /// <summary>null: the office's call sheet.</summary>
    public long? PersonId { get; set; }
    public DateTimeOffset At { get; set; }
}
