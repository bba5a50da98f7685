using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Luzhi.Bot.Simulator;
using Luzhi.Core;

namespace Luzhi.Bot.Load;

/// <summary>What the server sent to the platform, by its route.</summary>
/// <param name="Repeats">The same client_msg_id once more: a repeat after a crash, which the platform drops.</param>
internal sealed record Received(long Tokens, long CustomerService, long Templates, long Subscriptions, long Other, long Repeats)
{
    public long Messages => CustomerService + Templates + Subscriptions;
}

/// <summary>Plays the platform on a loopback port: says yes to everything, as slowly as it is told to, and counts. It has none of the real one's rules; the simulator has.</summary>
internal sealed class StandIn : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly TimeSpan delay;
    private readonly TimeProvider clock;
    private readonly string token;
    private readonly ConcurrentDictionary<string, bool> clientIds = new(StringComparer.Ordinal);
    private long tokens, customerService, templates, subscriptions, other, repeats, answered;

    private StandIn(int port, TimeSpan delay, Chance chance, TimeProvider clock)
    {
        (this.delay, this.clock, token) = (delay, clock, chance.Hex(24));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        app = builder.Build();
        app.Run(AnswerAsync);
    }

    public Received Received => new(
        Interlocked.Read(ref tokens), Interlocked.Read(ref customerService), Interlocked.Read(ref templates),
        Interlocked.Read(ref subscriptions), Interlocked.Read(ref other), Interlocked.Read(ref repeats));

    public Uri Address => new(app.Urls.First());

    public static async Task<StandIn> OpenAsync(int port, TimeSpan delay, Chance chance, TimeProvider clock, CancellationToken ct)
    {
        var platform = new StandIn(port, delay, chance, clock);
        await platform.app.StartAsync(ct);
        return platform;
    }

    /// <summary>Until nothing has come for <paramref name="quiet"/>, but no longer than <paramref name="most"/>.</summary>
    public async Task SettleAsync(TimeSpan quiet, TimeSpan most, CancellationToken ct)
    {
        var (began, before) = (clock.GetTimestamp(), -1L);
        while (Received.Messages != before && clock.GetElapsedTime(began) < most)
        {
            before = Received.Messages;
            await Task.Delay(quiet, clock, ct);
        }
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        if (path is Routes.TemplateSend)
        {
            await RememberAsync(context.Request);
        }

        if (delay > TimeSpan.Zero)
        {
            await Task.Delay(delay, clock, context.RequestAborted);
        }

        context.Response.ContentType = "application/json; encoding=utf-8";
        await context.Response.WriteAsync(Say(path), context.RequestAborted);
    }

    private string Say(string path)
    {
        switch (path)
        {
            case Routes.Token or Routes.StableToken:
                Interlocked.Increment(ref tokens);
                return $$"""{"access_token":"{{token}}","expires_in":7200}""";
            case Routes.CustomSend:
                Interlocked.Increment(ref customerService);
                return """{"errcode":0,"errmsg":"ok"}""";
            case Routes.TemplateSend:
                Interlocked.Increment(ref templates);
                return $$"""{"errcode":0,"errmsg":"ok","msgid":{{Interlocked.Increment(ref answered)}}}""";
            case Routes.SubscriptionSend:
                Interlocked.Increment(ref subscriptions);
                return """{"errcode":0,"errmsg":"ok"}""";
            default:
                Interlocked.Increment(ref other);
                return """{"errcode":0,"errmsg":"ok"}""";
        }
    }

    private async Task RememberAsync(HttpRequest request)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted);
            if (body.RootElement.TryGetProperty("client_msg_id", out var id) && !clientIds.TryAdd(id.ToString(), true))
            {
                Interlocked.Increment(ref repeats);
            }
        }
        catch (JsonException)
        {
            // Counted all the same: what the server sends is the simulator's to judge.
        }
    }
}
