namespace Luzhi.Core.Duties;

/// <summary>
/// A paper that goes with an assignment to study. It is the office's own and says nothing of whoever reads it, so neither erasing a person nor
/// wiping old messages touches it: it stays as long as the assignment it belongs to.
/// </summary>
public sealed class StudyFile
{
    public const int AtMost = 5;

    public long Id { get; set; }
    public long StudyId { get; set; }
    public required string Name { get; set; }

    /// <summary>What its first bytes are, not what was claimed.</summary>
    public required string ContentType { get; set; }
    public int Size { get; set; }
    public required string Hash { get; set; }
    public required byte[] Bytes { get; set; }
    public DateTimeOffset At { get; set; }
}
