using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Luzhi.Bot.Tests.Crash;

/// <summary>What reached a phone, and in which life of the house.</summary>
internal sealed record Received(string OpenId, string Text, int Life, long Order);

/// <summary>The platform as the house sees it from outside: outlives the house, gives tokens, and writes down what reaches a phone.</summary>
internal sealed class PlatformStandIn : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, bool> templates = new(StringComparer.Ordinal);
    private long order;

    private PlatformStandIn(WebApplication app) => this.app = app;

    /// <summary>How often the house has been started.</summary>
    public int Life { get; set; }

    public ConcurrentQueue<Received> Inbox { get; } = new();

    /// <summary>How it fails at present; null while it works. Returns the answer, or null when it has given up on it.</summary>
    public Func<CancellationToken, Task<(int Status, string Body)?>>? Trouble { get; set; }

    /// <summary>How many calls were turned away or left hanging.</summary>
    public int Troubled { get; private set; }

    public string Url => app.Urls.Single();

    public static async Task<PlatformStandIn> OpenAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var platform = new PlatformStandIn(builder.Build());
        platform.app.Run(platform.AnswerAsync);
        await platform.app.StartAsync();
        return platform;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        using var body = await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
        if (Trouble is { } trouble)
        {
            Troubled++;
            if (await trouble(http.RequestAborted) is not var (status, answer))
            {
                http.Abort();
                return;
            }

            http.Response.StatusCode = status;
            await http.Response.WriteAsync(answer);
            return;
        }

        await http.Response.WriteAsync(Take(http.Request.Path, body.RootElement));
    }

    private string Take(string path, JsonElement body)
    {
        switch (path)
        {
            case "/cgi-bin/stable_token":
                return """{"access_token":"t1","expires_in":7200}""";
            case "/cgi-bin/message/custom/send":
                Write(body, body.TryGetProperty("msgmenu", out var menu) ? menu.GetProperty("head_content") : body.GetProperty("text").GetProperty("content"));
                break;
            case "/cgi-bin/message/template/send":
                // The platform knows a second try by its client's id.
                if (!templates.TryAdd(body.GetProperty("client_msg_id").GetString()!, true))
                {
                    return """{"errcode":45065,"errmsg":"clientmsgid exist","msg_id":1}""";
                }

                Write(body, body.GetProperty("data").GetProperty("thing1").GetProperty("value"));
                break;
        }

        return """{"errcode":0,"errmsg":"ok","msgid":1}""";
    }

    private void Write(JsonElement body, JsonElement text) =>
        Inbox.Enqueue(new Received(body.GetProperty("touser").GetString()!, text.GetString()!, Life, Interlocked.Increment(ref order)));
}
