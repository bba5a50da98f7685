using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Luzhi.Core.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Luzhi.Bot.Tests.BotFramework;

/// <summary>
/// Microsoft's side, on this machine: the login, the keys, and the Connector of a channel. Strict: what the real one only shrugs at
/// (a token of last week, ids that do not fit the address, a text without its format) is refused here.
/// </summary>
internal sealed class Cloud : IAsyncDisposable
{
    public const string Bot = "bot|1";

    /// <summary>For speaking to channels, and for speaking to the bot as the Emulator does.</summary>
    private static readonly string[] Scopes = ["https://api.botframework.com/.default", Issuer.AppId + "/.default"];

    private readonly WebApplication app;
    private readonly TimeProvider clock;
    private readonly ConcurrentDictionary<string, Channel<JsonElement>> conversations = new();
    private readonly ConcurrentDictionary<string, string> activities = new();
    private readonly ConcurrentDictionary<string, bool> tokens = new();
    private int ids;

    private Cloud(WebApplication app, TimeProvider clock)
    {
        (this.app, this.clock) = (app, clock);
        Issuer = new Issuer(Url);
    }

    public string Url => app.Urls.Single();

    public Issuer Issuer { get; }

    /// <summary>What the next calls of the Connector are answered instead of being taken.</summary>
    public ConcurrentQueue<Func<HttpContext, int>> Refusals { get; } = new();

    public int TokensGiven => tokens.Count;

    public BotFrameworkSettings Settings => new()
    {
        AppId = Issuer.AppId, AppPassword = "correct horse", LoginUrl = Url, ChannelMetadata = Issuer.Metadata, EmulatorMetadata = Url + "/emulator/metadata",
    };

    public static async Task<Cloud> OpenAsync(TimeProvider clock)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        Cloud? cloud = null;
        app.UseRouting();
        app.MapGet("/metadata", context => context.Response.WriteAsync(cloud!.Issuer.MetadataDocument));
        app.MapGet("/keys", context => context.Response.WriteAsync(cloud!.Issuer.KeysDocument));
        app.MapGet("/emulator/metadata", context => context.Response.WriteAsync(cloud!.Issuer.MetadataDocument.Replace("/keys", "/emulator/keys", StringComparison.Ordinal)));
        app.MapGet("/emulator/keys", context => context.Response.WriteAsync(cloud!.Issuer.KeysFor(null)));
        app.MapPost("/botframework.com/oauth2/v2.0/token", context => cloud!.LogInAsync(context));
        app.MapPost("/v3/conversations/{conversation}/activities/{activity?}", context => cloud!.TakeAsync(context));
        await app.StartAsync();
        return cloud = new Cloud(app, clock);
    }

    /// <summary>Our tokens are worth nothing from now on, whatever they say themselves.</summary>
    public void ForgetTokens() => tokens.Clear();

    /// <summary>What the bot said next in a conversation.</summary>
    public async Task<JsonElement> SaidAsync(string conversation) =>
        await Of(conversation).Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));

    public bool Silent(string conversation) => Of(conversation).Reader.Count == 0;

    /// <summary>Posts to the bot what this channel stamps: ids, time, service URL; and proves it by a token.</summary>
    public async Task<HttpResponseMessage> PostAsync(RunningHouse house, string conversation, object activity, string? token = "sound", string channel = "webchat", string? id = null)
    {
        var now = clock.GetUtcNow();
        var stamped = JsonSerializer.SerializeToNode(activity)!.AsObject();
        id ??= $"{conversation}|{Interlocked.Increment(ref ids):0000000}";
        activities[id] = conversation;
        foreach (var (name, value) in new (string, object)[]
        {
            ("id", id), ("timestamp", now), ("serviceUrl", Url + "/"), ("channelId", channel), ("recipient", new { id = Bot }), ("conversation", new { id = conversation }),
        })
        {
            stamped.TryAdd(name, JsonSerializer.SerializeToNode(value));
        }

        using var http = house.Stranger;
        http.DefaultRequestHeaders.Authorization = token switch
        {
            "sound" => new AuthenticationHeaderValue("Bearer", Issuer.Token(now, claims => claims["serviceurl"] = Url + "/")),
            null => null,
            _ => new AuthenticationHeaderValue("Bearer", token),
        };
        return await http.PostAsync("/api/messages", new StringContent(stamped.ToJsonString(), Encoding.UTF8, "application/json"));
    }

    public Task<HttpResponseMessage> SayAsync(RunningHouse house, string conversation, string user, string text, string? id = null) =>
        PostAsync(house, conversation, new { type = "message", from = new { id = user, role = "user" }, text, textFormat = "plain" }, id: id);

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Issuer.Dispose();
    }

    private Channel<JsonElement> Of(string conversation) => conversations.GetOrAdd(conversation, _ => Channel.CreateUnbounded<JsonElement>());

    private async Task LogInAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        if (form["grant_type"] != "client_credentials" || form["client_id"] != Issuer.AppId || form["client_secret"] != Settings.AppPassword || !Scopes.Contains(form["scope"].ToString()))
        {
            context.Response.StatusCode = 401;
            await WriteAsync(context, new { error = "invalid_client", error_description = "AADSTS7000215" });
            return;
        }

        var now = clock.GetUtcNow();
        var token = form["scope"] == Scopes[0] ? Issuer.BotToken(now) : Issuer.EmulatorToken(now);
        tokens[token] = true;
        await WriteAsync(context, new { token_type = "Bearer", expires_in = 3600, ext_expires_in = 3600, access_token = token });
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        var (status, code) = Refusals.TryDequeue(out var refuse) ? (refuse(context), "Scripted") : Look(context, body.RootElement);
        context.Response.StatusCode = status;
        if (status != 200)
        {
            await WriteAsync(context, new { error = new { code, message = "no" } });
            return;
        }

        Of((string)context.GetRouteValue("conversation")!).Writer.TryWrite(body.RootElement.Clone());
        await WriteAsync(context, new { id = $"out{Interlocked.Increment(ref ids)}" });
    }

    private (int Status, string Code) Look(HttpContext context, JsonElement said)
    {
        var bearer = context.Request.Headers.Authorization.ToString();
        if (!bearer.StartsWith("Bearer ", StringComparison.Ordinal) || !tokens.ContainsKey(bearer[7..]))
        {
            return (401, "Unauthorized");
        }

        var (conversation, activity) = ((string)context.GetRouteValue("conversation")!, (string?)context.GetRouteValue("activity"));
        string? Text(string name) => said.TryGetProperty(name, out var value) ? value.GetString() : null;
        string? IdOf(string name) => said.TryGetProperty(name, out var value) ? value.GetProperty("id").GetString() : null;
        var sound = context.Request.ContentType == "application/json; charset=utf-8" && IdOf("conversation") == conversation && IdOf("from") == Bot && !string.IsNullOrEmpty(IdOf("recipient"))
            && Text("replyToId") == activity && Text("type") is "message" or "typing" && (Text("type") == "typing" || (Text("textFormat") == "plain" && !string.IsNullOrEmpty(Text("text"))));
        return !sound ? (400, "BadArgument") : activity is not null && activities.GetValueOrDefault(activity) != conversation ? (404, "ActivityNotFound") : (200, "");
    }

    private static Task WriteAsync(HttpContext context, object answer)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(JsonSerializer.Serialize(answer));
    }
}
