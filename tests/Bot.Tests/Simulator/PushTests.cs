using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Luzhi.Bot.Simulator;
using Microsoft.AspNetCore.WebUtilities;

namespace Luzhi.Bot.Tests.Simulator;

public sealed class PushTests
{
    private readonly Stage stage = new();

    [Fact]
    public async Task In_the_clear_a_push_is_signed_and_holds_the_words()
    {
        stage.Platform.PushMode = PushMode.Plain;
        await stage.FollowAsync();
        await stage.SayAsync("我一定到]]>");

        var query = QueryHelpers.ParseQuery(stage.Heard[1].Query);
        query["signature"].ToString().ShouldBe(Seal.Sign(Stage.Account.Token, query["timestamp"]!, query["nonce"]!));
        query["openid"].ToString().ShouldBe(Stage.ZhangJianguo);
        query.ShouldNotContainKey("encrypt_type");
        Body(1).ShouldContain("<Content><![CDATA[我一定到]]]]><![CDATA[>]]></Content>");
        Body(0).ShouldContain("<Event><![CDATA[subscribe]]></Event><EventKey><![CDATA[]]></EventKey>");
    }

    [Fact]
    public async Task Safe_shows_nothing_but_the_account_and_opens_with_its_key()
    {
        await stage.FollowAsync();
        await stage.SayAsync("我一定到");

        Body(1).ShouldNotContain("我一定到");
        var query = QueryHelpers.ParseQuery(stage.Heard[1].Query);
        var closed = Regex.Match(Body(1), @"<Encrypt><!\[CDATA\[(.*?)\]\]>").Groups[1].Value;
        query["encrypt_type"].ToString().ShouldBe("aes");
        query["msg_signature"].ToString().ShouldBe(Seal.Sign(Stage.Account.Token, query["timestamp"]!, query["nonce"]!, closed));
        Sealer().Open(closed)!.ShouldContain("<Content><![CDATA[我一定到]]></Content>");
    }

    [Fact]
    public async Task Compatible_shows_both()
    {
        stage.Platform.PushMode = PushMode.Compatible;
        await stage.FollowAsync();
        await stage.SayAsync("我一定到");
        Body(1).ShouldSatisfyAllConditions(b => b.ShouldContain("<Content>"), b => b.ShouldContain("<Encrypt>"));
    }

    [Fact]
    public async Task As_json_the_names_are_the_same()
    {
        stage.Platform.PushMode = PushMode.Plain;
        stage.Platform.PushFormat = PushFormat.Json;
        await stage.FollowAsync();
        await stage.SayAsync("我一定到");

        var body = JsonNode.Parse(Body(1))!;
        body["Content"]!.GetValue<string>().ShouldBe("我一定到");
        body["MsgId"]!.GetValue<long>().ShouldBePositive();
        stage.Heard[1].ContentType.ShouldBe("application/json");
    }

    /// <summary>Vectors D and E of the dossier: the stand-in's own crypto against the platform's published bytes.</summary>
    [Fact]
    public void The_seal_agrees_with_the_published_vectors()
    {
        var seal = new Seal(new string('A', 43), "wxba5fad812f8e6fb9");
        const string reply = "ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32tmxSQ==";
        seal.Close("{\"demo_resp\":\"good luck\"}", "707722b803182950"u8.ToArray()).ShouldBe(reply);
        Seal.Sign("AAAAA", "1713424427", "415670741", reply).ShouldBe("1b9339964ed2e271e7c7b6ff2b0ef902fc94dea1");
        seal.Open("+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJGQqcvZqzDpVzazhZv6JsXUnnR8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+l5kdfMuFUPpRSrfMZuMcp3Fn2Pede2IuQrKEYwKSqFIZoNqJ4M8EajAsjLY2km32IIjdf8YL/P50F7mStwntrA2cPDrM1kb6mOcfBgRtWygb3VIYnSeOBrebufAlr7F9mFUPAJGj04=")
            .ShouldBe("{\"ToUserName\":\"gh_97417a04a28d\",\"FromUserName\":\"o9AgO5Kd5ggOC-bXrbNODIiE3bGY\",\"CreateTime\":1714112445,\"MsgType\":\"event\",\"Event\":\"debug_demo\",\"debug_str\":\"hello world\"}");
        new Seal(new string('A', 43), "wx0000000000000000").Open(reply).ShouldBeNull();
    }

    [Fact]
    public async Task Silence_is_tried_three_times_five_seconds_each_with_the_same_message()
    {
        stage.Platform.PushMode = PushMode.Plain;
        await stage.FollowAsync();
        stage.Heard.Clear();
        stage.Answer = async (_, ct) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, stage.Clock, ct);
            return Stage.Ok("success");
        };

        var said = stage.SayAsync("在吗");
        for (var attempt = 0; attempt < 3; attempt++)
        {
            await stage.Clock.WaitedOnAsync(1);
            stage.Clock.Advance(TimeSpan.FromSeconds(5));
        }

        await said;
        stage.Heard.Count.ShouldBe(3);
        stage.Heard.Select(h => Regex.Match(Encoding.UTF8.GetString(h.Body), "<MsgId>(.*?)</MsgId>").Groups[1].Value).Distinct().Count().ShouldBe(1);
        stage.LastBubble.Content.Text.ShouldBe("该公众号暂时无法提供服务，请稍后再试");
    }

    [Fact]
    public async Task A_failing_server_gets_the_message_again_and_may_answer_then()
    {
        stage.Platform.PushMode = PushMode.Plain;
        await stage.FollowAsync();
        var tries = 0;
        stage.Answer = (_, _) => Task.FromResult(++tries < 3 ? new PorchAnswer(500, []) : Stage.Ok(Stage.TextReply("收到")));

        await stage.SayAsync("在吗");

        tries.ShouldBe(3);
        stage.LastBubble.ShouldSatisfyAllConditions(b => b.Way.ShouldBe("passive"), b => b.Content.Text.ShouldBe("收到"));
    }

    [Fact]
    public async Task A_sealed_reply_is_opened_and_shown()
    {
        await stage.FollowAsync();
        stage.Answer = (_, _) => Task.FromResult(Stage.Ok(Sealed(Stage.TextReply("收到"))));
        await stage.SayAsync("在吗");
        stage.LastBubble.Content.Text.ShouldBe("收到");
    }

    public static TheoryData<string, PushMode, string> Unshowable => new()
    {
        { "clear under safe", PushMode.Safe, Stage.TextReply("收到") },
        { "sealed where no key is used", PushMode.Plain, Sealed(Stage.TextReply("收到")) },
        { "a forged seal", PushMode.Safe, Sealed(Stage.TextReply("收到")).Replace("MsgSignature><![CDATA[", "MsgSignature><![CDATA[0", StringComparison.Ordinal) },
        { "to somebody else", PushMode.Plain, Stage.TextReply("收到", to: "oLiXiuying") },
        { "JSON where XML was agreed", PushMode.Plain, "{\"MsgType\":\"text\"}" },
        { "a quoted success", PushMode.Plain, "\"success\"" },
        { "longer than a bubble", PushMode.Plain, Stage.TextReply(new string('字', 683)) },
        { "with a DTD", PushMode.Plain, "<!DOCTYPE xml [<!ENTITY a \"b\">]>" + Stage.TextReply("收到") },
    };

    [Theory]
    [MemberData(nameof(Unshowable))]
    public async Task A_reply_that_cannot_be_shown_becomes_the_platforms_own_words(string why, PushMode mode, string reply)
    {
        why.ShouldNotBeEmpty();
        await stage.FollowAsync();
        stage.Platform.PushMode = mode;
        stage.Answer = (_, _) => Task.FromResult(Stage.Ok(reply));

        await stage.SayAsync("在吗");

        stage.LastBubble.Content.Text.ShouldBe("该公众号暂时无法提供服务，请稍后再试");
        stage.Heard.Count.ShouldBe(2); // it was answered: no second try
    }

    [Theory]
    [InlineData("")]
    [InlineData("success")]
    public async Task Nothing_to_say_shows_nothing(string reply)
    {
        await stage.FollowAsync();
        stage.Answer = (_, _) => Task.FromResult(Stage.Ok(reply));
        await stage.SayAsync("嗯");
        stage.LastBubble.Way.ShouldBe("own");
    }

    [Fact]
    public async Task An_unfollow_cannot_be_answered()
    {
        stage.Platform.PushMode = PushMode.Plain;
        await stage.FollowAsync();
        stage.Answer = (_, _) => Task.FromResult(Stage.Ok(Stage.TextReply("别走")));
        await stage.Platform.Phones.UnfollowAsync(Stage.ZhangJianguo, default);
        stage.LastBubble.Way.ShouldBe("system");
        Body(1).ShouldContain("unsubscribe");
    }

    [Fact]
    public async Task A_scan_is_a_follow_for_a_stranger_and_a_scan_for_a_follower()
    {
        stage.Platform.PushMode = PushMode.Plain;
        await stage.Platform.Phones.ScanAsync(Stage.ZhangJianguo, "b_K7M2QX", default);
        await stage.Platform.Phones.ScanAsync(Stage.ZhangJianguo, "b_K7M2QX", default);
        Body(0).ShouldSatisfyAllConditions(b => b.ShouldContain("[subscribe]"), b => b.ShouldContain("[qrscene_b_K7M2QX]"), b => b.ShouldContain("<Ticket>"));
        Body(1).ShouldSatisfyAllConditions(b => b.ShouldContain("[SCAN]"), b => b.ShouldContain("[b_K7M2QX]"));
    }

    [Fact]
    public async Task A_picture_is_kept_for_three_days_under_its_media_id()
    {
        stage.Platform.PushMode = PushMode.Plain;
        await stage.FollowAsync();
        await stage.Platform.Phones.SendPictureAsync(Stage.ZhangJianguo, [1, 2, 3], "image/png", id => "http://p/" + id, default);

        var id = stage.LastBubble.Content.MediaId!;
        Body(1).ShouldSatisfyAllConditions(b => b.ShouldContain($"<MediaId><![CDATA[{id}]]>"), b => b.ShouldContain($"http://p/{id}"));
        var token = (await stage.StableAsync())["access_token"];
        var call = new PlatformCall("GET", Routes.MediaGet, $"?access_token={token}&media_id={id}", []);
        (await stage.Platform.CallAsync(call, default)).Body.ShouldBe([1, 2, 3]);
        stage.Clock.Advance(TimeSpan.FromDays(3));
        Stage.Code(await stage.GetAsync(Routes.MediaGet, $"media_id={id}")).ShouldBe(40007);
    }

    [Fact]
    public async Task A_place_is_latitude_first()
    {
        stage.Platform.PushMode = PushMode.Plain;
        await stage.FollowAsync();
        await stage.Platform.Phones.SendPlaceAsync(Stage.ZhangJianguo, 30.53, 117.05, "安庆市政协", default);
        Body(1).ShouldContain("<Location_X>30.53</Location_X><Location_Y>117.05</Location_Y>");
    }

    [Fact]
    public async Task Who_does_not_follow_cannot_write() =>
        await Should.ThrowAsync<NotFollowingException>(() => stage.SayAsync("有人吗"));

    private static Seal Sealer() => new(Stage.Account.EncodingAesKey, Stage.Account.AppId);

    private static string Sealed(string reply)
    {
        var closed = Sealer().Close(reply, "0123456789abcdef"u8.ToArray());
        var signature = Seal.Sign(Stage.Account.Token, "1714036505", "n", closed);
        return $"<xml><Encrypt><![CDATA[{closed}]]></Encrypt><MsgSignature><![CDATA[{signature}]]></MsgSignature><TimeStamp>1714036505</TimeStamp><Nonce><![CDATA[n]]></Nonce></xml>";
    }

    private string Body(int push) => Encoding.UTF8.GetString(stage.Heard[push].Body);
}
