using System.Text.Json.Nodes;
using Luzhi.Bot.Simulator;

namespace Luzhi.Bot.Tests.Simulator;

public sealed class SessionMessagesTests
{
    private readonly Stage stage = new();

    [Fact]
    public async Task After_a_member_wrote_five_messages_may_follow_within_48_hours()
    {
        await stage.FollowAsync();
        stage.Clock.Advance(TimeSpan.FromHours(1));
        await stage.SayAsync("你好");
        for (var i = 1; i <= 5; i++)
        {
            Stage.Code(await stage.SendTextAsync($"第 {i} 条")).ShouldBe(0);
        }

        Stage.Code(await stage.SendTextAsync("第 6 条")).ShouldBe(45047);
        stage.Phone.Bubbles.Count(b => b.Way == "session").ShouldBe(5);
    }

    [Fact]
    public async Task The_window_closes_after_48_hours_to_the_minute()
    {
        await stage.FollowAsync();
        await stage.SayAsync("你好");

        stage.Clock.Advance(TimeSpan.FromHours(48) - TimeSpan.FromSeconds(1));
        Stage.Code(await stage.SendTextAsync("赶上了")).ShouldBe(0);
        stage.Clock.Advance(TimeSpan.FromSeconds(1));
        Stage.Code(await stage.SendTextAsync("迟了")).ShouldBe(45015);
    }

    [Fact]
    public async Task Writing_again_opens_a_full_window_anew()
    {
        await stage.FollowAsync();
        stage.Clock.Advance(TimeSpan.FromHours(1));
        await stage.SayAsync("你好");
        for (var i = 0; i < 5; i++)
        {
            await stage.SendTextAsync("在");
        }

        await stage.SayAsync("还在吗");
        Stage.Code(await stage.SendTextAsync("在")).ShouldBe(0);
    }

    public static TheoryData<string> Touches => ["follow", "scan", "menu", "tap"];

    [Theory]
    [MemberData(nameof(Touches))]
    public async Task A_touch_allows_three_messages_for_one_minute(string touch)
    {
        await stage.FollowAsync();
        if (touch != "follow")
        {
            stage.Clock.Advance(TimeSpan.FromMinutes(2));
            Stage.Code(await stage.SendTextAsync("早了")).ShouldBe(45015);
            await TouchAsync(touch);
        }

        for (var i = 0; i < 3; i++)
        {
            Stage.Code(await stage.SendTextAsync("好")).ShouldBe(0);
        }

        Stage.Code(await stage.SendTextAsync("好")).ShouldBe(45047);
        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        Stage.Code(await stage.SendTextAsync("好")).ShouldBe(45015);
    }

    [Fact]
    public async Task Who_unfollowed_or_refuses_is_not_reached()
    {
        await stage.FollowAsync();
        await stage.SayAsync("你好");
        stage.Platform.Phones.Refuse(Stage.ZhangJianguo, true);
        Stage.Code(await stage.SendTextAsync("在吗")).ShouldBe(48002);

        await stage.Platform.Phones.UnfollowAsync(Stage.ZhangJianguo, default);
        Stage.Code(await stage.SendTextAsync("在吗")).ShouldBe(45015);
        Stage.Code(await stage.SendTextAsync("在吗", to: "oNobody")).ShouldBe(40003);
    }

    [Fact]
    public async Task A_message_menu_is_shown_with_items_to_tap()
    {
        await stage.FollowAsync();
        Stage.Code(await stage.PostAsync(Routes.CustomSend, JsonNode.Parse("""
            {"touser":"oZhangJianguo","msgtype":"msgmenu","msgmenu":{"head_content":"开会吗","list":[{"id":"a7:1","content":"1 参加"},{"id":"a7:2","content":"2 请假"}],"tail_content":"请选择"}}
            """)!)).ShouldBe(0);

        stage.LastBubble.Content.Text.ShouldBe("开会吗");
        stage.LastBubble.Content.Items!.Select(i => i.Id).ShouldBe(["a7:1", "a7:2"]);
        await stage.Platform.Phones.TapAsync(Stage.ZhangJianguo, "a7:1", "1 参加", default);
        stage.LastBubble.ShouldSatisfyAllConditions(b => b.Way.ShouldBe("own"), b => b.Content.Text.ShouldBe("1 参加"));
    }

    [Theory]
    [InlineData("""{"touser":"oZhangJianguo","msgtype":"text","text":{"content":""}}""", 44004)]
    [InlineData("""{"touser":"oZhangJianguo","msgtype":"text"}""", 44004)]
    [InlineData("""{"touser":"oZhangJianguo","msgtype":"letter"}""", 40008)]
    [InlineData("""{"touser":"oZhangJianguo","msgtype":"image","image":{"media_id":"gone"}}""", 40007)]
    [InlineData("""{"touser":"oZhangJianguo","msgtype":"msgmenu","msgmenu":{"head_content":"h","list":[]}}""", 40035)]
    [InlineData("""{"touser":"oZhangJianguo","msgtype":"news","news":{"articles":[{"title":"a"},{"title":"b"}]}}""", 45008)]
    [InlineData("""{"touser":"oZhangJianguo","msgtype":"text","text":{"content":"\u4f60"}}""", 40033)]
    [InlineData("""{"msgtype":"text","text":{"content":"x"}}""", 40003)]
    [InlineData("{", 47001)]
    public async Task A_malformed_message_is_named(string body, int errcode)
    {
        await stage.FollowAsync();
        var token = (await stage.StableAsync())["access_token"];
        Stage.Code(await stage.CallAsync("POST", Routes.CustomSend, "?access_token=" + token, body)).ShouldBe(errcode);
    }

    [Fact]
    public async Task A_text_may_have_2048_bytes_and_not_one_more()
    {
        await stage.FollowAsync();
        Stage.Code(await stage.SendTextAsync(new string('字', 682) + "ab")).ShouldBe(0);
        Stage.Code(await stage.SendTextAsync(new string('字', 682) + "abc")).ShouldBe(45002);
    }

    [Fact]
    public async Task Typing_shows_for_a_while_and_only_to_somebody_who_just_wrote()
    {
        await stage.FollowAsync();
        await stage.SayAsync("你好");
        (await TypeAsync("Typing")).ShouldBe(0);
        (await TypeAsync("Typing")).ShouldBe(45081);
        (await TypeAsync("CancelTyping")).ShouldBe(0);
        (await TypeAsync("Sing")).ShouldBe(45072);
        stage.Clock.Advance(TimeSpan.FromSeconds(31));
        (await TypeAsync("Typing")).ShouldBe(45080);
    }

    [Fact]
    public async Task The_days_quota_ends_at_midnight_in_Beijing()
    {
        var account = Stage.Account with { Limits = new PlatformLimits { Daily = new Dictionary<string, int> { [Routes.CustomSend] = 1 } } };
        var limited = new Stage(account);
        await limited.FollowAsync();
        Stage.Code(await limited.SendTextAsync("一")).ShouldBe(0);
        Stage.Code(await limited.SendTextAsync("二")).ShouldBe(45009);

        limited.Clock.SetNow(new DateTimeOffset(limited.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).Date.AddDays(1), TimeSpan.FromHours(8)));
        Stage.Code(await limited.SendTextAsync("三")).ShouldBe(45015); // counted anew: only the window is closed
    }

    private Task TouchAsync(string touch) => touch switch
    {
        "scan" => stage.Platform.Phones.ScanAsync(Stage.ZhangJianguo, "hall", default),
        "menu" => stage.Platform.Phones.ClickAsync(Stage.ZhangJianguo, "mine", default),
        _ => stage.Platform.Phones.TapAsync(Stage.ZhangJianguo, "a1:1", "1 参加", default),
    };

    private async Task<int> TypeAsync(string command) =>
        Stage.Code(await stage.PostAsync(Routes.Typing, new JsonObject { ["touser"] = Stage.ZhangJianguo, ["command"] = command }));
}
