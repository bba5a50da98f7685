using Luzhi.Bot.Channels.BotFramework.WireOut;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Bot.Tests.BotFramework;

public sealed class OutcomeTests
{
    private static readonly Outcomes Outcomes = new(Words.Load(House.Find(AppContext.BaseDirectory).Path("config/words.zh-CN.yaml")));

    [Theory]
    [InlineData(400, "Refused")]
    [InlineData(401, "Misconfigured")]
    [InlineData(403, "Gone")]
    [InlineData(404, "Gone")]
    [InlineData(405, "Misconfigured")]
    [InlineData(307, "Misconfigured")]
    [InlineData(410, "Gone")]
    [InlineData(413, "Refused")]
    [InlineData(429, "RetryLater")]
    [InlineData(500, "RetryLater")]
    [InlineData(503, "RetryLater")]
    public void Every_status_comes_to_one_outcome(int status, string outcome) =>
        Outcomes.Of(new ConnectorAnswer.Failed(status, "Code", null)).GetType().Name.ShouldBe(outcome);

    [Fact]
    public void A_channel_that_says_how_long_to_wait_is_heard_but_not_for_ever()
    {
        Later(new ConnectorAnswer.Failed(429, "", TimeSpan.FromSeconds(17))).After.ShouldBe(TimeSpan.FromSeconds(17));
        Later(new ConnectorAnswer.Failed(429, "", TimeSpan.FromDays(400))).After.ShouldBe(TimeSpan.FromHours(1));
        Later(new ConnectorAnswer.Failed(503, "", TimeSpan.FromSeconds(-5))).After.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void Where_no_answer_came_it_may_have_been_said()
    {
        Later(new ConnectorAnswer.Silent("timeout")).Unknown.ShouldBeTrue();
        Later(new ConnectorAnswer.Failed(502, "", null)).Unknown.ShouldBeTrue();
        Later(new ConnectorAnswer.Failed(504, "", null)).Unknown.ShouldBeTrue();
        Later(new ConnectorAnswer.Unreachable("no address")).Unknown.ShouldBeFalse();
        Later(new ConnectorAnswer.Failed(429, "", null)).Unknown.ShouldBeFalse();
    }

    [Fact]
    public void A_login_that_does_not_know_us_is_our_fault() =>
        Outcomes.Of(new ConnectorAnswer.NotUs("invalid_client")).ShouldBeOfType<SendOutcome.Misconfigured>().Why.ShouldContain("AppPassword");

    private static SendOutcome.RetryLater Later(ConnectorAnswer answer) => Outcomes.Of(answer).ShouldBeOfType<SendOutcome.RetryLater>();
}
