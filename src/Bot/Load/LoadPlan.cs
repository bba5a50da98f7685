namespace Luzhi.Bot.Load;

/// <summary>What is pushed at which server, by how many, for how long.</summary>
internal sealed record LoadPlan
{
    /// <summary>The whole address, path included.</summary>
    public required Uri Server { get; init; }
    public required string AppId { get; init; }
    public required string Token { get; init; }
    public required string AesKey { get; init; }
    public int People { get; init; } = 1000;
    public int Connections { get; init; } = 16;
    public TimeSpan Warmup { get; init; } = TimeSpan.FromSeconds(2);
    public TimeSpan Lasts { get; init; } = TimeSpan.FromSeconds(10);
    public string Text { get; init; } = "帮助";

    /// <summary>Of a hundred pushes so many come a second time, as the platform does that had no answer in time.</summary>
    public int Repeats { get; init; }

    /// <summary>One and the same push without a look at the answer: how fast an empty server is, to compare with.</summary>
    public bool Baseline { get; init; }

    /// <summary>The port on which the platform is played; null: it is not.</summary>
    public int? Platform { get; init; }
    public TimeSpan PlatformDelay { get; init; }

    /// <summary>For what the server sends after the last push.</summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromSeconds(30);
    public bool Json { get; init; }
}
