using Luzhi.Core.Duties;
using Luzhi.Core.Meetings;
using Luzhi.Core.Messages;
using Luzhi.Core.Storage;
using Luzhi.Testing;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Tests.Storage;

public sealed class OutboxTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_claimed_row_carries_all_that_the_door_needs(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var (person, contact) = await Some.BoundMemberAsync(house.Database);
        var (_, occurrence, lines) = await house.MeetingAsync(person.Id);
        await house.SayAsync("张建国", "你好");
        var notice = await house.NoticeAsync(occurrence.Id, expires: house.Now.AddDays(2));
        await house.Bell.RingAsync(house.Now, Ct);

        var row = (await house.Outbox.ClaimAsync("门一", Lane.Bulk, 10, Ct)).ShouldHaveSingleItem();

        row.UniqueKey.ShouldBe($"n{notice.Id}:p{person.Id}");
        row.PersonName.ShouldBe("张建国");
        row.AssignmentId.ShouldBe(lines[0]);
        (row.Attempts, row.Unknowns, row.Lane, row.ExpiresAt).ShouldBe((1, 0, Lane.Bulk, house.Now.AddDays(2)));
        row.Notice!.Duty.ShouldBeTrue();
        row.Notice.Invitation.ShouldBe(InvitationState.Pending);
        Rendering.Plain(house.Rendering.Of(row, "")).ShouldBe("张建国您好，请您出席主席会议。\n1 参加\n2 请假");
        var to = row.Contacts.ShouldHaveSingleItem();
        (to.ContactId, to.Address).ShouldBe((contact.Id, Some.Address("张建国")));
        to.Windows.ShouldHaveSingleItem().ShouldBe(new OpenWindow("message", house.Now.AddHours(48), 5));
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Two_doors_at_once_never_hold_the_same_row(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        await RingAsync(house, 30);
        using var second = house.SecondNode();
        Outbox[] doors = [house.Outbox, house.NewOutbox(second)];

        var claimed = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(() => doors[i % 2].ClaimAsync($"门{i}", Lane.Bulk, 4, Ct))));

        var ids = claimed.SelectMany(c => c).Select(c => c.OutboxId).ToList();
        ids.ShouldBeUnique();
        (ids.Count + (await house.Outbox.ClaimAsync("门末", Lane.Bulk, 50, Ct)).Count).ShouldBe(30);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Rows_go_in_the_order_in_which_they_became_due_and_replies_do_not_wait_for_them(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        await RingAsync(house, 3);
        var race = new ReplyRace();
        race.TryDoor();
        await house.SayAsync("李秀英", "你好", race: race);

        (await house.Outbox.ClaimAsync("门", Lane.Reply, 10, Ct)).ShouldHaveSingleItem().Body.ShouldBe("您说：你好");
        (await house.Outbox.ClaimAsync("门", Lane.Bulk, 2, Ct)).Select(c => c.PersonName).ShouldBe(["委员1", "委员2"]);
        (await house.Outbox.ClaimAsync("门", Lane.Bulk, 2, Ct)).Select(c => c.PersonName).ShouldBe(["委员3"]);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_worker_that_dies_between_claim_and_finish_leaves_a_marked_repeat(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var contact = await RingAsync(house, 1);
        var dead = (await house.Outbox.ClaimAsync("门一", Lane.Bulk, 10, Ct)).Single();
        (await house.Outbox.ClaimAsync("门二", Lane.Bulk, 10, Ct)).ShouldBeEmpty();

        house.Clock.Advance(TimeSpan.FromSeconds(61));
        var repeat = (await house.Outbox.ClaimAsync("门二", Lane.Bulk, 10, Ct)).Single();
        var late = await house.Outbox.FinishAsync([new Finished(dead, new Ending.Sent(Route.Session, contact, null, "early"))], Ct);
        var done = await house.Outbox.FinishAsync([new Finished(repeat, new Ending.Sent(Route.Session, contact, null, "again"))], Ct);

        (repeat.Unknowns, repeat.Attempts).ShouldBe((1, 2));
        (late, done).ShouldBe((0, 1));
        var delivery = (await house.DeliveriesAsync()).ShouldHaveSingleItem();
        (delivery.Outcome, delivery.Repeat, delivery.ExternalId, delivery.Attempts).ShouldBe(("sent", true, "again", 2));
        (await house.OutboxRowsAsync()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Every_ending_leaves_its_own_record(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var contact = await RingAsync(house, 9);
        var rows = await house.Outbox.ClaimAsync("门", Lane.Bulk, 50, Ct);
        Ending[] endings =
        [
            new Ending.Sent(Route.Doorbell, contact, null, "msg9"), new Ending.Refused(Route.Session, contact, "45015"), new Ending.Gone(contact, "43004"),
            new Ending.Misconfigured("48001"), new Ending.Failed("unknown"), new Ending.Dropped("expired"), new Ending.CallSheet("unbound"),
            new Ending.Again(house.Now.AddSeconds(8), "500", Unknown: true), new Ending.Held("no window"),
        ];

        var done = await house.Outbox.FinishAsync([.. rows.Zip(endings, (row, ending) => new Finished(row, ending))], Ct);

        done.ShouldBe(9);
        (await house.DeliveriesAsync()).Select(d => $"{d.Route} {d.Outcome} {d.Why ?? d.ExternalId}").ShouldBe(
            ["doorbell sent msg9", "session refused 45015", "none gone 43004", "none misconfigured 48001", "none failed unknown", "none dropped expired", "callsheet callsheet unbound"], ignoreOrder: true);
        (await house.OutboxRowsAsync()).Select(o => $"{o.State} {o.LastWhy} {o.Unknowns} {o.LeaseOwner}").ShouldBe(["ready 500 1 ", "held no window 0 "]);
        var states = await house.ReadAsync(db => db.Assignments.OrderBy(a => a.Id).Select(a => a.State).ToListAsync());
        states.ShouldBe([AssignmentState.Notified, .. Enumerable.Repeat(AssignmentState.Due, 8)]);
        (await house.ReadAsync(db => db.Contacts.SingleAsync(c => c.Id == contact))).Followed.ShouldBeFalse("the ending said that the address is gone");
        (await house.Outbox.ClaimAsync("门", Lane.Bulk, 50, Ct)).ShouldBeEmpty("its wait is not over");
        house.Clock.Advance(TimeSpan.FromSeconds(8));
        (await house.Outbox.ClaimAsync("门", Lane.Bulk, 50, Ct)).ShouldHaveSingleItem().Unknowns.ShouldBe(1);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_window_counts_down_with_every_message_and_the_platforms_word_shuts_it(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var contact = await RingAsync(house, 3);
        await house.SayAsync("委员1", "你好");
        var rows = await house.Outbox.ClaimAsync("门", Lane.Bulk, 50, Ct);

        await house.Outbox.FinishAsync([.. rows.Take(2).Select(row => new Finished(row, new Ending.Sent(Route.Session, contact, "message", null)))], Ct);
        var left = await house.ReadAsync(db => db.Windows.Select(w => w.MessagesLeft).SingleAsync());
        await house.Outbox.FinishAsync([new Finished(rows[2], new Ending.Held("45047")) { Shut = [new ShutWindow(contact, "message")] }], Ct);
        var shut = await house.ReadAsync(db => db.Windows.Select(w => w.MessagesLeft).SingleAsync());
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        await house.SayAsync("委员1", "在吗");

        (left, shut).ShouldBe((3, 0));
        (await house.ReadAsync(db => db.Windows.Select(w => w.MessagesLeft).SingleAsync())).ShouldBe(5);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_late_word_does_not_shut_the_window_that_the_member_opened_meanwhile(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var contact = await RingAsync(house, 1);
        var row = (await house.Outbox.ClaimAsync("门", Lane.Bulk, 1, Ct)).Single();
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        await house.SayAsync("委员1", "你好");

        await house.Outbox.FinishAsync([new Finished(row, new Ending.Held("45015")) { Shut = [new ShutWindow(contact, "message")], GoneContacts = [contact] }], Ct);

        (await house.ReadAsync(db => db.Windows.Select(w => w.MessagesLeft).SingleAsync())).ShouldBe(5);
        (await house.ReadAsync(db => db.Contacts.SingleAsync(c => c.Id == contact))).Followed.ShouldBeTrue();
        (await house.OutboxRowsAsync()).ShouldHaveSingleItem().State.ShouldBe("ready", "the member was heard after the claim: there is a window now");
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task What_is_held_goes_when_the_member_writes(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        await RingAsync(house, 1);
        var row = (await house.Outbox.ClaimAsync("门", Lane.Bulk, 1, Ct)).Single();
        await house.Outbox.FinishAsync([new Finished(row, new Ending.Held("no window"))], Ct);
        house.Clock.Advance(TimeSpan.FromDays(1));
        (await house.Outbox.ClaimAsync("门", Lane.Bulk, 1, Ct)).ShouldBeEmpty();

        await house.SayAsync("委员1", "你好");

        (await house.Outbox.ClaimAsync("门", Lane.Bulk, 1, Ct)).ShouldHaveSingleItem().Contacts[0].Windows.ShouldHaveSingleItem();
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_receipt_is_noted_whether_it_comes_after_the_record_or_before_it(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var contact = await RingAsync(house, 2);
        var rows = await house.Outbox.ClaimAsync("门", Lane.Bulk, 2, Ct);
        await ReceiptAsync(house, "100", "failed:user block");
        await house.Outbox.FinishAsync([.. rows.Select((row, i) => new Finished(row, new Ending.Sent(Route.Doorbell, contact, null, $"10{i}")))], Ct);
        await ReceiptAsync(house, "101", "success");

        (await house.DeliveriesAsync()).OrderBy(d => d.ExternalId).Select(d => d.Receipt).ShouldBe(["failed:user block", "success"]);
        (await house.ReadAsync(db => db.Conversations.CountAsync())).ShouldBe(0, "nobody spoke");
    }

    private static Task<Answered> ReceiptAsync(LedgerFixture house, string id, string status) => house.Ledger.TakeAsync(
        Some.Text("委员1", "") with { Kind = InboundKind.Receipt, ReceiptId = id, ReceiptStatus = status },
        (_, _) => throw new InvalidOperationException("a receipt is no turn"), new ReplyRace(), Ct);

    /// <summary>A meeting of so many members, announced; the first is bound, and the contact of all that a test sends.</summary>
    private static async Task<long> RingAsync(LedgerFixture house, int members)
    {
        var (first, contact) = await Some.BoundMemberAsync(house.Database, "委员1");
        var people = new List<long> { first.Id };
        foreach (var i in Enumerable.Range(2, members - 1))
        {
            people.Add((await Some.MemberAsync(house.Database, $"委员{i}")).Id);
        }

        var (_, occurrence, _) = await house.MeetingAsync([.. people]);
        await house.NoticeAsync(occurrence.Id);
        (await house.Bell.RingAsync(house.Now, Ct)).ShouldBe(members);
        return contact.Id;
    }
}
