namespace Luzhi.Core.Directory;

/// <summary>What a person may ask about what is held of them: to see it, to have it corrected, to have it removed.</summary>
public enum DataRequestKind { Copy, Correction, Removal }

public enum DataRequestState { Open, Done, Declined }

/// <summary>A person's request about their own data, on the office's list until it is done or declined with a reason.</summary>
public sealed class DataRequest
{
    public long Id { get; set; }
    public long PersonId { get; set; }
    public DataRequestKind Kind { get; set; }

    /// <summary>In the person's own words; wiped with the rest when the person is removed.</summary>
    public required string Said { get; set; }

    /// <summary>chat, page, console, or platform: how it came.</summary>
    public required string Via { get; set; }
    public DateTimeOffset At { get; set; }
    public DataRequestState State { get; set; }

    /// <summary>What the person was told.</summary>
    public string? Answer { get; set; }
    public string? DecidedBy { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }
}
