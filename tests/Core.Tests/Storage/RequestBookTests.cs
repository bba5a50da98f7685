using Luzhi.Core.Directory;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Luzhi.Testing;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Tests.Storage;

public sealed class RequestBookTests
{
    private static readonly Words Words = Words.Load(Path.Combine(House.Find(AppContext.BaseDirectory).Config, "words.zh-CN.yaml"));
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_request_is_on_the_list_until_it_is_decided_and_who_asked_is_told_once(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        var clock = new ManualClock();
        var book = new RequestBook(fresh.Database, clock, Words);
        var (zhang, _) = await Some.BoundMemberAsync(fresh.Database);
        var id = await book.AskAsync(zhang.Id, DataRequestKind.Correction, " 手机换成 139 ", "chat", Ct);
        (await book.ListAsync(10, Ct)).Select(l => (l.Name, l.Request.Said, l.Request.State)).ShouldBe([("张建国", "手机换成 139", DataRequestState.Open)]);

        (await book.DecideAsync(id, true, "已改好。", "秘书", Ct)).ShouldBeTrue();
        (await book.DecideAsync(id, true, "已改好。", "秘书", Ct)).ShouldBeFalse();

        (await book.OpenCountAsync(Ct)).ShouldBe(0);
        await new Bell(fresh.Database).RingAsync(clock.GetUtcNow(), Ct);
        await using var db = fresh.Database.Open();
        (await db.Outbox.CountAsync(o => o.PersonId == zhang.Id)).ShouldBe(1);
        (await db.Notices.SingleAsync()).Text.ShouldContain("已改好。");
        (await new Verification(fresh.Database).RunAsync(Ct)).Where(r => r.Rows > 0).ShouldBeEmpty();
    }

    [Fact]
    public async Task Declining_needs_a_reason_and_a_correction_says_what()
    {
        await using var fresh = await FreshDatabase.CreateAsync(Provider.Sqlite);
        var book = new RequestBook(fresh.Database, new ManualClock(), Words);
        var zhang = await Some.MemberAsync(fresh.Database);
        var id = await book.AskAsync(zhang.Id, DataRequestKind.Removal, "", "console", Ct);

        (await Should.ThrowAsync<FaultsException>(() => book.DecideAsync(id, false, " ", "秘书", Ct))).Message.ShouldBe("不办的，请写明原因。");
        (await Should.ThrowAsync<FaultsException>(() => book.AskAsync(zhang.Id, DataRequestKind.Correction, " ", "page", Ct))).Message.ShouldBe("请写明哪里不对、应是什么。");
    }
}
