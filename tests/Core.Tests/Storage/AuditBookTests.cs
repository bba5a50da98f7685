using Luzhi.Core.Storage;
using Luzhi.Testing;

namespace Luzhi.Core.Tests.Storage;

public sealed class AuditBookTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task The_trail_is_read_back_by_who_whom_what_and_when_newest_first(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var zhang = (await Some.MemberAsync(house.Database)).Id;
        var office = new OfficeBook(house.Database, house.Clock, Chance.Seeded(1));
        await office.AuditAsync("陈秘书", "person.seen", $"person:{zhang}", null, Ct);
        house.Clock.Advance(TimeSpan.FromDays(1));
        await office.AuditAsync("陈秘书", "meeting.call", "meeting:7", "chat", Ct);
        await office.AuditAsync("孙联络", "staff.link", "staff:孙联络", $"person:{zhang}", Ct);
        var book = new AuditBook(house.Database);

        var all = await book.ListAsync(null, null, null, null, null, null, 2, Ct);
        all.Items.Select(l => l.Action).ShouldBe(["staff.link", "meeting.call"]);
        var rest = await book.ListAsync(null, null, null, null, null, all.Next, 2, Ct);
        rest.Items.ShouldHaveSingleItem().Name.ShouldBe("张建国");

        (await book.ListAsync("陈秘书", null, null, null, null, null, 9, Ct)).Items.Count.ShouldBe(2);
        (await book.ListAsync(null, zhang, null, null, null, null, 9, Ct)).Items.Count.ShouldBe(2);
        (await book.ListAsync(null, null, "meeting.call", null, null, null, 9, Ct)).Items.Count.ShouldBe(1);
        (await book.ListAsync(null, null, null, house.Now.AddHours(-1), house.Now.AddHours(1), null, 9, Ct)).Items.Count.ShouldBe(2);
        (await book.ChoicesAsync(Ct)).Actors.Count.ShouldBe(2);
    }
}
