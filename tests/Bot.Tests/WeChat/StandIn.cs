using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Luzhi.Bot.Channels.WeChat;
using Luzhi.Bot.Channels.WeChat.WireOut;
using Luzhi.Core;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;
using Route = Luzhi.Core.Messages.Route;

namespace Luzhi.Bot.Tests.WeChat;

public sealed record Call(string Method, string Path, string Token, string Query, string Body, string? ContentType, bool Chunked)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;
}

/// <summary>
/// A platform on the loopback that answers what the test says, and the real wire out, wired as in the product, in front of it.
/// It gives tokens "t1", "t2", … and takes only the last one, until told otherwise.
/// </summary>
public sealed class StandIn : IAsyncDisposable
{
    public const string AppId = "wx_ours";
    public const string Secret = "the-app-secret";
    public const string OpenId = "oLiXiuying";

    private readonly WebApplication app;
    private readonly ServiceProvider rooms;
    private int tokens;

    private StandIn(WeChatAccount account, IConnectionMultiplexer? redis)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Run(ReceiveAsync);
        app.StartAsync().GetAwaiter().GetResult();
        Settings = new WeChatSettings { AppId = AppId, AppSecret = Secret, Token = Vectors.Token, ApiBaseUrl = app.Urls.Single() + "/platform/" };

        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        services.AddSingleton<TimeProvider>(Clock).AddSingleton(Chance.Seeded(3)).AddSingleton(Settings).AddSingleton(account)
            .AddSingleton(new OrganizationSettings { Name = "东湖区政协" }).AddSingleton(Words).AddWeChat();
        if (redis is not null)
        {
            services.AddSingleton(redis);
        }

        rooms = services.BuildServiceProvider();
    }

    public static Words Words { get; } = Words.Load(House.Find(AppContext.BaseDirectory).Path("config/words.zh-CN.yaml"));

    public ManualClock Clock { get; } = new();

    public WireInHouse.Lines Log { get; } = new();

    public WeChatSettings Settings { get; }

    public ConcurrentQueue<Call> Calls { get; } = new();

    /// <summary>Every call but those for a token.</summary>
    public IEnumerable<Call> Sends => Calls.Where(call => call.Path != AccessTokens.Path);

    public IEnumerable<Call> Fetches => Calls.Where(call => call.Path == AccessTokens.Path);

    /// <summary>null to write nothing by itself: the delegate has answered, or never will.</summary>
    public Func<Call, HttpContext, Task<string?>> Answer { get; set; } = (_, _) => Task.FromResult<string?>("""{"errcode":0,"errmsg":"ok"}""");

    public Func<Call, string> GiveToken { get; set; } = null!;

    public WeChatChannel Channel => rooms.GetRequiredService<WeChatChannel>();

    public T Room<T>() where T : class => rooms.GetRequiredService<T>();

    public static StandIn Open(WeChatAccount? account = null, IConnectionMultiplexer? redis = null)
    {
        var standIn = new StandIn(account ?? new WeChatAccount(), redis);
        standIn.GiveToken = _ => standIn.NewToken();
        return standIn;
    }

    public string NewToken(int lasts = 7200) => $$"""{"access_token":"t{{Interlocked.Increment(ref tokens)}}","expires_in":{{lasts}}}""";

    /// <summary>Answers in turn; the last one from then on.</summary>
    public void Say(params string[] answers)
    {
        var left = new ConcurrentQueue<string>(answers);
        Answer = (_, _) => Task.FromResult<string?>(left.Count > 1 && left.TryDequeue(out var next) ? next : left.TryPeek(out var last) ? last : answers[^1]);
    }

    public void Respond(Func<HttpContext, Task> respond) => Answer = async (_, http) =>
    {
        await respond(http);
        return null;
    };

    public Task<SendOutcome> SayAsync(string text, CancellationToken ct = default, params Choice[] choices) =>
        Channel.SendAsync(Message(Route.Session, new Content { Text = text, Choices = choices, AssignmentId = choices.Length > 0 ? 17 : null }), ct);

    public static Outbound Message(Route route, Content content) => new(1, new Address("wechat", AppId, OpenId), route, "n5:p7", content, false);

    public Task ShutAsync() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await rooms.DisposeAsync();
        await app.DisposeAsync();
    }

    private async Task ReceiveAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body, new UTF8Encoding(false, true));
        var call = new Call(
            http.Request.Method, http.Request.Path.Value!["/platform".Length..], http.Request.Query["access_token"].ToString(), http.Request.QueryString.Value ?? "",
            await reader.ReadToEndAsync(), http.Request.ContentType, http.Request.ContentLength is null && http.Request.Method == "POST");
        Calls.Enqueue(call);
        var answer = call.Path == AccessTokens.Path ? GiveToken(call) : await Answer(call, http);
        if (answer is not null)
        {
            await http.Response.WriteAsync(answer);
        }
    }
}
