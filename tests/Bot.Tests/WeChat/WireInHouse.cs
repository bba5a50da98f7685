using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Luzhi.Bot.Channels;
using Luzhi.Bot.Channels.WeChat;
using Luzhi.Bot.Channels.WeChat.WireIn;
using Luzhi.Bot.Workers;
using Luzhi.Core;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;
using Luzhi.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Luzhi.Bot.Tests.WeChat;

/// <summary>The real porch in the real pipeline; only what stands behind it, the ledger, is the test's own.</summary>
public sealed class WireInHouse : IAsyncDisposable
{
    public const string OpenId = "oZhangJianguo";
    public static readonly string Key = EnvelopeTests.SomeKey(9);

    private readonly WebApplication app;
    private readonly Envelope envelope;
    private readonly FreshSpool disk = new();
    private int nonces;

    private WireInHouse(WeChatSettings settings, WeChatAccount account, bool loopback)
    {
        Settings = settings;
        envelope = new Envelope(Key, Vectors.AppId);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        if (loopback)
        {
            builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        }
        else
        {
            builder.WebHost.UseTestServer();
        }

        builder.Logging.AddProvider(Log);
        builder.Services.AddRouting().AddSingleton<TimeProvider>(Clock).AddSingleton(Chance.Seeded(3)).AddSingleton(settings).AddSingleton(account)
            .AddSingleton(new OrganizationSettings()).AddSingleton(Words.Load(House.Find(AppContext.BaseDirectory).Path("config/words.zh-CN.yaml")))
            .AddSingleton<TakeTurn>((inbound, race, ct) => Take(inbound, race, ct)).AddSingleton(disk.Spool).AddSingleton<Converse>().AddWeChat();
        app = builder.Build();
        app.UseRouting();
        foreach (var channel in app.Services.GetServices<IChannel>())
        {
            channel.Map(app);
        }
    }

    public static DateTimeOffset Now { get; } = DateTimeOffset.FromUnixTimeSeconds(1714112445);

    public ManualClock Clock { get; } = new(Now);

    public Lines Log { get; } = new();

    public WeChatSettings Settings { get; }

    public ConcurrentQueue<Inbound> Taken { get; } = new();

    /// <summary>The ledger's place. By default it answers every text with what was said.</summary>
    public TakeTurn Take { get; set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    public static async Task<WireInHouse> OpenAsync(WeChatMode? mode = null, bool key = true, bool customerService = true, bool loopback = false, string appId = Vectors.AppId, string previousKey = "", WeChatAccount? account = null)
    {
        var settings = new WeChatSettings { AppId = appId, Token = Vectors.Token, EncodingAesKey = key ? Key : "", PreviousEncodingAesKey = previousKey, Mode = mode };
        var house = new WireInHouse(settings, account ?? new WeChatAccount { CustomerService = customerService }, loopback);
        house.Take = (inbound, race, _) =>
        {
            house.Taken.Enqueue(inbound);
            race.TryPassive();
            return Task.FromResult(new Answered(inbound.Kind == InboundKind.Text ? "收到：" + inbound.Text : null, false, ReplyRoute.Passive, 1));
        };
        await house.app.StartAsync();
        house.Http = loopback ? new HttpClient { BaseAddress = new Uri(house.app.Urls.Single()) } : house.app.GetTestClient();
        return house;
    }

    public static string Text(string words, long id = 1) => Push($"<MsgType>text</MsgType><Content><![CDATA[{words}]]></Content><MsgId>{id}</MsgId>");

    public static string Push(string rest) =>
        $"<xml><ToUserName><![CDATA[gh_a]]></ToUserName><FromUserName><![CDATA[{OpenId}]]></FromUserName><CreateTime>{Now.ToUnixTimeSeconds()}</CreateTime>{rest}</xml>";

    public static string Json(string words, long id = 1) =>
        $$"""{"ToUserName":"gh_a","FromUserName":"{{OpenId}}","CreateTime":{{Now.ToUnixTimeSeconds()}},"MsgType":"text","Content":"{{words}}","MsgId":{{id}}}""";

    /// <summary>As the platform pushes in plain mode.</summary>
    public Task<HttpResponseMessage> ClearAsync(string body, DateTimeOffset? at = null, string? token = null, CancellationToken ct = default)
    {
        var (timestamp, nonce) = Stamp(at);
        var signature = Signature.Of(token ?? Vectors.Token, timestamp, nonce);
        return PostAsync($"signature={signature}&timestamp={timestamp}&nonce={nonce}&openid={OpenId}", body, ct);
    }

    /// <summary>As the platform pushes in safe mode; with <paramref name="beside"/>, in compatible mode.</summary>
    public Task<HttpResponseMessage> SealedAsync(string push, string beside = "", Envelope? by = null, DateTimeOffset? at = null, string? token = null, bool json = false)
    {
        var encrypt = (by ?? envelope).Seal(push, Encoding.ASCII.GetBytes("0123456789abcdef"));
        return PostSealedAsync(encrypt, beside, at, token, json);
    }

    public Task<HttpResponseMessage> PostSealedAsync(string encrypt, string beside = "", DateTimeOffset? at = null, string? token = null, bool json = false)
    {
        var (timestamp, nonce) = Stamp(at);
        var signature = Signature.Of(Vectors.Token, timestamp, nonce); // right even when the envelope's is forged: it must not be enough
        var sealedBy = Signature.Of(token ?? Vectors.Token, timestamp, nonce, encrypt);
        var body = json ? $$"""{"ToUserName":"gh_a","Encrypt":"{{encrypt}}"}""" : $"<xml><ToUserName><![CDATA[gh_a]]></ToUserName>{beside}<Encrypt><![CDATA[{encrypt}]]></Encrypt></xml>";
        return PostAsync($"signature={signature}&timestamp={timestamp}&nonce={nonce}&openid={OpenId}&encrypt_type=aes&msg_signature={sealedBy}", body);
    }

    public Task<HttpResponseMessage> PostAsync(string query, string body, CancellationToken ct = default) =>
        Http.PostAsync($"/wechat?{query}", new StringContent(body, Encoding.UTF8, "text/xml"), ct);

    public (string Timestamp, string Nonce) Stamp(DateTimeOffset? at = null) =>
        ($"{(at ?? Clock.GetUtcNow()).ToUnixTimeSeconds()}", $"n{Interlocked.Increment(ref nonces)}");

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
        disk.Dispose();
    }

    /// <summary>Everything that was logged, at every level.</summary>
    public sealed class Lines : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> lines = new();

        public string All => string.Join('\n', lines);

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}

public static class Answers
{
    public static async Task ShouldBeAsync(this Task<HttpResponseMessage> asked, HttpStatusCode status, string? body = null)
    {
        using var answer = await asked;
        answer.StatusCode.ShouldBe(status);
        if (body is not null)
        {
            (await answer.Content.ReadAsStringAsync()).ShouldBe(body);
        }
    }
}
