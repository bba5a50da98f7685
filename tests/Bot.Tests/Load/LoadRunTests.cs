using Luzhi.Bot.Load;
using Luzhi.Core;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Bot.Tests.Load;

public sealed class LoadRunTests
{
    private const string Key = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";

    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task The_real_house_answers_every_push_and_a_repeat_with_the_same_words(Provider provider)
    {
        await using var house = await HouseAsync(provider);
        var run = Run(Plan(new Uri(house.Stranger.BaseAddress!, "/wechat")) with { Repeats = 50 });

        (await run.ProbeAsync(Ct)).ShouldBeNull();
        var figures = await run.RunAsync(Ct);

        figures.Pushed.ShouldBeGreaterThan(0);
        figures.Answered.ShouldBe(figures.Pushed);
        figures.Repeated.ShouldBeGreaterThan(0);
        figures.RepeatedAlike.ShouldBe(figures.Repeated);
        figures.Clean.ShouldBeTrue();
        await using var db = house.Database.Open();
        (await db.Inbox.LongCountAsync(Ct)).ShouldBe(figures.Pushed + 1); // and the probe; a repeat is no second row
    }

    [Fact]
    public async Task A_wrong_token_a_wrong_key_and_a_closed_door_are_told_apart()
    {
        await using var house = await HouseAsync(Provider.Sqlite);
        await using var closed = await RunningHouse.StartAsync(Provider.Sqlite);
        var plan = Plan(new Uri(house.Stranger.BaseAddress!, "/wechat"));

        (await Run(plan with { Token = "another" }).ProbeAsync(Ct)).ShouldBe(("token", 401));
        (await Run(plan with { AesKey = new string('k', 43) }).ProbeAsync(Ct)).ShouldBe(("key", 401));
        (await Run(plan with { AppId = "wx-of-another" }).ProbeAsync(Ct)).ShouldBe(("key", 401));
        (await Run(Plan(new Uri(closed.Stranger.BaseAddress!, "/wechat"))).ProbeAsync(Ct)).ShouldBe(("closed", 503));
        (await Run(plan with { Server = new Uri(house.Stranger.BaseAddress!, "/health/live") }).ProbeAsync(Ct)).ShouldBe(("stranger", 200));
    }

    [Fact]
    public async Task A_server_that_answers_rubbish_is_found_out_before_anything_is_measured()
    {
        await using var stub = await StubServer.StartAsync(context => context.Response.WriteAsync("<html>welcome</html>"));

        (await Run(Plan(stub.Address)).ProbeAsync(Ct)).ShouldBe(("rubbish", 200));
    }

    [Fact]
    public async Task Rubbish_refusals_and_silence_are_counted_each_as_what_they_are()
    {
        var asked = 0;
        await using var stub = await StubServer.StartAsync(context => (Interlocked.Increment(ref asked) % 4) switch
        {
            0 => context.Response.WriteAsync("success"),
            1 => context.Response.WriteAsync("<xml><Encrypt><![CDATA[bm90IG91cnM=]]></Encrypt><MsgSignature>1</MsgSignature></xml>"),
            2 => RefuseAsync(context),
            _ => HangUpAsync(context),
        });

        var figures = await Run(Plan(stub.Address) with { Connections = 1, Lasts = TimeSpan.FromMilliseconds(600) }).RunAsync(Ct);

        figures.Rubbish.ShouldBeGreaterThan(0);
        figures.Refused.Keys.ShouldBe([403]);
        figures.Lost.ShouldBeGreaterThan(0);
        figures.Answered.ShouldBe(0);
        (figures.Silent + figures.Rubbish + figures.Lost + figures.Refused[403]).ShouldBe(figures.Pushed);
        figures.Clean.ShouldBeFalse();
    }

    [Fact]
    public async Task An_empty_server_is_measured_without_a_look_at_its_answers()
    {
        await using var stub = await StubServer.StartAsync(context => context.Response.WriteAsync("constant"));

        var figures = await Run(Plan(stub.Address) with { Baseline = true }).RunAsync(Ct);

        figures.Clean.ShouldBeTrue();
        figures.Pushed.ShouldBeGreaterThan(0);
    }

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private static Task HangUpAsync(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    private static Task<RunningHouse> HouseAsync(Provider provider) => RunningHouse.StartAsync(provider, all => all with
    {
        WeChat = new WeChatSettings { AppId = "wx0123456789abcdef", AppSecret = "s", Token = "benchtoken", EncodingAesKey = Key, ApiBaseUrl = "http://127.0.0.1:9" },
    });

    private static LoadPlan Plan(Uri server) => new()
    {
        Server = server,
        AppId = "wx0123456789abcdef",
        Token = "benchtoken",
        AesKey = Key,
        People = 7,
        Connections = 4,
        Warmup = TimeSpan.Zero,
        Lasts = TimeSpan.FromMilliseconds(300),
    };

    private static LoadRun Run(LoadPlan plan) => new(plan, Chance.Real, RunningHouse.RealClock);
}
