namespace Luzhi.Core.Duties;

/// <summary>One text that a duty's file has had. Occurrences point at the one they were planned by.</summary>
public sealed class DutyVersion
{
    public long Id { get; set; }
    public required string DutyKey { get; set; }

    /// <summary>Counted from 1 for each duty.</summary>
    public int Version { get; set; }
    public required string Title { get; set; }

    /// <summary>The file as it was written.</summary>
    public required string Content { get; set; }
    public required string Hash { get; set; }
    public DateTimeOffset TakenAt { get; set; }
}

/// <summary>The office's word on whether a duty runs; without one the file's own holds.</summary>
public sealed class DutySwitch
{
    public required string DutyKey { get; set; }
    public bool IsOn { get; set; }
    public required string ChangedBy { get; set; }
    public DateTimeOffset ChangedAt { get; set; }
}
