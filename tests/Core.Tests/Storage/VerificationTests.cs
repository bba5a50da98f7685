using Luzhi.Core.Meetings;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Luzhi.Testing;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Tests.Storage;

public sealed class VerificationTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_ledger_that_was_only_used_holds_every_rule(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        await MeetingAsync(fresh);

        (await BrokenAsync(fresh)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("invited", "DELETE FROM invitation")]
    [InlineData("invitation_line", "DELETE FROM assignment")]
    [InlineData("state", "UPDATE invitation SET state = 'perhaps'")]
    [InlineData("answered", "UPDATE invitation SET answered_at = NULL")]
    [InlineData("outbox_orphan", "INSERT INTO outbox (unique_key, lane, notice_id, created_at, not_before, state, attempts, unknowns) VALUES ('n4711:p1', 1, 4711, 0, 0, 'ready', 0, 0)")]
    [InlineData("bound", "INSERT INTO contact (channel, account, external_id, person_id, followed, bind_failures) VALUES ('wechat', 'a', 'b', 4711, 1, 0)")]
    public async Task Each_broken_rule_is_found_by_its_name(string rule, string harm)
    {
        await using var fresh = await FreshDatabase.CreateAsync(Provider.Sqlite);
        await MeetingAsync(fresh);
        await using (var db = fresh.Database.Open())
        {
            await db.Database.ExecuteSqlRawAsync(harm);
        }

        (await BrokenAsync(fresh)).ShouldContain(rule);
    }

    private static async Task<IEnumerable<string>> BrokenAsync(FreshDatabase fresh) =>
        (await new Verification(fresh.Database).RunAsync(Ct)).Where(r => r.Rows > 0).Select(r => r.Rule);

    private static async Task MeetingAsync(FreshDatabase fresh)
    {
        var zhang = await Some.MemberAsync(fresh.Database, "张建国");
        await Some.MemberAsync(fresh.Database, "李秀英");
        var (clock, words) = (new ManualClock(), Words.Load(Path.Combine(House.Find(AppContext.BaseDirectory).Config, "words.zh-CN.yaml")));
        var meetings = new MeetingBook(fresh.Database, new AudienceBook(fresh.Database, clock, Some.Zone, words), words, Some.Zone, new DeliverySettings(), clock);
        var id = await meetings.CallAsync(new NewMeeting("主席会议", Some.Monday.AddDays(2), "三楼", "全体", ["P1D"]), "秘书", Ct);
        await meetings.EnterAnswerAsync(id, zhang.Id, InvitationState.Leave, "出差", "phone", "秘书", Ct);
    }
}
