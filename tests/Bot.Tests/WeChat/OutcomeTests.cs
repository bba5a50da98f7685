using System.Globalization;
using System.Text.Json;
using Luzhi.Bot.Channels.WeChat.WireOut;
using Luzhi.Core.Messages;
using Microsoft.AspNetCore.Http;

namespace Luzhi.Bot.Tests.WeChat;

/// <summary>Every code of the platform and every way in which it may fail to answer.</summary>
public sealed class OutcomeTests
{
    // wechat.md §12, row by row; menu, tag and agent codes among the unknown.
    private const string Table = """
        Sent          0 45065
        RetryLater    -1 -1000 61450 40001 40014 42001 45009 45011 45066
        Gone          43004 50005 48002 43019 40003 49003 50002
        Refused       45015 45047 43101 40037 47003 45001 45002 45003 45004 45005 45006 45007 45008 44001 44002 44003 44004 40008 40032 40033 40035 47001
        Refused       40004 40005 40006 40007 40009 41005 41006 41028 41029 41030 45028 45029
        Refused       40015 40027 40029 40053 40054 40055 40163 41008 45056 45059 45064 45157 48006 61451 65400 99999
        Misconfigured 40002 40013 40125 40164 40243 41001 41002 41004 42002 42003 42007 43001 43002 43003 48001 48004 50001 61007 89501 89503 89506 89507
        """;

    public static TheoryData<int, string> Codes
    {
        get
        {
            var codes = new TheoryData<int, string>();
            foreach (var words in Table.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))
            {
                foreach (var code in words.Skip(1))
                {
                    codes.Add(int.Parse(code, CultureInfo.InvariantCulture), words[0]);
                }
            }

            return codes;
        }
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_code_comes_to_one_outcome_and_one_sentence(int code, string outcome)
    {
        foreach (var repeatable in new[] { true, false })
        {
            var came = Outcomes().Of(Coded(code), repeatable);
            came.GetType().Name.ShouldBe(outcome);
            Why(came).ShouldNotContain("{");
            (came as SendOutcome.RetryLater)?.Unknown.ShouldBeFalse(); // the platform says that it did not do it
        }
    }

    [Theory]
    [InlineData("2026-11-23T09:00:00+08:00", "15:15:00")]
    [InlineData("2026-11-23T23:59:00+08:00", "00:16:00")]
    [InlineData("2026-11-23T16:30:00Z", "23:45:00")] // half past midnight in Beijing
    public void A_used_up_day_is_waited_out_by_the_platforms_own_calendar(string now, string wait)
    {
        var clock = new ManualClock(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture));
        new Outcomes(StandIn.Words, clock).Of(Coded(45009), false).ShouldBeOfType<SendOutcome.RetryLater>().After.ShouldBe(TimeSpan.Parse(wait, CultureInfo.InvariantCulture));
    }

    [Fact]
    public void The_platforms_number_of_the_message_is_kept_for_its_receipt() =>
        Outcomes().Of(new PlatformAnswer.Coded(0, "", JsonDocument.Parse("""{"msgid":207748013}""").RootElement), true).ShouldBe(new SendOutcome.Sent("207748013"));

    public static TheoryData<string, bool> Bodies => new()
    {
        { """{"errcode":-1,"errmsg":"system error"}""", false }, // it says no
        { "", true }, // whatever is not its JSON says nothing
        { "ok", true },
        { "<html>502</html>", true },
        { "[]", true },
        { "null", true },
        { """{"errcode":"soon"}""", true },
        { """{"errcode":99999999999999}""", true },
        { """{"errcode":0,"errmsg":"\ud83d"}""", true },
    };

    [Theory] // mistake 14: HTTP 200 says nothing by itself
    [MemberData(nameof(Bodies))]
    public async Task A_message_whose_answer_cannot_be_read_may_have_arrived(string body, bool unknown)
    {
        await using var platform = StandIn.Open();
        platform.Say(body);
        (await platform.SayAsync("一")).ShouldBeOfType<SendOutcome.RetryLater>().Unknown.ShouldBe(unknown);
        platform.Sends.Count().ShouldBe(1); // the wire tries once; when to try again is the door's to say
    }

    [Theory]
    [InlineData(500, nameof(SendOutcome.RetryLater))]
    [InlineData(502, nameof(SendOutcome.RetryLater))]
    [InlineData(503, nameof(SendOutcome.RetryLater))]
    [InlineData(429, nameof(SendOutcome.RetryLater))]
    [InlineData(412, nameof(SendOutcome.Misconfigured))]
    [InlineData(404, nameof(SendOutcome.Misconfigured))]
    [InlineData(302, nameof(SendOutcome.Misconfigured))]
    public async Task An_http_no_is_a_no(int status, string outcome)
    {
        await using var platform = StandIn.Open();
        platform.Respond(http =>
        {
            http.Response.StatusCode = status;
            http.Response.Headers.Location = "http://127.0.0.1:1/elsewhere"; // never followed: the token would go along
            return http.Response.WriteAsync("""{"errcode":0}""");
        });
        var came = await platform.SayAsync("一");
        came.GetType().Name.ShouldBe(outcome);
        (came as SendOutcome.RetryLater)?.Unknown.ShouldBeFalse();
    }

    [Fact]
    public async Task A_gateway_that_gave_up_waiting_does_not_know_either()
    {
        await using var platform = StandIn.Open();
        platform.Respond(http =>
        {
            http.Response.StatusCode = StatusCodes.Status504GatewayTimeout;
            return Task.CompletedTask;
        });
        (await platform.SayAsync("一")).ShouldBeOfType<SendOutcome.RetryLater>().Unknown.ShouldBeTrue();
    }

    [Fact]
    public async Task A_platform_that_hangs_is_waited_for_ten_seconds_of_the_houses_clock()
    {
        await using var platform = StandIn.Open();
        var there = new TaskCompletionSource();
        platform.Respond(http =>
        {
            there.SetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, Never, http.RequestAborted);
        });

        var sending = platform.SayAsync("一");
        await there.Task;
        platform.Clock.Advance(Wire.Patience);
        (await sending).ShouldBeOfType<SendOutcome.RetryLater>().Unknown.ShouldBeTrue();
    }

    [Fact]
    public async Task A_platform_that_hangs_up_in_the_middle_may_have_done_it()
    {
        await using var platform = StandIn.Open();
        platform.Respond(http =>
        {
            http.Abort();
            return Task.CompletedTask;
        });
        (await platform.SayAsync("一")).ShouldBeOfType<SendOutcome.RetryLater>().Unknown.ShouldBeTrue();

        platform.Respond(async http =>
        {
            http.Response.ContentLength = 100;
            await http.Response.WriteAsync("""{"errcode":""");
            await http.Response.Body.FlushAsync();
            http.Abort();
        });
        (await platform.SayAsync("二")).ShouldBeOfType<SendOutcome.RetryLater>().Unknown.ShouldBeTrue();
    }

    [Fact]
    public async Task A_platform_without_end_is_not_read_to_it()
    {
        await using var platform = StandIn.Open();
        platform.Say(new string(' ', Wire.AnswerAtMost + 1) + """{"errcode":0}""");
        (await platform.SayAsync("一")).ShouldBeOfType<SendOutcome.RetryLater>().Unknown.ShouldBeTrue();
    }

    [Fact]
    public async Task A_platform_that_is_not_there_has_got_nothing()
    {
        await using var platform = StandIn.Open();
        await platform.SayAsync("先取得 t1");
        await platform.ShutAsync();
        var came = (await platform.SayAsync("一")).ShouldBeOfType<SendOutcome.RetryLater>();
        came.Unknown.ShouldBeFalse();
        came.Why.ShouldBe("连不上微信平台");
    }

    [Fact]
    public async Task Our_own_stopping_is_no_answer_of_the_platform()
    {
        await using var platform = StandIn.Open();
        using var stopping = new CancellationTokenSource();
        platform.Respond(async http =>
        {
            await stopping.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, Never, http.RequestAborted);
        });
        await Should.ThrowAsync<OperationCanceledException>(platform.SayAsync("一", stopping.Token));
    }

    // Never fires: an endless wait needs some clock, and no test waits on it.
    private static TimeProvider Never { get; } = new ManualClock();

    private static Outcomes Outcomes() => new(StandIn.Words, new ManualClock());

    private static PlatformAnswer.Coded Coded(int code) => new(code, "errmsg of the platform", JsonDocument.Parse("{}").RootElement);

    private static string Why(SendOutcome outcome) => outcome switch
    {
        SendOutcome.RetryLater later => later.Why,
        SendOutcome.Refused refused => refused.Why,
        SendOutcome.Gone gone => gone.Why,
        SendOutcome.Misconfigured wrong => wrong.Why,
        _ => "",
    };
}
