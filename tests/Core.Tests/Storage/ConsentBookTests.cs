using Luzhi.Core.Conversations;
using Luzhi.Core.Directory;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Luzhi.Testing;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Tests.Storage;

public sealed class ConsentBookTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    private static readonly WeChatAccount Account = new()
    {
        Subscriptions = new Dictionary<DoorbellKind, WeChatSubscription>
        {
            [DoorbellKind.Meeting] = new("S1", new Dictionary<string, DoorbellField>()),
            [DoorbellKind.Moved] = new("S1", new Dictionary<string, DoorbellField>()),
            [DoorbellKind.Broadcast] = new("S2", new Dictionary<string, DoorbellField>(), ConsentTerm.Long),
        },
    };

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_phone_is_asked_once_for_each_template_and_only_for_the_accounts_own(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var (_, contact) = await Some.BoundMemberAsync(house.Database);
        var book = Book(house);

        (await book.AcceptAsync(contact.Id, "S1", Ct)).ShouldBeTrue();
        (await book.AcceptAsync(contact.Id, "S1", Ct)).ShouldBeTrue("the same tap reported twice is one consent");
        (await book.AcceptAsync(contact.Id, "somebody else's", Ct)).ShouldBeFalse();

        (await house.ReadAsync(db => db.Consents.CountAsync())).ShouldBe(1);
        (await book.OfAsync(contact.Id, Ct)).Select(c => $"{c.TemplateId} {string.Join('+', c.Kinds)} {c.Term} {c.State} {c.Askable}")
            .ShouldBe(["S1 Meeting+Moved Once Accepted False", "S2 Broadcast Long  True"]);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task What_waited_for_a_member_is_tried_again_when_they_agree_by_the_page_or_by_the_platforms_event(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var (person, contact) = await Some.BoundMemberAsync(house.Database);
        var (_, occurrence, _) = await house.MeetingAsync(person.Id);
        await house.NoticeAsync(occurrence.Id);
        await HoldAsync(house);

        await Book(house).AcceptAsync(contact.Id, "S1", Ct);
        var byPage = (await house.OutboxRowsAsync()).Single().State;
        await HoldAsync(house, ring: false);
        var silent = await house.Ledger.TakeAsync(Consent("S1", true), (_, _) => throw new InvalidOperationException("nothing to say"), new ReplyRace(), Ct);

        byPage.ShouldBe("ready");
        (await house.OutboxRowsAsync()).Single().State.ShouldBe("ready");
        silent.Reply.ShouldBeNull();
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task One_consent_is_one_notice_and_another_tap_meanwhile_is_another(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var (person, contact) = await Some.BoundMemberAsync(house.Database);
        var (_, occurrence, _) = await house.MeetingAsync(person.Id);
        await house.NoticeAsync(occurrence.Id);
        await Book(house).AcceptAsync(contact.Id, "S1", Ct);
        await house.Bell.RingAsync(house.Now, Ct);
        var row = (await house.Outbox.ClaimAsync("w", Lane.Bulk, 10, Ct)).Single();
        house.Clock.Advance(TimeSpan.FromSeconds(1));

        row.Contacts.Single().Consents.ShouldBe(["S1"]);
        await house.Outbox.FinishAsync([new Finished(row, new Ending.Sent(Route.Subscription, contact.Id, null, null, "S1"))], Ct);
        var used = await StateAsync(house);
        await Book(house).AcceptAsync(contact.Id, "S1", Ct);
        await house.Outbox.FinishAsync([new Finished(row, new Ending.Held("late")) { LostConsents = [new(contact.Id, "S1")] }], Ct);

        used.ShouldBe(ConsentState.Used);
        (await StateAsync(house)).ShouldBe(ConsentState.Accepted, "agreed to after the notice was claimed");
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task The_platforms_word_on_a_subscription_notice_joins_the_last_one_sent_and_a_refusal_ends_the_consent(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var (person, contact) = await Some.BoundMemberAsync(house.Database);
        var (_, occurrence, _) = await house.MeetingAsync(person.Id);
        await house.NoticeAsync(occurrence.Id);
        await Book(house).AcceptAsync(contact.Id, "S1", Ct);
        await house.Bell.RingAsync(house.Now, Ct);
        var row = (await house.Outbox.ClaimAsync("w", Lane.Bulk, 10, Ct)).Single();
        var receipt = Some.Text("张建国", "") with
        {
            Kind = InboundKind.Receipt,
            ReceiptId = Inbound.OfSubscription,
            ReceiptStatus = "failed: reject (43101)",
            Consents = [new("S1", false)],
        };

        await house.Ledger.TakeAsync(receipt, (_, _) => throw new InvalidOperationException("nothing to say"), new ReplyRace(), Ct);
        await house.Outbox.FinishAsync([new Finished(row, new Ending.Sent(Route.Subscription, contact.Id, null, null, "S1"))], Ct);

        (await house.DeliveriesAsync()).Single().Receipt.ShouldBe("failed: reject (43101)", "it was quicker than our own record");
        (await StateAsync(house)).ShouldBe(ConsentState.Rejected);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Who_has_not_agreed_is_listed_by_name_members_only(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var book = Book(house);
        var (_, zhang) = await Some.BoundMemberAsync(house.Database);
        var (_, li) = await Some.BoundMemberAsync(house.Database, "李秀英");
        await Some.BoundMemberAsync(house.Database, "王芳");
        await Some.MemberAsync(house.Database, "赵敏");
        await Some.FollowerAsync(house.Database, "路人");
        var (driver, _) = await Some.BoundMemberAsync(house.Database, "司机");
        await house.ReadAsync(db => db.People.Where(p => p.Id == driver.Id).ExecuteUpdateAsync(p => p.SetProperty(x => x.Kind, PersonKind.Associate)));
        await book.AcceptAsync(zhang.Id, "S1", Ct);
        await book.AcceptAsync(zhang.Id, "S2", Ct);
        await book.AcceptAsync(li.Id, "S1", Ct);
        await book.RejectAsync(li.Id, "S2", Ct);

        var all = await book.MissingAsync(null, 0, 10, Ct);
        var first = await book.MissingAsync(null, 0, 1, Ct);

        all.Items.Select(g => $"{g.Name} {string.Join('+', g.MissingTemplates)} {g.Refused}").ShouldBe(["李秀英 S2 True", "王芳 S1+S2 False"]);
        (first.Items.Single().Name, first.Next).ShouldBe(("李秀英", first.Items.Single().PersonId));
    }

    private static ConsentBook Book(LedgerFixture house) => new(house.Database, Account, house.Wake, house.Clock, Some.Zone);

    private static Task<ConsentState> StateAsync(LedgerFixture house) => house.ReadAsync(db => db.Consents.Select(c => c.State).SingleAsync());

    private static Inbound Consent(string template, bool accepted) =>
        Some.Text("张建国", "") with { Kind = InboundKind.Consent, Consents = [new(template, accepted)] };

    private static async Task HoldAsync(LedgerFixture house, bool ring = true)
    {
        if (ring)
        {
            await house.Bell.RingAsync(house.Now, Ct);
        }

        var row = (await house.Outbox.ClaimAsync("w", Lane.Bulk, 10, Ct)).Single();
        await house.Outbox.FinishAsync([new Finished(row, new Ending.Held("no way"))], Ct);
    }
}
