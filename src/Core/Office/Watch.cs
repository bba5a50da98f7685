namespace Luzhi.Core.Office;

/// <summary>What a job did, for whoever asks why something did not happen. Runs with nothing to do are told together in one row.</summary>
public sealed class JobRun
{
    public long Id { get; set; }
    public required string Job { get; set; }
    public required string Node { get; set; }

    /// <summary>idle, done or failed.</summary>
    public required string Outcome { get; set; }
    public DateTimeOffset StartedAt { get; set; }
    public DateTimeOffset EndedAt { get; set; }

    /// <summary>How many runs the row tells of.</summary>
    public int Runs { get; set; }

    /// <summary>How many things they did.</summary>
    public int Did { get; set; }
    public string? Why { get; set; }
}

/// <summary>Something the office or the operator has to see to: a channel that refuses us, a job that fails. Open until it works again.</summary>
public sealed class Incident
{
    public long Id { get; set; }

    /// <summary>"channel:wechat", "job:ring-bell".</summary>
    public required string Subject { get; set; }
    public required string What { get; set; }
    public int Times { get; set; }
    public DateTimeOffset OpenedAt { get; set; }
    public DateTimeOffset LastAt { get; set; }
    public DateTimeOffset? ClosedAt { get; set; }
}
