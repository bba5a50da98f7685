using System.Net;
using Luzhi.Bot.Channels.WeChat.WireIn;
using Luzhi.Bot.Workers;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Bot.Tests.WeChat;

/// <summary>The five-second law as the platform sees it: through the real pipeline, with a ledger that is slow or down.</summary>
public sealed class LawTests
{
    private readonly TaskCompletionSource<Answered> turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource began = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Three_identical_pushes_at_once_are_one_turn_and_the_same_words_in_three_envelopes()
    {
        await using var house = await SlowAsync();
        Task<HttpResponseMessage>[] tries = [house.SealedAsync(WireInHouse.Text("参加")), house.SealedAsync(WireInHouse.Text("参加")), house.SealedAsync(WireInHouse.Text("参加"))];
        await house.Clock.WaitedOnAsync(3); // each with a deadline of its own
        turn.SetResult(new Answered("已记录", false, ReplyRoute.Passive, 1));

        var envelopes = await Task.WhenAll(tries.Select(async one => SafeXml.Read(await (await one).Content.ReadAsStringAsync())!["Encrypt"]!));

        house.Taken.Count.ShouldBe(1);
        envelopes.Distinct().Count().ShouldBe(3);
        envelopes.Select(Inside).ShouldAllBe(words => words == "已记录");
    }

    [Fact]
    public async Task Too_slow_for_an_account_with_a_door_is_success()
    {
        await using var house = await SlowAsync();
        var pushed = house.SealedAsync(WireInHouse.Text("参加"));
        await began.Task;
        await house.Clock.WaitedOnAsync(1);
        house.Clock.Advance(Converse.Deadline);

        await pushed.ShouldBeAsync(HttpStatusCode.OK, "success");
        turn.SetResult(new Answered(null, false, ReplyRoute.Door, 1));
    }

    [Fact]
    public async Task Too_slow_for_an_account_without_one_is_no_answer_and_the_next_try_has_the_reply()
    {
        await using var house = await SlowAsync(customerService: false);
        using var fiveSeconds = new CancellationTokenSource();
        var first = house.ClearAsync(WireInHouse.Text("参加"), ct: fiveSeconds.Token);
        await began.Task;
        await fiveSeconds.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(first);

        var second = house.ClearAsync(WireInHouse.Text("参加"));
        turn.SetResult(new Answered("已记录", false, ReplyRoute.Passive, 1));
        using var answer = await second;
        SafeXml.Read(await answer.Content.ReadAsStringAsync())!["Content"].ShouldBe("已记录");
    }

    [Fact]
    public async Task A_ledger_that_is_down_gives_no_answer_that_the_platform_could_take_for_one()
    {
        await using var house = await WireInHouse.OpenAsync();
        house.Take = (_, _, _) => throw new InvalidOperationException("the database is gone");
        await house.SealedAsync(WireInHouse.Text("参加")).ShouldBeAsync(HttpStatusCode.ServiceUnavailable, "");
        await house.SealedAsync(WireInHouse.Push("<MsgType>event</MsgType><Event>unsubscribe</Event>")).ShouldBeAsync(HttpStatusCode.ServiceUnavailable, "");
    }

    private async Task<WireInHouse> SlowAsync(bool customerService = true)
    {
        var house = await WireInHouse.OpenAsync(WeChatMode.Any, customerService: customerService);
        house.Take = (inbound, _, _) =>
        {
            house.Taken.Enqueue(inbound);
            began.TrySetResult();
            return turn.Task;
        };
        return house;
    }

    private static string Inside(string encrypt)
    {
        Envelope.TryDecode(encrypt, out var cipher).ShouldBeTrue();
        return SafeXml.Read(new Envelope(WireInHouse.Key, Vectors.AppId).Open(cipher!)!)!["Content"]!;
    }
}
