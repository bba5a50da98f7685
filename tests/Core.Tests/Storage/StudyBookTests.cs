using Luzhi.Core.Conversations;
using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Duties;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Luzhi.Testing;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Tests.Storage;

public sealed class StudyBookTests
{
    private const string Secretary = "陈秘书";

    private readonly ManualClock clock = new();

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_draft_is_nobodys_business_until_it_is_sent_and_then_it_is_sent_once(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        await Some.MemberAsync(house.Database, "张建国");
        var book = Book(house.Database);

        var id = (await book.KeepAsync(null, new("学习材料", "", ""), Secretary, default))!.Value;
        (await book.KeepAsync(id, new("学习材料", "读第三章。", "全体", Least: 50), Secretary, default)).ShouldBe(id);
        (await house.ReadAsync(db => db.Broadcasts.CountAsync())).ShouldBe(0);

        (await book.SendAsync(id, Secretary, default))!.Reach.Unbound.ShouldBe(1);
        (await book.SendAsync(id, Secretary, default)).ShouldBeNull();
        (await book.KeepAsync(id, new("改了", "改了", "全体"), Secretary, default)).ShouldBeNull();
        (await book.DropAsync(id, default)).ShouldBeFalse();

        var study = (await book.FindAsync(id, default))!;
        (study.Title, study.BroadcastId, study.SentAt).ShouldBe(("学习材料", 1, clock.GetUtcNow()));
        (await house.ReadAsync(db => db.Notices.SingleAsync())).Text.ShouldContain("读第三章。", customMessage: "without a page to read it on, the text itself is sent");
        (await Broadcasts(house.Database).ListAsync(null, 10, default)).Items.ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task What_cannot_be_sent_stays_a_draft_and_every_fault_is_named(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        await Some.MemberAsync(house.Database);
        var book = Book(house.Database);
        var id = (await book.KeepAsync(null, new("学习材料", "", "全休", Some.Monday.AddDays(-1), "writ", -1, "javascript:alert(1)"), Secretary, default))!.Value;

        var wrong = await Should.ThrowAsync<FaultsException>(() => book.SendAsync(id, Secretary, default));

        wrong.Faults.Select(f => f.Field).ShouldBe(["text", "dueAt", "ask", "link", "least", "audience"]);
        (await book.FindAsync(id, default))!.SentAt.ShouldBeNull();
        (await house.ReadAsync(db => db.Broadcasts.AnyAsync())).ShouldBeFalse();
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_note_grows_is_shared_and_taken_back_by_its_author_alone(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var (zhang, _) = await Some.BoundMemberAsync(house.Database, "张建国");
        var (li, _) = await Some.BoundMemberAsync(house.Database, "李秀英");
        var (broadcast, _, lines) = await house.BroadcastAsync("text", zhang.Id, li.Id);
        var notes = new NoteBook(house.Database);

        await house.SayAsync("张建国", "第一段。", LedgerFixture.Do(new Change.Reply(lines[0], "第一段。")));
        await house.SayAsync("张建国", "补充 第二段。", LedgerFixture.Do(new Change.Reply(lines[0], "第二段。", Adds: true), new Change.Share(lines[0], true)));
        await house.SayAsync("李秀英", "不是我的", LedgerFixture.Do(new Change.Share(lines[0], false), new Change.Reply(lines[1], "李的。")));
        (await notes.ListAsync(broadcast.Id, false, 0, 10, default)).Items.Select(n => $"{n.Name}:{n.Text}:{n.Shared}").ShouldBe(["张建国:第一段。\n第二段。:True", "李秀英:李的。:"]);
        (await notes.ListAsync(broadcast.Id, true, 0, 10, default)).Items.Select(n => n.Name).ShouldBe(["张建国"]);

        await house.SayAsync("张建国", "取消分享", LedgerFixture.Do(new Change.Share(null, false)));
        (await notes.ListAsync(broadcast.Id, true, 0, 10, default)).Items.ShouldBeEmpty();
        await house.SayAsync("张建国", "撤销", LedgerFixture.Do(new Change.TakeBack(lines[0])));
        (await notes.ListAsync(broadcast.Id, false, 0, 10, default)).Items.Select(n => n.Name).ShouldBe(["李秀英"]);
        (await house.AssignmentAsync(lines[0])).State.ShouldBe(AssignmentState.Seen);
        (await house.ReadAsync(db => db.NoteConsents.AnyAsync())).ShouldBeFalse();
    }

    private StudyBook Book(Database database) => new(database, Audiences(database), Reach(database), Broadcasts(database), LedgerFixture.Words, clock);

    private BroadcastBook Broadcasts(Database database) =>
        new(database, Audiences(database), Reach(database), FormShelf.Empty, LedgerFixture.Words, Some.Zone, new OrganizationSettings(), clock);

    private AudienceBook Audiences(Database database) => new(database, clock, Some.Zone, LedgerFixture.Words);

    private ReachBook Reach(Database database) => new(database, new Rights(new Dictionary<string, ChannelRights>()), clock);
}
