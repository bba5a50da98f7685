namespace Luzhi.Core.Settings;

/// <summary>For tests of what survives: where the process kills itself. Refused in Production.</summary>
public sealed record CrashSettings
{
    /// <summary>A name of <see cref="Checkpoint"/>, and after a colon which time it is reached. Empty: nowhere.</summary>
    public string At { get; init; } = "";
}
