namespace Luzhi.Core.PhonePages;

/// <summary>A file that a member put into a form on a page. Its answer names it as "file:12".</summary>
public sealed class Attachment
{
    public long Id { get; set; }
    public long PersonId { get; set; }

    /// <summary>The form and the question it answers.</summary>
    public required string Form { get; set; }
    public required string Question { get; set; }
    public required string Name { get; set; }

    /// <summary>What its first bytes are, not what was claimed.</summary>
    public required string ContentType { get; set; }
    public int Size { get; set; }
    public required string Hash { get; set; }
    public required byte[] Bytes { get; set; }
    public DateTimeOffset At { get; set; }
}
