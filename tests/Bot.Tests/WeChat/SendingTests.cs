using System.Text;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;
using Route = Luzhi.Core.Messages.Route;

namespace Luzhi.Bot.Tests.WeChat;

public sealed class SendingTests
{
    private static readonly WeChatAccount WithTemplates = new()
    {
        Templates = new Dictionary<DoorbellKind, WeChatTemplate>
        {
            [DoorbellKind.Meeting] = new("T1", new Dictionary<string, DoorbellField>
            {
                ["thing1"] = DoorbellField.Title, ["time2"] = DoorbellField.When, ["thing3"] = DoorbellField.Place, ["thing4"] = DoorbellField.Hint, ["name5"] = DoorbellField.Body,
            }),
        },
    };

    private static readonly Doorbell Bell = new("meeting", "关于召开政协第十四届委员会常务委员会第十二次会议的通知", Some.Monday.AddDays(2), "三楼\n会议室", "https://x/m/1?a=1&b=2", null);

    [Fact]
    public async Task A_text_goes_as_utf8_letters_of_known_length()
    {
        await using var platform = StandIn.Open();

        (await platform.SayAsync("张建国您好😀\n<a href=\"https://x/?a=1&b=2\">打开</a>")).ShouldBe(new SendOutcome.Sent(null));

        var call = platform.Sends.ShouldHaveSingleItem();
        call.Path.ShouldBe("/cgi-bin/message/custom/send");
        call.Body.ShouldBe("""{"touser":"oLiXiuying","msgtype":"text","text":{"content":"张建国您好😀\n<a href=\"https://x/?a=1&b=2\">打开</a>"}}""");
        call.ContentType.ShouldBe("application/json; charset=utf-8");
        call.Chunked.ShouldBeFalse();
        call.Token.ShouldBe("t1");
    }

    [Fact]
    public async Task Choices_that_answer_a_duty_go_as_a_menu_whose_taps_name_it()
    {
        await using var platform = StandIn.Open();
        await platform.SayAsync("请您出席会议。", default, new Choice("1", "参加"), new Choice("2", "请假"));
        platform.Sends.Single().Body.ShouldBe(
            """{"touser":"oLiXiuying","msgtype":"msgmenu","msgmenu":{"head_content":"请您出席会议。","list":[{"id":"a17:1","content":"1 参加"},{"id":"a17:2","content":"2 请假"}],"tail_content":""}}""");
    }

    [Fact]
    public async Task Choices_that_answer_no_duty_are_lines_and_are_never_what_is_cut_off()
    {
        await using var platform = StandIn.Open();
        await platform.Channel.SendAsync(StandIn.Message(Route.Session, new Content { Text = new string('委', 1000), Choices = [new("1", "保存"), new("2", "修改")] }), default);
        var content = platform.Sends.Single().Json.GetProperty("text").GetProperty("content").GetString()!;
        content.ShouldEndWith("委…\n1 保存\n2 修改");
        Encoding.UTF8.GetByteCount(content).ShouldBeInRange(2040, 2048);
    }

    [Fact]
    public async Task A_doorbell_is_fitted_to_its_template_and_known_by_its_client_id()
    {
        await using var platform = StandIn.Open(WithTemplates);
        platform.Say("""{"errcode":0,"errmsg":"ok","msgid":2400000000000000001}""");

        var outcome = await platform.Channel.SendAsync(StandIn.Message(Route.Doorbell, new Content { Text = "全文", Doorbell = Bell }), default);

        outcome.ShouldBe(new SendOutcome.Sent("2400000000000000001"));
        var call = platform.Sends.ShouldHaveSingleItem();
        call.Path.ShouldBe("/cgi-bin/message/template/send");
        call.Body.ShouldBe(
            """{"touser":"oLiXiuying","template_id":"T1","client_msg_id":"n5:p7","data":{"thing1":{"value":"关于召开政协第十四届委员会常务委员会第…"},"time2":{"value":"2026年11月25日 09:00"}"""
            + ""","thing3":{"value":"三楼 会议室"},"thing4":{"value":"详见消息"},"name5":{"value":"东湖区政协"}},"url":"https://x/m/1?a=1&b=2"}""");
    }

    [Fact]
    public async Task A_doorbell_without_its_time_or_its_template_is_refused_before_it_is_sent()
    {
        await using var platform = StandIn.Open(WithTemplates);

        (await Ring(platform, Bell with { When = null })).ShouldBeOfType<SendOutcome.Refused>().Why.ShouldContain("time2");
        (await Ring(platform, Bell with { Kind = "broadcast" })).ShouldBeOfType<SendOutcome.Refused>().Why.ShouldContain("broadcast");
        (await Ring(platform, Bell with { Kind = "7" })).ShouldBeOfType<SendOutcome.Refused>();
        (await Ring(platform, null)).ShouldBeOfType<SendOutcome.Refused>();
        platform.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_openid_of_another_account_is_never_tried()
    {
        await using var platform = StandIn.Open();
        var message = StandIn.Message(Route.Session, new Content { Text = "x" }) with { To = new Address("wechat", "wx_simulator", StandIn.OpenId) };
        (await platform.Channel.SendAsync(message, default)).ShouldBeOfType<SendOutcome.Gone>();
        platform.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_the_account_may_do_comes_from_its_file()
    {
        await using var platform = StandIn.Open(WithTemplates with { CustomerService = false });
        platform.Channel.Rights.Session.ShouldBeFalse();
        platform.Channel.Rights.Windowless.ShouldBeFalse();
        platform.Channel.Rights.Doorbells.ShouldBe(["meeting"]);
    }

    [Fact]
    public async Task The_wire_log_has_path_and_code_and_neither_token_openid_words_nor_secret()
    {
        await using var platform = StandIn.Open(WithTemplates);
        platform.Say("""{"errcode":45015,"errmsg":"response out of time limit oLiXiuying t1 rid: 66f0a1b2-1a2b3c4d-5e6f7a8b"}""");
        await platform.SayAsync("秘密的话");
        await Ring(platform, Bell);

        platform.Log.All.ShouldContain("WeChat POST /cgi-bin/message/custom/send: 45015 rid: 66f0a1b2-1a2b3c4d-5e6f7a8b in 0 ms");
        platform.Log.All.ShouldContain("WeChat POST /cgi-bin/stable_token: 0 in");
        foreach (var secret in new[] { "access_token", "t1", StandIn.OpenId, "秘密", "政协", StandIn.Secret })
        {
            platform.Log.All.ShouldNotContain(secret);
        }
    }

    private static Task<SendOutcome> Ring(StandIn platform, Doorbell? bell) =>
        platform.Channel.SendAsync(StandIn.Message(Route.Doorbell, new Content { Text = "全文", Doorbell = bell }), default);
}
