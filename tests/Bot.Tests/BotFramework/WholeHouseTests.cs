using System.Net;
using System.Text.Json;
using Luzhi.Bot.Tests.OfficeConsole;
using Luzhi.Core.Meetings;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Bot.Tests.BotFramework;

/// <summary>From a channel's post to the committed row, and by the door back through the Connector; only Microsoft's side is played.</summary>
public sealed class WholeHouseTests
{
    private static CancellationToken Ct => RunningHouse.Ct;

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_message_is_answered_by_the_door_as_a_reply_and_a_repeat_is_not_answered_again(Provider provider)
    {
        await using var cloud = await OpenAsync();
        await using var house = await HouseAsync(cloud, provider);
        foreach (var _ in Enumerable.Range(0, 3))
        {
            using var answer = await cloud.SayAsync(house, "c|1;x", "u:张", "你好", id: "c|1;x|7");
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            (await answer.Content.ReadAsStringAsync()).ShouldBeEmpty();
        }

        var said = await cloud.SaidAsync("c|1;x");
        said.GetProperty("text").GetString()!.ShouldContain("绑定");
        said.GetProperty("replyToId").GetString().ShouldBe("c|1;x|7");
        said.GetProperty("recipient").GetProperty("id").GetString().ShouldBe("u:张");

        // The next thing said in the conversation is the answer to the next message: nothing was said in between.
        await cloud.SayAsync(house, "c|1;x", "u:张", "绑定 AAAA22");
        (await cloud.SaidAsync("c|1;x")).GetProperty("text").GetString()!.ShouldContain("没有查到");
        await using var db = house.Database.Open();
        (await db.Inbox.Select(i => i.ReplyRoute).ToListAsync()).ShouldBe(["door", "door"]);
        (await db.Contacts.SingleAsync()).Address.ShouldBe(new Address("botframework", Issuer.AppId + "/webchat", "u:张"));
        cloud.TokensGiven.ShouldBe(1, "the token is kept");
    }

    [Fact]
    public async Task Who_asks_for_replies_in_the_body_gets_them_there()
    {
        await using var cloud = await OpenAsync();
        await using var house = await HouseAsync(cloud);
        using var answer = await cloud.PostAsync(house, "c1", new { type = "message", from = new { id = "u1" }, text = "你好", deliveryMode = "expectReplies" }, id: "a1");
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var only = body.RootElement.GetProperty("activities").EnumerateArray().ShouldHaveSingleItem();
        only.GetProperty("text").GetString()!.ShouldContain("绑定");
        only.GetProperty("replyToId").GetString().ShouldBe("a1");
        cloud.Silent("c1").ShouldBeTrue();
    }

    [Fact]
    public async Task Who_joins_is_welcomed_and_the_bot_itself_is_not()
    {
        await using var cloud = await OpenAsync();
        await using var house = await HouseAsync(cloud);
        await cloud.PostAsync(house, "c1", new { type = "conversationUpdate", from = new { id = Cloud.Bot }, membersAdded = new[] { new { id = Cloud.Bot } } });
        await cloud.PostAsync(house, "c1", new { type = "conversationUpdate", from = new { id = "u1" }, membersAdded = new[] { new { id = "u1" }, new { id = Cloud.Bot } } });
        (await cloud.SaidAsync("c1")).GetProperty("text").GetString()!.ShouldStartWith("欢迎关注");
        await using var db = house.Database.Open();
        (await db.Inbox.CountAsync()).ShouldBe(1);
    }

    [Theory]
    [InlineData("typing", HttpStatusCode.OK)]
    [InlineData("event", HttpStatusCode.OK)]
    [InlineData("messageReaction", HttpStatusCode.OK)]
    [InlineData("hologram", HttpStatusCode.OK)]
    [InlineData("invoke", HttpStatusCode.NotImplemented)]
    public async Task What_means_nothing_here_leaves_no_row(string type, HttpStatusCode status)
    {
        await using var cloud = await OpenAsync();
        await using var house = await HouseAsync(cloud);
        (await cloud.PostAsync(house, "c1", new { type, name = "x", value = new { a = 1 }, from = new { id = "u1" } })).StatusCode.ShouldBe(status);
        await using var db = house.Database.Open();
        (await db.Inbox.CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Wrong_callers_and_wrong_bodies_are_turned_away_and_told_nothing()
    {
        await using var cloud = await OpenAsync();
        await using var house = await HouseAsync(cloud);
        var message = new { type = "message", from = new { id = "u1" }, text = "你好" };
        var elsewhere = cloud.Issuer.Token(Real.GetUtcNow(), c => c["serviceurl"] = "https://evil.example/");
        (HttpStatusCode Expected, Task<HttpResponseMessage> Posted)[] tries =
        [
            (HttpStatusCode.Unauthorized, cloud.PostAsync(house, "c1", message, token: null)),
            (HttpStatusCode.Unauthorized, cloud.PostAsync(house, "c1", message, token: "a.b.c")),
            (HttpStatusCode.Forbidden, cloud.PostAsync(house, "c1", message, channel: "telegram")),
            (HttpStatusCode.Forbidden, cloud.PostAsync(house, "c1", message, token: elsewhere)),
            (HttpStatusCode.BadRequest, cloud.PostAsync(house, "c1", new { from = new { id = "u1" }, text = "你好" })),
            (HttpStatusCode.BadRequest, cloud.PostAsync(house, "c1", new { type = "message", text = "你好" })),
            (HttpStatusCode.BadRequest, cloud.PostAsync(house, "c1", new { type = "message", from = "u1", text = "你好" })),
            (HttpStatusCode.BadRequest, cloud.PostAsync(house, "c1", new { type = "message", from = new { id = "u1" }, text = 7 })),
            (HttpStatusCode.BadRequest, cloud.PostAsync(house, "c1", new { type = "message", from = new { id = "u1" }, text = new string('履', 8001) })),
            (HttpStatusCode.RequestEntityTooLarge, cloud.PostAsync(house, "c1", new { type = "message", from = new { id = "u1" }, text = new string('x', 300_000) })),
        ];
        foreach (var (expected, posted) in tries)
        {
            using var answer = await posted;
            answer.StatusCode.ShouldBe(expected);
            (await answer.Content.ReadAsStringAsync()).ShouldBeEmpty();
        }

        await using var db = house.Database.Open();
        (await db.Inbox.CountAsync()).ShouldBe(0);
        (await db.Contacts.CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Without_an_AppId_the_door_is_closed_and_says_so_and_opened_for_local_use_it_takes_this_machines_word()
    {
        await using var cloud = await OpenAsync();
        await using var closed = await RunningHouse.StartAsync(Provider.Sqlite);
        (await cloud.SayAsync(closed, "c1", "u1", "你好")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);

        await using var local = await RunningHouse.StartAsync(Provider.Sqlite, settings => settings with { BotFramework = new BotFrameworkSettings { Local = true } });
        using var answer = await cloud.PostAsync(local, "c1", new { type = "message", from = new { id = "u1" }, text = "你好", deliveryMode = "expectReplies" }, token: null, channel: "emulator");
        (await answer.Content.ReadAsStringAsync()).ShouldContain("replyToId");
    }

    [Fact]
    public async Task In_a_group_the_house_keeps_silent()
    {
        await using var cloud = await OpenAsync();
        await using var house = await HouseAsync(cloud);
        await cloud.PostAsync(house, "g1", new { type = "message", from = new { id = "u1" }, text = "请假 住院", conversation = new { id = "g1", isGroup = true } });
        await using var db = house.Database.Open();
        (await db.Inbox.CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_token_that_a_channel_will_not_take_is_renewed_once_and_the_reply_arrives()
    {
        await using var cloud = await OpenAsync();
        await using var house = await HouseAsync(cloud);
        await cloud.SayAsync(house, "c1", "u1", "你好");
        await cloud.SaidAsync("c1");
        cloud.ForgetTokens();
        await cloud.SayAsync(house, "c1", "u1", "你好");
        (await cloud.SaidAsync("c1")).GetProperty("text").GetString()!.ShouldContain("绑定");
        cloud.TokensGiven.ShouldBe(1);
    }

    [Fact]
    public async Task Who_blocked_the_bot_is_gone_and_stands_on_the_call_sheet()
    {
        await using var cloud = await OpenAsync();
        await using var house = await HouseAsync(cloud);
        await BindAsync(cloud, house, "张建国", "u1");
        cloud.Refusals.Enqueue(_ => 403);
        await CallAsync(house, "主席会议");
        await house.UntilAsync(db => db.Outbox.AnyAsync(o => o.State == "held"));
        await using var after = house.Database.Open();
        (await after.Contacts.SingleAsync(c => c.ExternalId == "u1")).Followed.ShouldBeFalse();
        (await after.Outbox.SingleAsync()).LastWhy!.ShouldContain("403");
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Somebody_on_two_channels_is_one_person_told_once_and_answers_by_either(Provider provider)
    {
        await using var cloud = await OpenAsync();
        await using var house = await HouseAsync(cloud, provider);
        var (zhang, wechat) = await Some.BoundMemberAsync(house.Database, "张建国");
        await BindAsync(cloud, house, "张建国", "u1");
        await using (var db = house.Database.Open())
        {
            (await db.Contacts.Where(c => c.PersonId == zhang.Id).Select(c => c.Channel).ToListAsync()).ShouldBe(["wechat", "botframework"], ignoreOrder: true);
        }

        // WeChat's window is shut, this channel has none: the notice comes here, in full, with buttons.
        await CallAsync(house, "主席会议");
        var notice = await cloud.SaidAsync("c-u1");
        notice.TryGetProperty("replyToId", out _).ShouldBeFalse("we speak first");
        notice.GetProperty("text").GetString()!.ShouldEndWith("1 参加\n2 请假\n3 有疑问");
        var buttons = notice.GetProperty("suggestedActions").GetProperty("actions").EnumerateArray().ToList();
        buttons.Select(b => b.GetProperty("title").GetString()).ShouldBe(["1 参加", "2 请假", "3 有疑问"]);

        // A second meeting makes a bare digit ambiguous; a tap is not.
        await CallAsync(house, "全体会议");
        await cloud.SaidAsync("c-u1");
        await cloud.PostAsync(house, "c-u1", new { type = "message", from = new { id = "u1" }, text = "1 参加", value = buttons[0].GetProperty("value").GetString() });
        (await cloud.SaidAsync("c-u1")).GetProperty("text").GetString()!.ShouldContain("主席会议");

        // The other meeting from the other phone: the same talk, the same ledger.
        await house.HearAsync(new Inbound { From = wechat.Address, Key = "wechat:1", Kind = InboundKind.Text, Text = "请假 出差" });
        await using var after = house.Database.Open();
        var answers = await (from i in after.Invitations join m in after.Meetings on i.MeetingId equals m.Id where i.PersonId == zhang.Id orderby m.Id select i.State).ToListAsync();
        answers.ShouldBe([InvitationState.Attending, InvitationState.Leave]);
        (await after.Deliveries.CountAsync(d => d.NoticeId != null && d.PersonId == zhang.Id)).ShouldBe(2, "one notice a meeting, whatever ways there are");
    }

    [Fact]
    public async Task The_office_hands_somebody_who_is_bound_a_code_for_another_channel_and_sees_both()
    {
        await using var cloud = await OpenAsync();
        await using var house = await HouseAsync(cloud);
        var (zhang, _) = await Some.BoundMemberAsync(house.Database, "张建国");
        using var browser = await Browser.AtDeskAsync(house);
        await browser.SeeAsync($"/console/members/{zhang.Id}");
        await browser.PressAsync("发另一渠道的绑定码");
        var code = browser.Page.QuerySelector(".done .code")!.TextContent;

        await cloud.SayAsync(house, "c1", "u1", "绑定 " + code);
        (await cloud.SaidAsync("c1")).GetProperty("text").GetString()!.ShouldContain("绑定成功");

        await browser.SeeAsync($"/console/members/{zhang.Id}");
        browser.Text.ShouldContain("微信　");
        browser.Text.ShouldContain("网页聊天　");
    }

    private static TimeProvider Real => RunningHouse.RealClock;

    private static Task<Cloud> OpenAsync() => Cloud.OpenAsync(Real);

    private static Task<RunningHouse> HouseAsync(Cloud cloud, Provider provider = Provider.Sqlite) =>
        RunningHouse.StartAsync(provider, settings => settings with { BotFramework = cloud.Settings });

    private static async Task BindAsync(Cloud cloud, RunningHouse house, string name, string user)
    {
        long person;
        await using (var db = house.Database.Open())
        {
            person = await db.People.Where(p => p.Name == name).Select(p => (long?)p.Id).SingleOrDefaultAsync() ?? (await Some.MemberAsync(house.Database, name)).Id;
        }

        var code = (await house.Get<BindingBook>().IssueAsync([person], "秘书", Ct))[0].Code;
        await cloud.SayAsync(house, "c-" + user, user, "绑定 " + code);
        (await cloud.SaidAsync("c-" + user)).GetProperty("text").GetString()!.ShouldContain("绑定成功");
    }

    private static Task<long> CallAsync(RunningHouse house, string title) =>
        house.Get<MeetingBook>().CallAsync(new(title, Real.GetUtcNow().AddDays(3), "三楼会议室", "全体", []), "秘书", Ct);
}
