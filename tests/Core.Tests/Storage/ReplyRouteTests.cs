using System.Text;
using Luzhi.Core.Conversations;
using Luzhi.Core.Messages;
using Luzhi.Core.Storage;
using Luzhi.Testing;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Tests.Storage;

public sealed class ReplyRouteTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task In_time_the_reply_rides_on_the_answer_and_a_duplicate_gets_it_again(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var push = Some.Text("张建国", "你好");

        var first = await house.Ledger.TakeAsync(push, LedgerFixture.Echo("你好"), new ReplyRace(), Ct);
        var second = await house.Ledger.TakeAsync(push, LedgerFixture.Echo("不同"), new ReplyRace(), Ct);

        first.ShouldBe(new Answered("您说：你好", false, ReplyRoute.Passive, first.InboxId));
        second.ShouldBe(first with { Duplicate = true });
        (await house.OutboxRowsAsync()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Too_late_the_door_has_it_and_a_duplicate_gets_nothing_more(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var push = Some.Text("张建国", "你好");
        var race = new ReplyRace();
        race.TryDoor();

        var first = await house.Ledger.TakeAsync(push, LedgerFixture.Echo("你好"), race, Ct);
        var second = await house.Ledger.TakeAsync(push, LedgerFixture.Echo("你好"), new ReplyRace(), Ct);

        first.ShouldBe(new Answered(null, false, ReplyRoute.Door, first.InboxId));
        second.ShouldBe(first with { Duplicate = true });
        var row = (await house.OutboxRowsAsync()).ShouldHaveSingleItem();
        (row.UniqueKey, row.Lane, row.Body, row.State).ShouldBe(($"r{first.InboxId}", Lane.Reply, "您说：你好", "ready"));
        await house.Wake.WaitAsync(Lane.Reply, TimeSpan.FromDays(1), house.Clock, Ct);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_duplicate_whose_porch_said_success_already_turns_the_reply_to_the_door_once(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var push = Some.Text("张建国", "你好");
        await house.Ledger.TakeAsync(push, LedgerFixture.Echo("你好"), new ReplyRace(), Ct);
        var late = new ReplyRace();
        late.TryDoor();

        var second = await house.Ledger.TakeAsync(push, LedgerFixture.Echo("你好"), late, Ct);
        var third = await house.Ledger.TakeAsync(push, LedgerFixture.Echo("你好"), new ReplyRace(), Ct);
        var turned = await house.Ledger.TurnToDoorAsync(second.InboxId, Ct);

        (second.Reply, second.Route).ShouldBe((null, ReplyRoute.Door));
        (third.Reply, third.Route).ShouldBe((null, ReplyRoute.Door));
        turned.ShouldBeFalse("it is the door's already");
        (await house.OutboxRowsAsync()).ShouldHaveSingleItem().Body.ShouldBe("您说：你好");
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Whoever_wins_the_race_the_member_is_answered_by_exactly_one(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        foreach (var i in Enumerable.Range(0, 30))
        {
            var race = new ReplyRace();
            var turn = house.SayAsync("张建国", $"{i}", race: race);
            var porch = Task.Run(() => i % 3 != 0 && race.TryDoor());

            var (answered, door) = (await turn, await porch);

            var queued = (await house.OutboxRowsAsync()).Count(o => o.InboxId == answered.InboxId);
            (answered.Reply is not null, queued).ShouldBe(door ? (false, 1) : (true, 0));
        }
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Of_a_long_reply_the_beginning_rides_and_the_rest_follows_by_the_door(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var words = string.Join('\n', Enumerable.Range(1, 80).Select(i => $"{i}. 到会听取情况通报并发言，提出建议若干条。"));

        var answered = await house.SayAsync("张建国", "我的", (c, _) => Turn.Say(c, words));

        Encoding.UTF8.GetByteCount(answered.Reply!).ShouldBeInRange(1500, Parts.Wire);
        var rows = await house.OutboxRowsAsync();
        rows.Select(o => o.UniqueKey).ShouldBe(Enumerable.Range(2, rows.Count).Select(i => $"r{answered.InboxId}.{i}"));
        rows.ShouldAllBe(o => o.NotBefore > house.Now);
        string.Join('\n', rows.Select(o => o.Body).Prepend(answered.Reply)).ShouldBe(words);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Silence_is_no_reply_on_any_route(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var push = Some.Text("张建国", "嗯");
        var race = new ReplyRace();
        race.TryDoor();

        var first = await house.Ledger.TakeAsync(push, (c, _) => Turn.Silent(c), race, Ct);
        var second = await house.Ledger.TakeAsync(push, LedgerFixture.Echo("嗯"), new ReplyRace(), Ct);

        first.ShouldBe(new Answered(null, false, ReplyRoute.None, first.InboxId));
        second.ShouldBe(first with { Duplicate = true });
        (await house.OutboxRowsAsync()).ShouldBeEmpty();
    }
}
