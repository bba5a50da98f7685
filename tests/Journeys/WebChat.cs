using System.Net;
using System.Text.Json;
using Luzhi.Core.Settings;

namespace Luzhi.Journeys;

/// <summary>One thing the bot said, and what can be tapped under it.</summary>
internal sealed record WebSaid(string Text, IReadOnlyList<(string Title, string Words, string Value)> Buttons)
{
    public string Seen => string.Join('\n', Buttons.Select(b => $"（{b.Title}）").Prepend(Text));
}

/// <summary>
/// The second channel of a story, Microsoft's side of it included: who signs, who gives the bot its token, and the Connector. Everybody who
/// speaks here has a conversation of their own.
/// </summary>
internal sealed class WebChat(TimeProvider clock) : IDisposable
{
    private const string Service = "https://webchat.invalid";
    private const string Bot = "luzhi@webchat";

    private readonly Issuer issuer = new(Service);
    private readonly Dictionary<string, List<WebSaid>> said = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> read = new(StringComparer.Ordinal);
    private string? token;
    private int ids;

    public BotFrameworkSettings Settings { get; } = new() { AppId = Issuer.AppId, AppPassword = "s3cret", LoginUrl = Service, ChannelMetadata = Service + "/metadata", EmulatorMetadata = Service + "/metadata" };

    /// <summary>The house's own door; null while it is closed.</summary>
    public Func<string, string, CancellationToken, Task<int>>? Porch { get; set; }

    public Task SayAsync(string who, string words, CancellationToken ct) => PostAsync(who, words, null, ct);

    /// <summary>Taps the newest button with these words; false where there is none.</summary>
    public async Task<bool> TapAsync(string who, string words, CancellationToken ct)
    {
        var buttons = said.GetValueOrDefault(who)?.Select(s => s.Buttons).LastOrDefault(b => b.Count > 0) ?? [];
        foreach (var (title, text, value) in buttons.Where(b => b.Title.Contains(words, StringComparison.Ordinal)).Take(1))
        {
            await PostAsync(who, text, value, ct);
            return true;
        }

        return false;
    }

    public WebSaid? Next(string who) => said.GetValueOrDefault(who) is { } all && all.Count > read.GetValueOrDefault(who) ? all[read.GetValueOrDefault(who)] : null;

    public void ReadOne(string who) => read[who] = read.GetValueOrDefault(who) + 1;

    public string? AnyUnread() => said.Keys.FirstOrDefault(who => Next(who) is not null);

    public void Dispose() => issuer.Dispose();

    public (HttpStatusCode Status, string Body) Answer(string method, string path, string? bearer, string body) => (method, path.Split('/', StringSplitOptions.RemoveEmptyEntries)) switch
    {
        ("GET", ["metadata"]) => (HttpStatusCode.OK, issuer.MetadataDocument),
        ("GET", ["keys"]) => (HttpStatusCode.OK, issuer.KeysDocument),
        ("POST", ["botframework.com", "oauth2", "v2.0", "token"]) => LogIn(),
        ("POST", ["v3", "conversations", var conversation, "activities", ..]) => Take(Uri.UnescapeDataString(conversation), bearer, body),
        _ => (HttpStatusCode.NotFound, "{}"),
    };

    private (HttpStatusCode, string) LogIn()
    {
        token = issuer.BotToken(clock.GetUtcNow());
        return (HttpStatusCode.OK, JsonSerializer.Serialize(new { token_type = "Bearer", expires_in = 3600, access_token = token }));
    }

    private (HttpStatusCode, string) Take(string conversation, string? bearer, string body)
    {
        if (bearer is null || bearer != token)
        {
            return (HttpStatusCode.Unauthorized, "{}");
        }

        using var activity = JsonDocument.Parse(body);
        var buttons = activity.RootElement.TryGetProperty("suggestedActions", out var actions) ? actions.GetProperty("actions").EnumerateArray().ToList() : [];
        said.TryAdd(conversation, []);
        said[conversation].Add(new WebSaid(
            activity.RootElement.GetProperty("text").GetString()!,
            [.. buttons.Select(b => (b.GetProperty("title").GetString()!, b.GetProperty("text").GetString()!, b.GetProperty("value").GetString()!))]));
        return (HttpStatusCode.OK, $$"""{"id":"{{++ids}}"}""");
    }

    private async Task PostAsync(string who, string text, string? value, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var activity = new
        {
            type = "message", id = $"{who}|{++ids}", timestamp = now, channelId = "webchat", serviceUrl = Service + "/", from = new { id = who }, recipient = new { id = Bot },
            conversation = new { id = who }, text, textFormat = "plain", value,
        };
        var proof = issuer.Token(now, claims => claims["serviceurl"] = Service + "/");
        var status = Porch is null ? throw new InvalidOperationException("停机的时候网页也打不开") : await Porch(JsonSerializer.Serialize(activity), proof, ct);
        if (status != 200)
        {
            throw new InvalidOperationException($"网页上的话没有送进去：{status}");
        }
    }
}

/// <summary>Web Chat behind an HttpClient of the same process.</summary>
internal sealed class WebChatHandler(WebChat webChat) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var (status, answer) = webChat.Answer(request.Method.Method, request.RequestUri!.AbsolutePath, request.Headers.Authorization?.Parameter, body);
        return new HttpResponseMessage(status) { Content = new StringContent(answer, System.Text.Encoding.UTF8, "application/json"), RequestMessage = request };
    }
}
