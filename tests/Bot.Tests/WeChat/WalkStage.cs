using Luzhi.Bot.Channels.WeChat;
using Luzhi.Bot.Channels.WeChat.Walk;
using Luzhi.Bot.Channels.WeChat.WireIn;
using Luzhi.Bot.Simulator;
using Luzhi.Core;
using Luzhi.Core.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Platform = Luzhi.Bot.Simulator.Platform;

namespace Luzhi.Bot.Tests.WeChat;

/// <summary>The stand-in of the platform and our own public site on one loopback port, and the real wire in front of both.</summary>
internal sealed class WalkStage : IAsyncDisposable
{
    private readonly WebApplication site;
    private readonly ServiceProvider rooms;

    private WalkStage(WeChatAccount account, Func<WeChatSettings, WeChatSettings>? wire, string? publicUrl)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        site = builder.Build();
        site.Run(AnswerAsync);
        site.StartAsync().GetAwaiter().GetResult();
        Settings = new WeChatSettings { AppId = "wx1", AppSecret = "secret1", Token = "token1", ApiBaseUrl = site.Urls.Single() };
        Platform = new Platform(new PlatformAccount
        {
            AppId = Settings.AppId, AppSecret = Settings.AppSecret, Token = Settings.Token, EncodingAesKey = "",
        }, Clock, Chance.Seeded(1));

        var house = House.Find(AppContext.BaseDirectory);
        rooms = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(Clock).AddSingleton(Chance.Seeded(3))
            .AddSingleton(wire?.Invoke(Settings) ?? Settings).AddSingleton(account).AddSingleton(house)
            .AddSingleton(new OrganizationSettings { PublicUrl = publicUrl ?? site.Urls.Single() })
            .AddSingleton(Words.Load(house.Path("config/words.zh-CN.yaml"))).AddWeChat().BuildServiceProvider();
    }

    public ManualClock Clock { get; } = new();

    public WeChatSettings Settings { get; }

    public Platform Platform { get; }

    /// <summary>What our own address answers to the platform's greeting; the echo, unless a test says otherwise.</summary>
    public Func<HttpContext, Task> Callback { get; set; } = EchoAsync;

    public static WalkStage Open(WeChatAccount? account = null, Func<WeChatSettings, WeChatSettings>? wire = null, string? publicUrl = null) =>
        new(account ?? new WeChatAccount { Templates = PlatformTemplate.Chosen, Subscriptions = PlatformTemplate.Subscribed }, wire, publicUrl);

    public T Room<T>() where T : class => rooms.GetRequiredService<T>();

    public async Task<IReadOnlyList<string>> WalkAsync() =>
        [.. await Room<ConnectionWalk>().WalkAsync(default).Select(finding => $"{finding.Mark} {finding.Text}").ToListAsync()];

    public async ValueTask DisposeAsync()
    {
        await rooms.DisposeAsync();
        await site.DisposeAsync();
    }

    private static Task EchoAsync(HttpContext http)
    {
        var query = http.Request.Query;
        var good = Signature.Of("token1", query["timestamp"]!, query["nonce"]!) == query["signature"];
        http.Response.StatusCode = good ? 200 : 401;
        return http.Response.WriteAsync(good ? query["echostr"]! : "");
    }

    private async Task AnswerAsync(HttpContext http)
    {
        if (http.Request.Path == "/wechat")
        {
            await Callback(http);
            return;
        }

        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var answer = await Platform.CallAsync(new PlatformCall(http.Request.Method, http.Request.Path.Value!, http.Request.QueryString.Value ?? "", body.ToArray()), default);
        http.Response.StatusCode = answer.Status;
        await http.Response.Body.WriteAsync(answer.Body);
    }
}
