using Luzhi.Core.Settings.Yaml;

namespace Luzhi.Core.Settings;

/// <summary>Members' phone pages: how long what opens them lives, and how much they take.</summary>
public sealed record PageSettings
{
    /// <summary>How long after a meeting's start, or the day to answer by, its link still opens.</summary>
    [Between("PT0S", "P30D")]
    public TimeSpan LinkGrace { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How long a link lives that belongs to nothing with an end.</summary>
    [Between("PT10M", "P90D")]
    public TimeSpan LinkLives { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How long somebody stays known on a page that they do not touch.</summary>
    [Between("PT5M", "P1D")]
    public TimeSpan SessionLives { get; init; } = TimeSpan.FromHours(2);

    /// <summary>How long a code from the chat can be typed.</summary>
    [Between("PT1M", "PT1H")]
    public TimeSpan CodeLives { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Of one uploaded file, in MB.</summary>
    [Between("1", "50")]
    public int FileAtMost { get; init; } = 10;
}
