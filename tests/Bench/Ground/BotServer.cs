using Luzhi.Core.Settings;
using Luzhi.Testing;

namespace Luzhi.Bench.Ground;

/// <summary>The real Bot in a process of its own, over a database of its own.</summary>
internal sealed class BotServer : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Child child;

    private BotServer(Child child, int port) => (this.child, Address) = (child, new Uri($"http://127.0.0.1:{port}"));

    public static string Dll { get; } = Path.Combine(AppContext.BaseDirectory, "Bot.dll");

    public Uri Address { get; }

    /// <summary>From its start until /health/ready said 200.</summary>
    public TimeSpan ReadyAfter { get; private set; }

    public double PeakMemory => child.PeakMemory;

    public static async Task<BotServer> StartAsync(Site site, StorageSettings storage, int? core, CancellationToken ct)
    {
        var port = ServerProcess.FreePort();
        var began = site.Clock.GetTimestamp();
        var server = new BotServer(await Child.StartAsync(site.Log("bot"), core, Account.Environment(storage, port), "dotnet", Dll), port);
        await server.ReadyAsync(site.Clock, began, ct);
        return server;
    }

    public ValueTask DisposeAsync() => child.DisposeAsync();

    private async Task ReadyAsync(TimeProvider clock, long began, CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = Address };
        while (clock.GetElapsedTime(began) < Patience && child.Alive)
        {
            try
            {
                using var answer = await http.GetAsync("/health/ready", ct);
                if (answer.IsSuccessStatusCode)
                {
                    ReadyAfter = clock.GetElapsedTime(began);
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(Look, clock, ct);
        }

        throw new InvalidOperationException($"the Bot did not become ready: {child.Said}");
    }
}
