using Luzhi.Bot.Channels;
using Luzhi.Bot.Workers;
using Luzhi.Core.Messages;
using Luzhi.Core.Storage;
using Luzhi.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Luzhi.Bot.Tests.Workers;

/// <summary>The five-second law. The ledger is played by the test, who says when a turn is committed; the clock stands until it is moved.</summary>
public sealed class ConverseTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task A_quick_turn_is_answered_at_once()
    {
        await using var room = new Room();
        var heard = room.HearAsync();
        room.Commit("已记录");
        (await heard).ShouldBe(new Heard("已记录", false));
    }

    [Fact]
    public async Task Mistake_11_three_identical_pushes_at_once_are_one_turn_and_get_the_same_answer()
    {
        await using var room = new Room();
        Task<Heard>[] tries = [room.HearAsync(), room.HearAsync(), room.HearAsync()];
        room.Commit("已记录");
        (await Task.WhenAll(tries)).ShouldAllBe(heard => heard == new Heard("已记录", false));
        room.Turns.ShouldBe(1);
    }

    [Fact]
    public async Task Two_pushes_of_one_person_are_two_turns_in_the_order_they_came()
    {
        await using var room = new Room();
        var first = room.HearAsync(Some.Text("张建国", "1"));
        var second = room.HearAsync(Some.Text("张建国", "2"));
        room.Began.ShouldBe(["1", "2"]);
        room.Commit("好");
        room.Commit("好");
        await Task.WhenAll(first, second);
    }

    [Fact]
    public async Task Past_the_deadline_an_account_with_a_door_says_nothing_and_the_ledger_knows_that_the_door_will()
    {
        await using var room = new Room();
        var heard = room.HearAsync();
        await room.PassAsync(Converse.Deadline - Moment);
        heard.IsCompleted.ShouldBeFalse();
        await room.PassAsync(Moment);
        (await heard).ShouldBe(Heard.NothingToSay);

        room.Race.TryPassive().ShouldBeFalse();
        room.CommitForDoor();
    }

    [Fact]
    public async Task A_try_that_comes_after_the_promise_is_not_given_the_reply_too()
    {
        await using var room = new Room();
        var first = room.HearAsync();
        await room.PassAsync(Converse.Deadline);
        await first;

        var second = room.HearAsync();
        room.CommitForDoor();
        (await second).ShouldBe(Heard.NothingToSay);
        room.Turns.ShouldBe(1);
    }

    [Fact]
    public async Task Where_answers_never_ride_on_the_push_the_reply_is_the_doors_from_the_beginning()
    {
        await using var room = new Room();
        var heard = room.Converse.HearForDoorAsync(Some.Text("张建国", "1"), CancellationToken.None);
        heard.IsCompleted.ShouldBeFalse("nothing is acknowledged that is not committed");
        room.Race.TryPassive().ShouldBeFalse();
        room.CommitForDoor();
        (await heard).ShouldBe(Heard.NothingToSay);
    }

    [Fact]
    public async Task Without_a_door_the_try_is_left_unanswered_and_a_later_one_carries_the_reply()
    {
        await using var room = new Room(session: false);
        using var hungUp = new CancellationTokenSource(TimeSpan.FromSeconds(5), room.Clock);
        var first = room.HearAsync(ct: hungUp.Token);
        await room.PassAsync(TimeSpan.FromSeconds(4.5), TimeSpan.FromSeconds(0.5));
        await Should.ThrowAsync<OperationCanceledException>(first);

        var second = room.HearAsync();
        await room.PassAsync(TimeSpan.FromSeconds(2));
        room.Commit("已记录");
        (await second).ShouldBe(new Heard("已记录", false));
        room.Turns.ShouldBe(1);
    }

    [Fact]
    public async Task Without_a_door_nobody_is_kept_for_ever_and_nothing_is_acknowledged()
    {
        await using var room = new Room(session: false);
        var heard = room.HearAsync();
        await room.PassAsync(Converse.Deadline);
        await room.PassAsync(Converse.Hold - Converse.Deadline);
        (await heard).ShouldBe(Heard.TryAgain);
        room.Commit("已记录");
    }

    [Fact]
    public async Task The_turn_goes_on_when_the_platform_hangs_up()
    {
        await using var room = new Room();
        using var patience = new CancellationTokenSource();
        var heard = room.HearAsync(ct: patience.Token);
        await patience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(heard);

        room.TurnToken.IsCancellationRequested.ShouldBeFalse();
        room.Commit("已记录");
    }

    [Fact]
    public async Task A_failing_ledger_acknowledges_nothing_and_the_next_try_starts_afresh()
    {
        await using var room = new Room();
        var first = room.HearAsync();
        room.Fail();
        (await first).ShouldBe(Heard.TryAgain);

        var second = room.HearAsync();
        room.Commit("已记录");
        (await second).ShouldBe(new Heard("已记录", false));
        room.Turns.ShouldBe(2);
    }

    [Fact]
    public async Task Past_the_deadline_nothing_is_promised_that_is_not_on_the_disk_and_it_leaves_the_disk_with_the_commit()
    {
        await using var room = new Room();
        var heard = room.HearAsync();
        await room.PassAsync(Converse.Deadline);
        (await heard).ShouldBe(Heard.NothingToSay);
        room.Spool.Count.ShouldBe(1);
        room.Spool.Ready().ShouldBeEmpty("its turn is still running");

        room.CommitForDoor();
        await room.UntilAsync(() => room.Spool.Count == 0);
    }

    [Fact]
    public async Task When_the_turn_fails_after_the_promise_the_spool_takes_over()
    {
        await using var room = new Room();
        var heard = room.HearAsync();
        await room.PassAsync(Converse.Deadline);
        (await heard).ShouldBe(Heard.NothingToSay);

        room.Fail();
        await room.UntilAsync(() => room.Spool.Ready().Count == 1);
        room.Turns.ShouldBe(1, "from here on it is not the porch's");
    }

    [Fact]
    public async Task When_the_ledger_took_the_reply_for_the_answer_and_then_stalls_the_spool_keeps_it_and_turns_the_reply_to_the_door()
    {
        await using var room = new Room();
        var heard = room.HearAsync();
        room.Race.TryPassive().ShouldBeTrue();
        await room.PassAsync(Converse.Deadline);
        (await heard).ShouldBe(Heard.NothingToSay, "no answer is later than the platform waits");

        room.Commit("已记录");
        await room.UntilAsync(() => room.Spool.Ready().Count == 1);
    }

    [Fact]
    public async Task A_database_that_is_away_is_not_waited_for()
    {
        await using var room = new Room();
        var heard = room.HearAsync();
        room.Away();
        (await heard).ShouldBe(Heard.NothingToSay);
        room.Spool.Ready().ShouldHaveSingleItem().Inbound.Text.ShouldBe("参加");

        var next = room.HearAsync(Some.Text("张建国", "我的"));
        await room.PassAsync(Converse.Deadline);
        (await next).ShouldBe(Heard.NothingToSay, "it stands behind what the same person said before");
        room.Turns.ShouldBe(1);
        room.Spool.Ready().Count.ShouldBe(1);
        room.Spool.Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_comes_after_something_spooled_waits_for_it_and_is_answered_at_once_when_that_is_true()
    {
        await using var room = new Room();
        var first = Some.Text("张建国", "参加");
        await room.Spool.KeepAsync(first, underway: false);
        var next = room.HearAsync(Some.Text("张建国", "我的"));
        room.Turns.ShouldBe(0);
        (await room.HearAsync(first)).ShouldBe(Heard.NothingToSay, "it is kept already");

        room.Spool.Done(first.Key);
        while (room.Turns == 0)
        {
            await Task.Yield();
        }

        room.Commit("没有待办");
        (await next).ShouldBe(new Heard("没有待办", false));
    }

    [Fact]
    public async Task Without_a_door_nothing_is_spooled_and_the_platform_has_to_try_again()
    {
        await using var room = new Room(session: false);
        var heard = room.HearAsync();
        room.Away();
        (await heard).ShouldBe(Heard.TryAgain);
        room.Spool.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Stopping_waits_for_what_is_underway()
    {
        var room = new Room();
        var heard = room.HearAsync();
        var stopped = room.Converse.DisposeAsync().AsTask();
        stopped.IsCompleted.ShouldBeFalse();
        room.Commit("已记录");
        await stopped;
        (await heard).ShouldBe(new Heard("已记录", false));
    }

    [Fact]
    public async Task Stopping_does_not_wait_for_ever_and_leaves_the_rest_to_the_next_try()
    {
        var room = new Room(session: false, obeys: true);
        var heard = room.HearAsync();
        var stopped = room.Converse.DisposeAsync().AsTask();
        await room.Clock.WaitedOnAsync(2);
        room.Clock.Advance(TimeSpan.FromSeconds(10));
        await stopped;
        (await heard).ShouldBe(Heard.TryAgain);
    }

    private sealed class Room : IAsyncDisposable
    {
        private readonly bool obeys;
        private readonly Inbound usual = Some.Text("张建国", "参加");
        private readonly Queue<TaskCompletionSource<Answered>> turns = new();
        private readonly FreshSpool disk = new();
        private int committed;

        public Room(bool session = true, bool obeys = false)
        {
            this.obeys = obeys;
            Converse = new Converse(TakeAsync, disk.Spool, [new Channel(new ChannelRights(session, new HashSet<string>(), false))], Clock, NullLogger<Converse>.Instance);
        }

        public ManualClock Clock { get; } = new();

        public Converse Converse { get; }

        public List<string> Began { get; } = [];

        public Spool Spool => disk.Spool;

        public int Turns => Began.Count;

        public ReplyRace Race { get; private set; } = new();

        public CancellationToken TurnToken { get; private set; }

        public Task<Heard> HearAsync(Inbound? inbound = null, CancellationToken ct = default) => Converse.HearAsync(inbound ?? usual, ct);

        public void Commit(string reply)
        {
            Race.TryPassive();
            turns.Dequeue().SetResult(new Answered(reply, committed++ > 0, ReplyRoute.Passive, 1));
        }

        public void CommitForDoor() => turns.Dequeue().SetResult(new Answered(null, false, ReplyRoute.Door, 1));

        public void Fail() => turns.Dequeue().SetException(new InvalidOperationException("the database is gone"));

        public void Away() => turns.Dequeue().SetException(new TimeoutException("the database is away"));

        /// <summary>What becomes of a turn whose porch has gone is settled on a thread of its own.</summary>
        public async Task UntilAsync(Func<bool> holds)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            while (!holds())
            {
                await Spool.MovedAsync(patience.Token);
            }
        }

        /// <summary>Lets time pass, step by step, each once somebody waits on the clock.</summary>
        public async Task PassAsync(params TimeSpan[] steps)
        {
            foreach (var step in steps)
            {
                await Clock.WaitedOnAsync(1);
                Clock.Advance(step);
            }
        }

        public async ValueTask DisposeAsync()
        {
            while (turns.TryDequeue(out var turn))
            {
                turn.TrySetCanceled();
            }

            await Converse.DisposeAsync();
            disk.Dispose();
        }

        private Task<Answered> TakeAsync(Inbound inbound, ReplyRace race, CancellationToken ct)
        {
            (Race, TurnToken) = (race, ct);
            Began.Add(inbound.Text);
            var turn = new TaskCompletionSource<Answered>(TaskCreationOptions.RunContinuationsAsynchronously);
            turns.Enqueue(turn);
            return obeys ? turn.Task.WaitAsync(ct) : turn.Task;
        }
    }

    private sealed record Channel(ChannelRights Rights) : IChannel
    {
        public string Name => "wechat";

        public Carries CarriedTo(Address to) => Carries.Least;

        public void Map(IEndpointRouteBuilder routes) => throw new NotSupportedException();

        public Task<SendOutcome> SendAsync(Outbound message, CancellationToken ct) => throw new NotSupportedException();
    }
}
