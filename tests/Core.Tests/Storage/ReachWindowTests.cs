using Luzhi.Core.Conversations;
using Luzhi.Core.Duties;
using Luzhi.Core.Messages;
using Luzhi.Core.Storage;
using Luzhi.Testing;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Tests.Storage;

public sealed class ReachWindowTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Each_step_of_a_member_opens_its_own_window(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var text = Some.Text("张建国", "你好");

        await TakeAsync(house, text);
        await TakeAsync(house, Some.Text("张建国", "") with { Kind = InboundKind.Follow });
        await TakeAsync(house, Some.Text("张建国", "") with { Kind = InboundKind.Scan, Scene = "x" });
        await TakeAsync(house, Some.Text("张建国", "参加") with { Choice = "a1:1" });
        await TakeAsync(house, Some.Text("张建国", "") with { Kind = InboundKind.MenuView });

        (await WindowsAsync(house)).ShouldBe(
        [
            ("follow", house.Now.AddMinutes(1), 3), ("menu", house.Now.AddMinutes(1), 3), ("message", house.Now.AddHours(48), 5), ("scan", house.Now.AddMinutes(1), 3),
        ]);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Who_unfollows_shuts_every_window_and_who_comes_back_opens_one(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        await TakeAsync(house, Some.Text("张建国", "你好"));
        var leaving = Some.Text("张建国", "") with { Kind = InboundKind.Unfollow };

        await house.Ledger.TakeAsync(leaving, (_, _) => throw new InvalidOperationException("nobody is there to answer"), new ReplyRace(), Ct);
        var (windows, followed) = (await WindowsAsync(house), await house.ReadAsync(db => db.Contacts.Select(c => c.Followed).SingleAsync()));
        await TakeAsync(house, Some.Text("张建国", "") with { Kind = InboundKind.Follow });
        await house.Ledger.TakeAsync(leaving, LedgerFixture.Echo(""), new ReplyRace(), Ct);

        windows.ShouldBeEmpty();
        followed.ShouldBeFalse();
        (await house.ReadAsync(db => db.Contacts.Select(c => c.Followed).SingleAsync())).ShouldBeTrue("the repeated leave was a duplicate");
        (await WindowsAsync(house)).ShouldHaveSingleItem().Kind.ShouldBe("follow");
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task What_waited_rides_on_the_reply_is_offered_and_is_seen_when_the_member_writes_again(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var (person, _) = await Some.BoundMemberAsync(house.Database);
        var (_, occurrence, lines) = await house.MeetingAsync(person.Id);
        await HoldAsync(house, occurrence.Id);
        var waiting = (WaitingNotice?)null;

        await house.SayAsync("张建国", "你好", (c, facts) =>
        {
            waiting = facts.Waiting.Single();
            return Turn.Say(c, "您好\n" + waiting.Text, new Change.Offer(waiting.OutboxId));
        });
        var offered = await house.AssignmentAsync(lines[0]);
        var left = await house.OutboxRowsAsync();
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        await house.SayAsync("张建国", "好");

        waiting!.Text.ShouldBe("张建国您好，请您出席主席会议。\n1 参加\n2 请假");
        waiting.AssignmentId.ShouldBe(lines[0]);
        (offered.State, offered.NotifiedAt).ShouldBe((AssignmentState.Due, Some.Monday), "offered is not delivered");
        left.ShouldBeEmpty();
        var delivery = (await house.DeliveriesAsync()).ShouldHaveSingleItem();
        (delivery.Outcome, delivery.Route, delivery.PersonId, delivery.AssignmentId).ShouldBe(("offered", "passive", person.Id, lines[0]));
        var seen = await house.AssignmentAsync(lines[0]);
        (seen.State, seen.SeenAt).ShouldBe((AssignmentState.Seen, house.Now));
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task What_does_not_fit_on_the_reply_is_released_to_the_door(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var (person, _) = await Some.BoundMemberAsync(house.Database);
        var (_, occurrence, _) = await house.MeetingAsync(person.Id);
        await HoldAsync(house, occurrence.Id);

        await house.SayAsync("张建国", "你好");

        (await house.OutboxRowsAsync()).ShouldHaveSingleItem().State.ShouldBe("ready");
        await house.Wake.WaitAsync(Lane.Bulk, TimeSpan.FromDays(1), house.Clock, Ct);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task What_is_over_or_withdrawn_is_not_offered(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var (person, _) = await Some.BoundMemberAsync(house.Database);
        var (_, occurrence, _) = await house.MeetingAsync(person.Id);
        await HoldAsync(house, occurrence.Id);
        await house.ReadAsync(db => db.Occurrences.ExecuteUpdateAsync(set => set.SetProperty(o => o.Withdrawn, true)));
        var facts = (Facts?)null;

        await house.SayAsync("张建国", "你好", (c, known) =>
        {
            facts = known;
            return Turn.Silent(c);
        });

        facts!.Waiting.ShouldBeEmpty();
        facts.Items.ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Open_items_are_the_persons_own_soonest_first(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var (zhang, _) = await Some.BoundMemberAsync(house.Database);
        var (li, _) = await Some.BoundMemberAsync(house.Database, "李秀英");
        await house.BroadcastAsync("text", zhang.Id, li.Id);
        await house.BroadcastAsync(null, zhang.Id);
        await house.MeetingAsync(zhang.Id);
        await house.MeetingAsync(li.Id);
        var items = (IReadOnlyList<OpenItem>)[];

        await house.SayAsync("张建国", "我的", (c, facts) =>
        {
            items = facts.Items;
            return Turn.Silent(c);
        });

        items.Select(i => $"{i.Kind} {i.Title} {i.Invitation} {i.Ask} {i.Place}").ShouldBe(["Meeting 主席会议 Pending  三楼会议室", "Broadcast 征集议题  text "]);
    }

    private static Task<Answered> TakeAsync(LedgerFixture house, Inbound inbound) =>
        house.Ledger.TakeAsync(inbound, LedgerFixture.Echo("好"), new ReplyRace(), Ct);

    private static async Task HoldAsync(LedgerFixture house, long occurrence)
    {
        await house.NoticeAsync(occurrence);
        await house.Bell.RingAsync(house.Now, Ct);
        var row = (await house.Outbox.ClaimAsync("门", Lane.Bulk, 1, Ct)).Single();
        await house.Outbox.FinishAsync([new Finished(row, new Ending.Held("no window"))], Ct);
    }

    private static Task<List<(string Kind, DateTimeOffset ClosesAt, int Left)>> WindowsAsync(LedgerFixture house) => house.ReadAsync(async db =>
        (await db.Windows.OrderBy(w => w.Kind).ToListAsync()).ConvertAll(w => (w.Kind, w.ClosesAt, w.MessagesLeft)));
}
