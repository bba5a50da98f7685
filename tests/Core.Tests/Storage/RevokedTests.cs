using Luzhi.Core.Directory;
using Luzhi.Core.Messages;
using Luzhi.Core.Storage;
using Luzhi.Testing;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Tests.Storage;

public sealed class RevokedTests
{
    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_member_who_takes_back_consent_at_the_platform_is_on_the_offices_list_once(Provider provider)
    {
        await using var fixture = await LedgerFixture.CreateAsync(provider);
        var (zhang, _) = await Some.BoundMemberAsync(fixture.Database);

        await RevokeAsync(fixture, "张建国");
        await RevokeAsync(fixture, "张建国");

        var request = await fixture.ReadAsync(db => db.DataRequests.SingleAsync());
        (request.PersonId, request.Kind, request.Via, request.State).ShouldBe((zhang.Id, DataRequestKind.Removal, "platform", DataRequestState.Open));
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Of_a_follower_who_is_nobodys_the_words_are_wiped_at_once(Provider provider)
    {
        await using var fixture = await LedgerFixture.CreateAsync(provider);
        await fixture.SayAsync("路人", "你们几点上班");
        (await fixture.ReadAsync(db => db.Inbox.CountAsync(i => i.Body != null))).ShouldBe(1);

        await RevokeAsync(fixture, "路人");

        (await fixture.ReadAsync(db => db.Inbox.CountAsync(i => (i.Body != null && i.Body != "") || i.Reply != null))).ShouldBe(0);
        (await fixture.ReadAsync(db => db.DataRequests.CountAsync())).ShouldBe(0);
    }

    private static async Task RevokeAsync(LedgerFixture fixture, string name) =>
        await fixture.Ledger.TakeAsync(Some.Text(name, "") with { Kind = InboundKind.Revoked }, LedgerFixture.Echo(""), new ReplyRace(), LedgerFixture.Ct);
}
