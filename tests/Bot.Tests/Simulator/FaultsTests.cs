using System.Text;
using System.Text.RegularExpressions;
using Luzhi.Bot.Simulator;

namespace Luzhi.Bot.Tests.Simulator;

public sealed class FaultsTests
{
    private readonly Stage stage = new();

    [Theory]
    [InlineData(Fault.TokenRefused, 40001)]
    [InlineData(Fault.WindowClosed, 45015)]
    [InlineData(Fault.CountUsedUp, 45047)]
    [InlineData(Fault.Busy, -1)]
    public async Task A_fault_strikes_as_often_as_was_said(Fault fault, int errcode)
    {
        await stage.FollowAsync();
        await stage.SayAsync("你好");
        await stage.SendTextAsync("先拿好 token");
        stage.Platform.Faults.Switch(fault, 2);
        var token = (await TokenAsync(fault))!;

        (await SendAsync(token)).ShouldBe(errcode);
        (await SendAsync(token)).ShouldBe(errcode);
        (await SendAsync(token)).ShouldBe(0);
        stage.Platform.Faults.On.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_fault_without_a_number_stays_until_it_is_switched_off()
    {
        await stage.FollowAsync();
        stage.Platform.Faults.Switch(Fault.WindowClosed, null);
        for (var i = 0; i < 5; i++)
        {
            Stage.Code(await stage.SendTextAsync("好")).ShouldBe(45015);
        }

        stage.Platform.Faults.Switch(Fault.WindowClosed, 0);
        Stage.Code(await stage.SendTextAsync("好")).ShouldBe(0);
    }

    [Fact]
    public async Task A_lost_answer_is_lost_after_the_bubble_was_shown_and_a_drop_before()
    {
        await stage.FollowAsync();
        var token = (await stage.StableAsync())["access_token"]!.ToString();
        stage.Platform.Faults.Switch(Fault.LostAnswer, 1);
        (await RawAsync(token)).Cut.ShouldBeTrue();
        stage.Phone.Bubbles.Count.ShouldBe(1);

        stage.Platform.Faults.Switch(Fault.Drop, 1);
        (await RawAsync(token)).Cut.ShouldBeTrue();
        stage.Phone.Bubbles.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Five_hundred_is_the_one_status_that_is_not_200()
    {
        stage.Platform.Faults.Switch(Fault.ServerError, 1);
        (await RawAsync("any")).Status.ShouldBe(500);
        (await RawAsync("any")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_slow_platform_answers_after_three_seconds_and_a_hanging_one_not_at_all()
    {
        stage.Platform.Faults.Switch(Fault.Slow, 1);
        var slow = RawAsync("any");
        await stage.Clock.WaitedOnAsync(1);
        slow.IsCompleted.ShouldBeFalse();
        stage.Clock.Advance(TimeSpan.FromSeconds(3));
        (await slow).Errcode.ShouldBe(40001);

        stage.Platform.Faults.Switch(Fault.Hang, 1);
        using var patience = new CancellationTokenSource();
        var hanging = stage.Platform.CallAsync(Call("any"), patience.Token);
        await stage.Clock.WaitedOnAsync(1);
        await patience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => hanging);
    }

    [Fact]
    public async Task Duplicated_pushes_are_three_of_the_same_at_once_and_one_bubble()
    {
        stage.Platform.PushMode = PushMode.Plain;
        await stage.FollowAsync();
        stage.Heard.Clear();
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        stage.Answer = async (_, ct) =>
        {
            if (stage.Heard.Count == 3)
            {
                all.SetResult();
            }

            await all.Task.WaitAsync(ct); // answers only once all three have arrived
            return Stage.Ok(Stage.TextReply("收到"));
        };
        stage.Platform.Faults.Switch(Fault.DuplicatedPushes, 1);

        await stage.SayAsync("我一定到");

        stage.Heard.Select(h => Regex.Match(Encoding.UTF8.GetString(h.Body), "<MsgId>(.*?)</MsgId>").Groups[1].Value).Distinct().Count().ShouldBe(1);
        stage.Phone.Bubbles.Count(b => b.Way == "passive").ShouldBe(1);
    }

    private async Task<string?> TokenAsync(Fault fault)
    {
        // Busy strikes every call, the fetch of a token too: fetch it before.
        stage.Platform.Faults.Switch(fault, 0);
        var token = (await stage.StableAsync())["access_token"]?.ToString();
        stage.Platform.Faults.Switch(fault, 2);
        return token;
    }

    private async Task<int> SendAsync(string token) => (await RawAsync(token)).Errcode;

    private Task<PlatformAnswer> RawAsync(string token) => stage.Platform.CallAsync(Call(token), default);

    private static PlatformCall Call(string token) => new("POST", Routes.CustomSend, "?access_token=" + token,
        Encoding.UTF8.GetBytes("{\"touser\":\"" + Stage.ZhangJianguo + "\",\"msgtype\":\"text\",\"text\":{\"content\":\"好\"}}"));
}
