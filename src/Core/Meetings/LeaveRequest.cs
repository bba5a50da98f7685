namespace Luzhi.Core.Meetings;

/// <summary>
/// Leave asked of an approver, with its reason. One row for each reason given: the older ones stay, withdrawn or decided, so that it can
/// be seen what was approved. Its occurrence is the approvers' duty to answer.
/// </summary>
public sealed class LeaveRequest
{
    public long Id { get; set; }

    /// <summary>The line of who asks, at the meeting.</summary>
    public long AssignmentId { get; set; }

    /// <summary>The duty of who decides; its lines are the approvers who have a phone.</summary>
    public long OccurrenceId { get; set; }
    public required string Reason { get; set; }
    public DateTimeOffset AskedAt { get; set; }

    /// <summary>null: not decided.</summary>
    public bool? Approved { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }
    public string? DecidedBy { get; set; }

    /// <summary>What the approver added for the member.</summary>
    public string? Remark { get; set; }

    /// <summary>What the approver wants to know first; the member's answer becomes part of a new request's reason.</summary>
    public string? Inquiry { get; set; }

    /// <summary>The member comes after all, or gave another reason.</summary>
    public DateTimeOffset? WithdrawnAt { get; set; }
}
