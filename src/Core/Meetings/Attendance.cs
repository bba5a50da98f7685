namespace Luzhi.Core.Meetings;

/// <summary>到会, 迟到, 请假, 缺席. Late counts as having come.</summary>
public enum AttendanceState { Present, Late, Leave, Absent }

/// <summary>Whether one invited person was there. No line: nobody has said yet.</summary>
public sealed class Attendance
{
    public long AssignmentId { get; set; }
    public long MeetingId { get; set; }
    public long PersonId { get; set; }
    public AttendanceState State { get; set; }

    /// <summary>When it was noted; for a scan the instant at the door.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>scan, list or api.</summary>
    public required string Via { get; set; }

    /// <summary>Who entered it; null for a scan.</summary>
    public string? EnteredBy { get; set; }
}

/// <summary>What the QR code at the door says for a few minutes. A picture of it that goes round soon opens nothing.</summary>
public sealed class DoorCode
{
    public required string Code { get; set; }
    public long MeetingId { get; set; }
    public DateTimeOffset MadeAt { get; set; }
    public required string MadeBy { get; set; }
    public DateTimeOffset ExpiresAt { get; set; }
}
