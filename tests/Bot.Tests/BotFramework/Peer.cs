using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Luzhi.Bot.Tests.BotFramework;

/// <summary>
/// Microsoft's botbuilder for Node in a process of its own (peer/peer.js): a channel that speaks with the house, and a bot that judges the
/// same tokens. Its packages are restored once, beside the tests; where Node or npm is not installed the test is skipped.
/// </summary>
internal sealed class Peer : IAsyncDisposable
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "BotFramework", "peer");
    private static readonly Lazy<Task> Restored = new(RestoreAsync);

    private readonly Process node;

    private Peer(Process node, string url) => (this.node, Http) = (node, new HttpClient { BaseAddress = new Uri(url), Timeout = TimeSpan.FromSeconds(60) });

    public HttpClient Http { get; }

    public static async Task<Peer> StartAsync(Cloud cloud, RunningHouse house)
    {
        if (Missing.Find("node") is null || Missing.Find("npm") is null)
        {
            Missing.Skip("Node.js with npm");
        }

        await Restored.Value;
        using var stranger = house.Stranger;
        var node = Run("node", "peer.js", Issuer.AppId, cloud.Settings.AppPassword, cloud.Url, stranger.BaseAddress!.ToString().TrimEnd('/'));
        var first = await node.StandardOutput.ReadLineAsync();
        return first?.Split(' ') is ["listening", var url] ? new Peer(node, url) : throw new InvalidOperationException($"{first} {await node.StandardError.ReadToEndAsync()}");
    }

    /// <summary>Posts to the house by the SDK's own client, as a channel's user said it.</summary>
    public async Task<JsonElement> SayAsync(string conversation, object activity)
    {
        using var answer = await Http.PostAsJsonAsync("/say", new { conversation, activity });
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>What the house said next, once the SDK had checked who says it.</summary>
    public Task<JsonElement> TakenAsync() => Http.GetFromJsonAsync<JsonElement>("/taken");

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        node.StandardInput.Close();
        await node.WaitForExitAsync();
        node.Dispose();
    }

    private static async Task RestoreAsync()
    {
        var (kept, wanted) = (Path.Combine(Folder, "node_modules", "restored.json"), await File.ReadAllTextAsync(Path.Combine(Folder, "package-lock.json")));
        if (File.Exists(kept) && await File.ReadAllTextAsync(kept) == wanted)
        {
            return;
        }

        using var npm = Run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error");
        var (said, told) = (npm.StandardOutput.ReadToEndAsync(), npm.StandardError.ReadToEndAsync());
        await npm.WaitForExitAsync();
        if (npm.ExitCode != 0)
        {
            throw new InvalidOperationException($"npm ci failed: {await said} {await told}");
        }

        await File.WriteAllTextAsync(kept, wanted);
    }

    private static Process Run(string program, params string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        WorkingDirectory = Folder,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
