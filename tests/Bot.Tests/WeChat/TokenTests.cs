using Luzhi.Core.Messages;
using StackExchange.Redis;

namespace Luzhi.Bot.Tests.WeChat;

public sealed class TokenTests
{
    private const string Ok = """{"errcode":0,"errmsg":"ok"}""";
    private const string Refused = """{"errcode":40001,"errmsg":"invalid credential, access_token is invalid or not latest"}""";

    [Fact]
    public async Task Mistake_16_the_stable_way_is_asked_once_and_its_token_kept_until_shortly_before_its_end()
    {
        await using var platform = StandIn.Open();
        await platform.SayAsync("一");
        platform.Clock.Advance(TimeSpan.FromMinutes(115));
        await platform.SayAsync("二");
        platform.Fetches.ShouldHaveSingleItem().Body.ShouldBe("""{"grant_type":"client_credential","appid":"wx_ours","secret":"the-app-secret","force_refresh":false}""");

        platform.Clock.Advance(TimeSpan.FromMinutes(1.5));
        await platform.SayAsync("三");
        platform.Fetches.Count().ShouldBe(2);
        platform.Sends.Select(call => call.Token).ShouldBe(["t1", "t1", "t2"]);
    }

    [Fact]
    public async Task A_token_with_five_minutes_left_is_not_fetched_again_at_every_send()
    {
        await using var platform = StandIn.Open();
        platform.GiveToken = _ => platform.NewToken(lasts: 290);
        await platform.SayAsync("一");
        platform.Clock.Advance(TimeSpan.FromSeconds(200));
        await platform.SayAsync("二");
        platform.Fetches.Count().ShouldBe(1);
        platform.Clock.Advance(TimeSpan.FromSeconds(30));
        await platform.SayAsync("三");
        platform.Fetches.Count().ShouldBe(2);
    }

    [Theory]
    [InlineData(40001)]
    [InlineData(40014)]
    [InlineData(42001)]
    public async Task A_refused_token_is_renewed_and_the_message_goes_once_more(int code)
    {
        await using var platform = StandIn.Open();
        platform.Say($$"""{"errcode":{{code}},"errmsg":"access_token expired"}""", Ok);

        (await platform.SayAsync("一")).ShouldBe(new SendOutcome.Sent(null));

        platform.Sends.Select(call => call.Token).ShouldBe(["t1", "t2"]);
        platform.Fetches.ShouldAllBe(call => !call.Json.GetProperty("force_refresh").GetBoolean());
    }

    [Fact]
    public async Task A_second_refusal_is_not_tried_a_third_time()
    {
        await using var platform = StandIn.Open();
        platform.Say(Refused);
        (await platform.SayAsync("一")).ShouldBeOfType<SendOutcome.RetryLater>().ShouldSatisfyAllConditions(
            later => later.Unknown.ShouldBeFalse(), later => later.After.ShouldBe(TimeSpan.FromSeconds(30)));
        platform.Sends.Count().ShouldBe(2);
    }

    [Fact]
    public async Task Fifty_sends_whose_token_is_refused_at_once_are_one_renewal()
    {
        await using var platform = StandIn.Open();
        await platform.SayAsync("先取得 t1");
        var all = new TaskCompletionSource();
        var waiting = 0;
        platform.Answer = async (call, _) =>
        {
            if (call.Token != "t1")
            {
                return Ok;
            }

            // Nobody is refused before all fifty are here.
            if (Interlocked.Increment(ref waiting) == 50)
            {
                all.SetResult();
            }

            await all.Task;
            return Refused;
        };

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => platform.SayAsync($"{i}")));

        outcomes.ShouldAllBe(outcome => outcome is SendOutcome.Sent);
        platform.Fetches.Count().ShouldBe(2);
        platform.Sends.Count(call => call.Token == "t2").ShouldBe(50);
    }

    [Fact]
    public async Task Fifty_first_sends_at_once_are_one_fetch()
    {
        await using var platform = StandIn.Open();
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => platform.SayAsync($"{i}")));
        platform.Fetches.Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_new_token_is_forced_only_when_the_refused_one_is_given_and_refused_again_and_at_most_every_half_minute()
    {
        await using var platform = StandIn.Open();
        platform.GiveToken = call => Forced(call) ? """{"access_token":"new","expires_in":7200}""" : """{"access_token":"dead","expires_in":7200}""";
        platform.Say(Refused);

        await platform.SayAsync("一"); // dead, given again, refused again
        platform.Fetches.Select(Forced).ShouldBe([false, false]);

        await platform.SayAsync("二"); // now it is known to be dead
        platform.Fetches.Select(Forced).ShouldBe([false, false, true]);
        platform.Sends.Last().Token.ShouldBe("new");

        await platform.SayAsync("三");
        await platform.SayAsync("四");
        platform.Fetches.Count(Forced).ShouldBe(1);

        platform.Clock.Advance(TimeSpan.FromSeconds(30));
        await platform.SayAsync("五");
        await platform.SayAsync("六");
        platform.Fetches.Count(Forced).ShouldBe(2);
    }

    [Theory]
    [InlineData("""{"errcode":40164,"errmsg":"invalid ip 203.0.113.9 ipv6 ::ffff:203.0.113.9, not in whitelist rid: 1"}""", "203.0.113.9")] // mistake 17
    [InlineData("""{"errcode":40125,"errmsg":"invalid appsecret"}""", "40125")]
    [InlineData("""{"errcode":40001,"errmsg":"invalid credential"}""", "AppSecret")]
    [InlineData("""{"errcode":40243,"errmsg":"AppSecret frozen"}""", "40243")]
    [InlineData("""{"errcode":89503,"errmsg":"confirm ip"}""", "89503")]
    public async Task What_is_wrong_with_the_account_is_told_and_not_asked_fifty_times(string answer, string told)
    {
        await using var platform = StandIn.Open();
        platform.GiveToken = _ => answer;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => platform.SayAsync($"{i}")));

        outcomes.ShouldAllBe(outcome => outcome is SendOutcome.Misconfigured);
        ((SendOutcome.Misconfigured)outcomes[0]).Why.ShouldContain(told);
        platform.Fetches.Count().ShouldBe(1);
        platform.Sends.ShouldBeEmpty();

        platform.Clock.Advance(TimeSpan.FromSeconds(5));
        platform.GiveToken = _ => platform.NewToken();
        (await platform.SayAsync("好了")).ShouldBe(new SendOutcome.Sent(null));
    }

    [Fact]
    public async Task Without_a_token_the_message_has_not_left_whatever_became_of_the_fetch()
    {
        await using var platform = StandIn.Open();
        foreach (var answer in new[] { "<html>", "[]", "", "{}", """{"access_token":""}""", """{"access_token":7}""" })
        {
            platform.GiveToken = _ => answer == """{"access_token":7}""" ? """{"errcode":-1,"errmsg":"system error"}""" : answer;
            (await platform.SayAsync("一")).ShouldBeOfType<SendOutcome.RetryLater>().Unknown.ShouldBeFalse();
            platform.Clock.Advance(TimeSpan.FromSeconds(5));
        }

        platform.Sends.ShouldBeEmpty();
    }

    [Fact]
    public async Task While_the_old_token_holds_a_failed_renewal_stops_nobody()
    {
        await using var platform = StandIn.Open();
        await platform.SayAsync("一");
        platform.Clock.Advance(TimeSpan.FromMinutes(117));
        platform.GiveToken = _ => """{"errcode":-1,"errmsg":"system error"}""";
        (await platform.SayAsync("二")).ShouldBe(new SendOutcome.Sent(null));
        platform.Sends.Last().Token.ShouldBe("t1");
    }

    [Fact]
    public async Task Nodes_with_a_redis_share_one_token_and_its_renewal()
    {
        using var redis = await ConnectionMultiplexer.ConnectAsync(await RedisServer.RunningAsync());
        await using var first = StandIn.Open(redis: redis);
        await using var second = StandIn.Open(redis: redis);
        second.GiveToken = _ => throw new InvalidOperationException("the second node need not ask");

        await first.SayAsync("一");
        (await second.SayAsync("一")).ShouldBe(new SendOutcome.Sent(null));
        second.Sends.Single().Token.ShouldBe("t1");

        first.Say(Refused, Ok);
        await first.SayAsync("二");
        second.Say(Refused, Ok);
        (await second.SayAsync("二")).ShouldBe(new SendOutcome.Sent(null));
        second.Sends.Last().Token.ShouldBe("t2");
    }

    [Fact]
    public async Task Without_its_redis_a_node_fetches_its_own()
    {
        using var redis = await ConnectionMultiplexer.ConnectAsync("127.0.0.1:1,abortConnect=false,connectTimeout=200,syncTimeout=200,connectRetry=1");
        await using var platform = StandIn.Open(redis: redis);
        (await platform.SayAsync("一")).ShouldBe(new SendOutcome.Sent(null));
    }

    private static bool Forced(Call call) => call.Json.GetProperty("force_refresh").GetBoolean();
}
