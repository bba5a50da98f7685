using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;
using Luzhi.Bot.Simulator;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Luzhi.Testing;

namespace Luzhi.Bot.Tests.Simulator;

public sealed class PageTests : IAsyncLifetime
{
    private readonly ManualClock real = new();
    private FreshDatabase fresh = null!;
    private PageHost host = null!;

    public async Task InitializeAsync()
    {
        fresh = await FreshDatabase.CreateAsync(Provider.Sqlite);
        host = await PageHost.StartAsync(fresh.Database, real, new House("/nowhere", "/nowhere"));
    }

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        await fresh.DisposeAsync();
    }

    [Fact]
    public async Task The_page_needs_nothing_but_this_server_and_runs_no_script_of_its_own()
    {
        var answer = await host.Http.GetAsync("/simulator");
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'self'");
        using var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());

        page.QuerySelectorAll("script").ShouldAllBe(s => s.TextContent.Length == 0);
        page.QuerySelectorAll("[style], style").ShouldBeEmpty();
        page.All.SelectMany(e => e.Attributes).ShouldNotContain(a => a.Name.StartsWith("on", StringComparison.Ordinal) || a.Value.Contains("//"));
        foreach (var asset in page.QuerySelectorAll("script[src], link[href]").Select(e => e.GetAttribute("src") ?? e.GetAttribute("href")))
        {
            (await host.Http.GetAsync(asset)).StatusCode.ShouldBe(HttpStatusCode.OK, asset);
        }
    }

    [Fact]
    public async Task A_phone_is_not_called_a_strangers_because_its_person_stands_far_down_the_roster()
    {
        for (var i = 0; i < 61; i++)
        {
            await Some.MemberAsync(fresh.Database, $"委员{i}");
        }

        await PhoneAsync("委员60");
        await PhoneAsync("路人甲");

        var found = await host.Http.GetFromJsonAsync<JsonObject>("/simulator/people?name=");

        found!["people"]!.AsArray().Count.ShouldBe(60);
        found["phones"]!.AsArray().Select(p => ((string?)p!["name"], (bool)p["known"]!)).ShouldBe([("委员60", true), ("路人甲", false)], ignoreOrder: true);
    }

    [Fact]
    public async Task What_is_written_on_the_page_stands_in_the_bubbles()
    {
        var phone = await PhoneAsync("张建国");
        await PostAsync($"phones/{phone}/follow", new { });
        await PostAsync($"phones/{phone}/say", new { text = " 我一定到 " });
        var shown = (await StateAsync(phone))["phones"]![0]!;
        shown["follows"]!.GetValue<bool>().ShouldBeTrue();
        shown["bubbles"]!.AsArray().Last()!["content"]!["text"]!.ToString().ShouldBe("我一定到");
    }

    [Fact]
    public async Task Who_does_not_follow_or_says_nothing_is_told_why()
    {
        var phone = await PhoneAsync("路人");
        (await PostAsync($"phones/{phone}/say", new { text = "你好" })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await PostAsync($"phones/{phone}/say", new { text = "  " })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync("phones/oNobody/say", new { text = "你好" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_question_since_now_is_answered_when_something_happens()
    {
        var version = (await StateAsync())["version"]!.GetValue<long>();
        var waiting = host.Http.GetFromJsonAsync<JsonObject>($"/simulator/state?since={version}");
        await PhoneAsync("张建国");
        (await waiting)!["version"]!.GetValue<long>().ShouldBeGreaterThan(version);
    }

    [Fact]
    public async Task The_clock_is_pulled_kept_and_never_pushed_back()
    {
        var before = host.Clock.GetUtcNow();
        (await PostAsync("clock", new { minutes = 60 })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await PostAsync("clock", new { to = "2026-11-24T09:00" })).StatusCode.ShouldBe(HttpStatusCode.NoContent); // nine in the morning in China
        host.Clock.GetUtcNow().ShouldBe(before.AddDays(1));
        (await new SimulatorBook(fresh.Database).ClockShiftAsync(default)).ShouldBe(TimeSpan.FromDays(1));

        (await PostAsync("clock", new { to = "2026-11-24T08:59" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync("clock", new { to = "明天" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync("clock", new { minutes = -5 })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        host.Clock.GetUtcNow().ShouldBe(before.AddDays(1));
    }

    [Fact]
    public async Task A_picture_is_sent_and_seen_and_anything_else_refused()
    {
        var phone = await PhoneAsync("张建国");
        await PostAsync($"phones/{phone}/follow", new { });
        (await UploadAsync(phone, [1, 2, 3], "image/png")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await UploadAsync(phone, [1, 2, 3], "text/html")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await UploadAsync(phone, new byte[(2 << 20) + 1], "image/png")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        var media = (await StateAsync(phone))["phones"]![0]!["bubbles"]!.AsArray().Last()!["content"]!["mediaId"]!.ToString();
        (await host.Http.GetByteArrayAsync("/simulator/media/" + media)).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task A_foreign_page_cannot_hold_a_phone()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/simulator/phones") { Content = JsonContent.Create(new { name = "x" }) };
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        (await host.Http.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Faults_are_switched_by_name()
    {
        (await PostAsync("faults", new { fault = "Busy", times = 3 })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await PostAsync("faults", new { fault = "Slow", times = (int?)null })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await PostAsync("faults", new { fault = "Nonsense", times = 3 })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var faults = (await StateAsync())["faults"]!;
        faults["Busy"]!.GetValue<int>().ShouldBe(3);
        faults["Slow"]!.GetValue<int>().ShouldBe(-1);
    }

    [Fact]
    public async Task The_platform_answers_over_http_as_it_does_in_process()
    {
        var account = host.Settings.WeChat;
        account.ApiBaseUrl.ShouldBe("http://localhost:5080/simulator/platform");
        var answer = await host.Http.GetAsync($"/simulator/platform/cgi-bin/token?grant_type=client_credential&appid={account.AppId}&secret={account.AppSecret}");
        (await answer.Content.ReadFromJsonAsync<JsonObject>())!["expires_in"]!.GetValue<int>().ShouldBe(7200);
        var refused = await host.Http.PostAsJsonAsync("/simulator/platform/cgi-bin/message/custom/send", new { });
        refused.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await refused.Content.ReadFromJsonAsync<JsonObject>())!["errcode"]!.GetValue<int>().ShouldBe(41001);
    }

    [Fact]
    public async Task A_cut_connection_is_no_answer_at_all()
    {
        host.Platform.Faults.Switch(Fault.Drop, 1);
        await Should.ThrowAsync<Exception>(() => host.Http.GetAsync("/simulator/platform/cgi-bin/menu/get"));
    }

    private async Task<string> PhoneAsync(string name) =>
        (await (await PostAsync("phones", new { name })).Content.ReadFromJsonAsync<JsonObject>())!["openId"]!.ToString();

    private Task<HttpResponseMessage> PostAsync(string path, object body) => host.Http.PostAsJsonAsync("/simulator/" + path, body);

    private async Task<JsonObject> StateAsync(string phones = "") => (await host.Http.GetFromJsonAsync<JsonObject>("/simulator/state?phones=" + phones))!;

    private Task<HttpResponseMessage> UploadAsync(string phone, byte[] bytes, string type)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return host.Http.PostAsync($"/simulator/phones/{phone}/picture", content);
    }
}
