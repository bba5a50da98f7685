using System.Text;
using System.Text.Json.Nodes;
using Luzhi.Bot.Simulator;
using Luzhi.Core.Settings;

namespace Luzhi.Bot.Tests.Simulator;

public sealed class TemplateNoticesTests
{
    private static readonly WeChatTemplate Meeting = PlatformTemplate.Chosen[DoorbellKind.Meeting];

    private readonly Stage stage = new();

    [Fact]
    public async Task A_notice_reaches_a_follower_outside_every_window()
    {
        await stage.FollowAsync();
        stage.Clock.Advance(TimeSpan.FromDays(30));

        var answer = await SendAsync(Notice());

        Stage.Code(answer).ShouldBe(0);
        answer["msgid"]!.GetValue<long>().ShouldBePositive();
        stage.LastBubble.Way.ShouldBe("template");
        stage.LastBubble.Content.Fields!.Select(f => f.Value).ShouldBe(["常委会第三次会议", "2026年3月2日 09:00", "市政协一楼会议室", "回复 1 参加 2 请假"]);
    }

    [Fact]
    public async Task The_platforms_word_on_it_follows_as_a_push()
    {
        await stage.FollowAsync();
        var msgId = (await SendAsync(Notice()))["msgid"]!.ToString();
        stage.Platform.PushMode = PushMode.Plain;

        (await stage.Platform.PushOwedAsync(default)).ShouldBe(1);

        Encoding.UTF8.GetString(stage.Heard[^1].Body).ShouldSatisfyAllConditions(
            b => b.ShouldContain("<![CDATA[TEMPLATESENDJOBFINISH]]>"),
            b => b.ShouldContain($"<MsgID>{msgId}</MsgID>"),
            b => b.ShouldContain("<Status><![CDATA[success]]></Status>"));
    }

    [Fact]
    public async Task Who_refuses_messages_is_only_told_of_afterwards()
    {
        await stage.FollowAsync();
        stage.Platform.Phones.Refuse(Stage.ZhangJianguo, true);
        stage.Platform.PushMode = PushMode.Plain;

        Stage.Code(await SendAsync(Notice())).ShouldBe(0);
        await stage.Platform.PushOwedAsync(default);

        stage.Phone.Bubbles.ShouldNotContain(b => b.Way == "template");
        Encoding.UTF8.GetString(stage.Heard[^1].Body).ShouldContain("failed:user block");
    }

    [Fact]
    public async Task The_same_client_message_id_is_sent_once_within_ten_minutes()
    {
        await stage.FollowAsync();
        var first = await SendAsync(Notice("o1"));
        var again = await SendAsync(Notice("o1"));
        again["msgid"]!.ToString().ShouldBe(first["msgid"]!.ToString());
        stage.Phone.Bubbles.Count(b => b.Way == "template").ShouldBe(1);

        stage.Clock.Advance(TimeSpan.FromMinutes(10));
        (await SendAsync(Notice("o1")))["msgid"]!.ToString().ShouldNotBe(first["msgid"]!.ToString());
        (await SendAsync(Notice("o2")))["msgid"]!.ToString().ShouldNotBe(first["msgid"]!.ToString());
        stage.Phone.Bubbles.Count(b => b.Way == "template").ShouldBe(3);
    }

    [Fact]
    public async Task Only_followers_and_only_the_accounts_own_templates()
    {
        Stage.Code(await SendAsync(Notice())).ShouldBe(43004);
        await stage.FollowAsync();
        var foreign = Notice();
        foreign["template_id"] = "somebody-elses";
        Stage.Code(await SendAsync(foreign)).ShouldBe(40037);
        var nobody = Notice();
        nobody["touser"] = "oNobody";
        Stage.Code(await SendAsync(nobody)).ShouldBe(40003);
    }

    [Theory]
    [InlineData("thing1", "二十一个字的会议名称实在是太长了不能印在通知上啊")]
    [InlineData("thing1", "")]
    [InlineData("time2", "下周一上午九点")]
    [InlineData("thing3", null)]
    public async Task A_field_that_cannot_be_printed_is_named(string key, string? value)
    {
        await stage.FollowAsync();
        var notice = Notice();
        notice["data"]![key] = value is null ? null : new JsonObject { ["value"] = value };

        var answer = await SendAsync(notice);

        Stage.Code(answer).ShouldBe(47003);
        answer["errmsg"]!.ToString().ShouldContain($"data.{key}.value");
    }

    [Theory]
    [InlineData("2026年3月2日 09:00")]
    [InlineData("2026-03-02 09:00:00")]
    [InlineData("2026年3月2日")]
    [InlineData("09:00~11:00")]
    [InlineData("2026年3月2日 09:00~2026年3月3日 12:00")]
    public async Task A_time_may_be_written_in_all_the_platforms_ways(string time)
    {
        await stage.FollowAsync();
        var notice = Notice();
        notice["data"]!["time2"] = new JsonObject { ["value"] = time };
        Stage.Code(await SendAsync(notice)).ShouldBe(0);
    }

    private Task<JsonObject> SendAsync(JsonObject notice) => stage.PostAsync(Routes.TemplateSend, notice);

    private static JsonObject Notice(string? clientId = null)
    {
        var notice = new JsonObject
        {
            ["touser"] = Stage.ZhangJianguo,
            ["template_id"] = Meeting.Id,
            ["data"] = new JsonObject
            {
                ["thing1"] = new JsonObject { ["value"] = "常委会第三次会议" },
                ["time2"] = new JsonObject { ["value"] = "2026年3月2日 09:00" },
                ["thing3"] = new JsonObject { ["value"] = "市政协一楼会议室" },
                ["thing4"] = new JsonObject { ["value"] = "回复 1 参加 2 请假" },
            },
        };
        if (clientId is not null)
        {
            notice["client_msg_id"] = clientId;
        }

        return notice;
    }
}
