using System.Text.Json;

namespace Luzhi.Bench.Ground;

/// <summary>What <c>Bot bench</c> said.</summary>
internal sealed record Pushed(double PerSecond, double P99, double Max, long Pushes, long Unanswered, long Late);

/// <summary>The shipped <c>bench</c> command, on a core of its own.</summary>
internal static class Pusher
{
    public const int Connections = 16;

    /// <param name="server">The address.</param>
    /// <param name="people">How many people.</param>
    /// <param name="seconds">How long, a second of warming up before it.</param>
    /// <param name="baseline">An empty server.</param>
    /// <param name="ct">Ends it.</param>
    public static async Task<Pushed> PushAsync(Uri server, int people, int seconds, bool baseline, CancellationToken ct)
    {
        string[] command = ["dotnet", BotServer.Dll, "bench", server.ToString(), "--json", "--people", $"{people}", "--connections", $"{Connections}",
            "--seconds", $"{seconds}", "--warmup", "1", "--app-id", Account.AppId, "--token", Account.Token, "--aes-key", Account.AesKey, .. baseline ? (string[])["--baseline"] : []];
        var (code, said) = await Child.RunAsync(core: 1, Environment, ct, command);
        if (said.Length == 0)
        {
            throw new InvalidOperationException($"bench ended with {code} and no figures");
        }

        using var json = JsonDocument.Parse(said);
        var figures = json.RootElement.GetProperty("figures");
        double Of(string name) => figures.GetProperty(name).GetDouble();
        var refused = figures.GetProperty("refused").EnumerateObject().Sum(r => r.Value.GetInt64());
        return new(Of("perSecond"), Of("p99"), Of("max"), (long)Of("pushed"), refused + (long)Of("rubbish") + (long)Of("lost"), (long)Of("late"));
    }

    // The pusher's own cost kept down: what waits on a socket goes on where it was woken.
    private static readonly Dictionary<string, string> Environment = new() { ["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"] = "1" };
}
