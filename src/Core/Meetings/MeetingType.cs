namespace Luzhi.Core.Meetings;

/// <summary>Who says yes to leave: nobody needs to, any approver of the office, one person of the roster, or one of the staff.</summary>
public enum LeaveApproval { None, Office, Person, Staff }

/// <summary>全会, 常委会会议, 视察调研 …: what meetings of one sort have in common. The office's own table.</summary>
public sealed class MeetingType
{
    public long Id { get; set; }
    public required string Name { get; set; }

    /// <summary>Where it stands in the list.</summary>
    public int Rank { get; set; }
    public LeaveApproval Approval { get; set; }

    /// <summary>The person or the staff that <see cref="Approval"/> means; null otherwise.</summary>
    public long? ApproverId { get; set; }

    /// <summary>Reminders that a new meeting of this type begins with: "P1D PT2H".</summary>
    public required string Reminders { get; set; }

    /// <summary>The form that who attends is asked to fill in; null for none.</summary>
    public string? Receipt { get; set; }

    /// <summary>Somebody may come in a member's place.</summary>
    public bool Substitute { get; set; }

    /// <summary>No longer offered; meetings that have it keep it.</summary>
    public DateTimeOffset? RetiredAt { get; set; }
}
