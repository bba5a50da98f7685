using Luzhi.Core.Duties;
using Luzhi.Core.Messages;
using Luzhi.Core.Storage;
using Luzhi.Testing;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Tests.Storage;

public sealed class CallSheetTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Who_could_not_be_reached_is_on_it_with_the_reason_and_who_was_is_not(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        await RingAsync(house, "张建国", "李秀英", "王芳", "赵强");
        await EndAsync(house, new Ending.Held("unbound"), new Ending.Refused(Route.Doorbell, 1, "43101"), new Ending.Sent(Route.Doorbell, 1, null, "7"), new Ending.Dropped("expired"));

        var lines = await LinesAsync(house);

        lines.ShouldBe(["张建国: announce 主席会议 unbound", "李秀英: announce 主席会议 43101"]);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Whose_notice_the_platform_reports_as_failed_comes_on_it_afterwards(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        await Some.FollowerAsync(house.Database, "张建国");
        await RingAsync(house, "张建国");
        await EndAsync(house, new Ending.Sent(Route.Doorbell, 1, null, "7"));
        var before = await LinesAsync(house);

        await house.Ledger.TakeAsync(
            Some.Text("张建国", "") with { Kind = InboundKind.Receipt, ReceiptId = "7", ReceiptStatus = "failed:user block" }, LedgerFixture.Echo(""), new ReplyRace(), Ct);

        before.ShouldBeEmpty();
        (await LinesAsync(house)).ShouldBe(["张建国: announce 主席会议 failed:user block"]);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task An_answer_by_telephone_or_the_end_of_the_matter_takes_one_off(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var (occurrence, people) = await RingAsync(house, "张建国", "李秀英");
        await EndAsync(house, new Ending.Held("unbound"), new Ending.Held("unbound"));
        await house.ReadAsync(db => db.Assignments.Where(a => a.PersonId == people[0]).ExecuteUpdateAsync(set => set.SetProperty(a => a.AnsweredAt, house.Now)));
        var answered = await LinesAsync(house);
        await house.ReadAsync(db => db.Occurrences.Where(o => o.Id == occurrence).ExecuteUpdateAsync(set => set.SetProperty(o => o.Withdrawn, true)));

        answered.ShouldBe(["李秀英: announce 主席会议 unbound"]);
        (await LinesAsync(house)).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_correction_is_owed_also_to_who_answered(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var (occurrence, people) = await RingAsync(house, "张建国");
        await EndAsync(house, new Ending.Sent(Route.Session, 1, null, null));
        await house.ReadAsync(db => db.Assignments.Where(a => a.PersonId == people[0]).ExecuteUpdateAsync(set => set.SetProperty(a => a.AnsweredAt, house.Now)));
        await house.ReadAsync(db => db.Occurrences.ExecuteUpdateAsync(set => set.SetProperty(o => o.Withdrawn, true)));
        await house.NoticeAsync(occurrence, "withdrawn", Whom.Told);
        await house.Bell.RingAsync(house.Now, Ct);
        await EndAsync(house, new Ending.Held("no window"));

        (await LinesAsync(house)).ShouldBe(["张建国: withdrawn 主席会议 no window"]);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task What_is_only_told_is_nobodys_call(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var person = await Some.MemberAsync(house.Database);
        var (_, told, _) = await house.BroadcastAsync(null, person.Id);
        var (_, asked, _) = await house.BroadcastAsync("read", person.Id);
        await house.NoticeAsync(told.Id, "told");
        await house.NoticeAsync(asked.Id, "asked");
        await house.Bell.RingAsync(house.Now, Ct);
        await EndAsync(house, new Ending.CallSheet("unbound"), new Ending.CallSheet("unbound"));

        (await LinesAsync(house)).ShouldBe(["张建国: asked 征集议题 unbound"]);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task It_is_read_in_pages_of_people(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        await RingAsync(house, "张建国", "李秀英", "王芳");
        await EndAsync(house, [.. Enumerable.Repeat(new Ending.Held("unbound"), 3)]);
        var sheet = new CallSheet(house.Database, house.Clock);

        var first = await sheet.ListAsync(null, 0, 2, Ct);
        var second = await sheet.ListAsync(null, first.Items[^1].PersonId, 2, Ct);
        var otherUnit = await sheet.ListAsync(77, 0, 2, Ct);

        first.Items.Select(l => l.Name).ShouldBe(["张建国", "李秀英"]);
        second.Items.Select(l => l.Name).ShouldBe(["王芳"]);
        otherUnit.Items.ShouldBeEmpty();
    }

    private static async Task<(long Occurrence, IReadOnlyList<long> People)> RingAsync(LedgerFixture house, params string[] names)
    {
        var people = new List<long>();
        foreach (var name in names)
        {
            people.Add((await Some.MemberAsync(house.Database, name)).Id);
        }

        var (_, occurrence, _) = await house.MeetingAsync([.. people]);
        await house.NoticeAsync(occurrence.Id);
        await house.Bell.RingAsync(house.Now, Ct);
        return (occurrence.Id, people);
    }

    private static async Task EndAsync(LedgerFixture house, params Ending[] endings)
    {
        var rows = await house.Outbox.ClaimAsync("门", Lane.Bulk, 50, Ct);
        rows.Count.ShouldBe(endings.Length);
        await house.Outbox.FinishAsync([.. rows.Zip(endings, (row, ending) => new Finished(row, ending))], Ct);
    }

    private static async Task<IEnumerable<string>> LinesAsync(LedgerFixture house)
    {
        var page = await new CallSheet(house.Database, house.Clock).ListAsync(null, 0, 50, Ct);
        return page.Items.SelectMany(line => line.About.Select(about => $"{line.Name}: {about.Kind} {about.Title} {about.Why}"));
    }
}
