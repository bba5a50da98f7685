using Luzhi.Bot.Channels.WeChat.WireOut;
using Luzhi.Core.Messages;

namespace Luzhi.Bot.Tests.WeChat;

public sealed class AskingTests
{
    [Fact]
    public async Task A_follower_is_read_and_who_left_has_nothing_but_that()
    {
        await using var platform = StandIn.Open();
        platform.Say(
            """{"subscribe":1,"openid":"o+/=","language":"zh_CN","subscribe_time":1382694957,"remark":"","subscribe_scene":"ADD_SCENE_QR_CODE","qr_scene":0,"qr_scene_str":"b_K7M2QX"}""",
            """{"subscribe":0,"openid":"o+/="}""");

        (await Followers(platform).ReadAsync("o+/=", default)).ShouldBe(
            new Asked<Follower>(new Follower(true, DateTimeOffset.FromUnixTimeSeconds(1382694957), "zh_CN", "ADD_SCENE_QR_CODE", "b_K7M2QX"), null));
        (await Followers(platform).ReadAsync("o+/=", default)).Value.ShouldBe(new Follower(false, null, null, null, null));
        platform.Sends.First().ShouldSatisfyAllConditions(
            call => call.Method.ShouldBe("GET"), call => call.Path.ShouldBe("/cgi-bin/user/info"), call => call.Query.ShouldBe("?access_token=t1&openid=o%2B%2F%3D&lang=zh_CN"));
    }

    [Fact]
    public async Task A_code_brings_its_scene_for_a_while_or_for_good()
    {
        await using var platform = StandIn.Open();
        platform.Say("""{"ticket":"gQH47joAAAA+/ASxode==","expire_seconds":604800,"url":"http://weixin.qq.com/q/kZgfwMTm72WWPkovabbI"}""");

        var code = (await Codes(platform).CreateAsync("b_K7M2QX", TimeSpan.FromDays(7), default)).Value.ShouldNotBeNull();
        code.Url.ShouldBe("http://weixin.qq.com/q/kZgfwMTm72WWPkovabbI");
        code.Picture.AbsoluteUri.ShouldBe("https://mp.weixin.qq.com/cgi-bin/showqrcode?ticket=gQH47joAAAA%2B%2FASxode%3D%3D"); // mistakes 8 and 9
        code.ExpiresAt.ShouldBe(Some.Monday.AddDays(7));

        (await Codes(platform).CreateAsync("委员之家", null, default)).Value!.ExpiresAt.ShouldBeNull();
        platform.Sends.Select(call => call.Body).ShouldBe([
            """{"expire_seconds":604800,"action_name":"QR_STR_SCENE","action_info":{"scene":{"scene_str":"b_K7M2QX"}}}""",
            """{"action_name":"QR_LIMIT_STR_SCENE","action_info":{"scene":{"scene_str":"委员之家"}}}""",
        ]);
    }

    [Fact]
    public async Task What_the_platform_will_not_tell_comes_as_an_outcome()
    {
        await using var platform = StandIn.Open();
        platform.Say("""{"errcode":48001,"errmsg":"api unauthorized"}""");
        (await Followers(platform).ReadAsync("o1", default)).Instead.ShouldBeOfType<SendOutcome.Misconfigured>();
        (await Codes(platform).CreateAsync("x", null, default)).Instead.ShouldBeOfType<SendOutcome.Misconfigured>();
        platform.Say("{}");
        (await Codes(platform).CreateAsync("x", null, default)).Instead.ShouldBeOfType<SendOutcome.RetryLater>();
    }

    [Fact]
    public async Task A_scene_or_a_life_that_the_platform_does_not_take_is_our_own_mistake()
    {
        await using var platform = StandIn.Open();
        await Should.ThrowAsync<ArgumentOutOfRangeException>(Codes(platform).CreateAsync("", null, default));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(Codes(platform).CreateAsync(new string('x', 65), null, default));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(Codes(platform).CreateAsync("x", TimeSpan.FromDays(31), default));
    }

    private static Followers Followers(StandIn platform) => platform.Room<Followers>();

    private static SceneCodes Codes(StandIn platform) => platform.Room<SceneCodes>();
}
