using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Duties;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Luzhi.Testing;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Tests.Storage;

public sealed class BroadcastBookTests
{
    private const string Secretary = "陈秘书";

    private static readonly Words Words = Words.Load(Path.Combine(House.Find(AppContext.BaseDirectory).Config, "words.zh-CN.yaml"));

    private readonly ManualClock clock = new();

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_broadcast_says_whom_it_reaches_and_counts_how_it_went_and_who_answered(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        var book = Book(fresh.Database);
        var (_, zhang) = await Some.BoundMemberAsync(fresh.Database, "张建国");
        await OpenWindowAsync(fresh.Database, zhang);
        await Some.BoundMemberAsync(fresh.Database, "李秀英");
        await Some.MemberAsync(fresh.Database, "王芳");

        var sent = await book.SendAsync(new("学习通知", "请自学第三章。", "全体", Some.Monday.AddDays(3), "read"), Secretary, default);

        sent.Reach.ShouldBe(new ReachPreview(Free: 1, ByTemplate: 0, Elsewhere: 1, Unbound: 1));
        (await book.CountsAsync(sent.Id, default))!.Deliveries.ShouldBe(new Dictionary<string, int> { ["due"] = 3 });
        await new Bell(fresh.Database).RingAsync(clock.GetUtcNow(), default);
        var counts = (await book.CountsAsync(sent.Id, default))!;
        (counts.People, counts.Deliveries["ready"], counts.Answers["unanswered"], counts.Answers["answered"]).ShouldBe((3, 3, 3, 0));
        await using var db = fresh.Database.Open();
        var notice = await db.Notices.SingleAsync();
        notice.Text.ShouldBe("【学习通知】\n请自学第三章。\n阅后请回复（请于11月26日（周四）09:00前）：");
        Pinned.Read<IReadOnlyList<Choice>>(notice.Choices).ShouldBe([new Choice("1", "已阅")]);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task What_asks_nothing_is_only_told_and_has_nobody_to_chase(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        var book = Book(fresh.Database);
        await Some.MemberAsync(fresh.Database);

        var sent = await book.SendAsync(new("通知", "周五下午停电。", "全体"), Secretary, default);

        (await book.CountsAsync(sent.Id, default))!.Answers.ShouldBeEmpty();
        (await Should.ThrowAsync<FaultsException>(() => book.ChaseAsync(sent.Id, null, Secretary, default))).Faults.Single().Text.ShouldBe("这条通知没有要求答复，不必催。");
        await using var db = fresh.Database.Open();
        (await db.Notices.SingleAsync()).Text.ShouldBe("【通知】\n周五下午停电。");
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Only_those_who_have_not_answered_are_chased(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        var book = Book(fresh.Database);
        var zhang = await Some.MemberAsync(fresh.Database, "张建国");
        var li = await Some.MemberAsync(fresh.Database, "李秀英");
        var sent = await book.SendAsync(new("征求意见", "对年度计划有何意见？", "全体", Ask: "text"), Secretary, default);
        await using (var db = fresh.Database.Open())
        {
            await db.Assignments.Where(a => a.PersonId == zhang.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.State, AssignmentState.Answered));
        }

        await new Bell(fresh.Database).RingAsync(clock.GetUtcNow(), default);
        (await book.ChaseAsync(sent.Id, "明天要汇总。", Secretary, default)).ShouldNotBeNull();
        await new Bell(fresh.Database).RingAsync(clock.GetUtcNow(), default);

        await using var look = fresh.Database.Open();
        var chase = await look.Notices.SingleAsync(n => n.Kind == "chase");
        chase.Text.ShouldBe("{name}您好，【征求意见】还没有收到您的答复。明天要汇总。\n请直接回复您的意见。");
        (await look.Outbox.Where(o => o.NoticeId == chase.Id).Select(o => o.PersonId).ToListAsync()).ShouldBe([li.Id]);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Every_field_that_cannot_be_is_named_with_the_nearest_word(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        await Some.MemberAsync(fresh.Database);

        var wrong = await Should.ThrowAsync<FaultsException>(() => Book(fresh.Database).SendAsync(
            new("", " ", "全休", Some.Monday.AddMinutes(-1), "raed"), Secretary, default));

        wrong.Faults.Select(f => f.Field).ShouldBe(["title", "text", "dueAt", "ask", "audience"]);
        wrong.Faults.Single(f => f.Field == "ask").Text.ShouldBe("不认识“raed”，是不是“read”？");
        await using var db = fresh.Database.Open();
        (await db.Broadcasts.AnyAsync()).ShouldBeFalse();
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task The_late_are_chased_once_and_again_only_for_another_day(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        var book = Book(fresh.Database);
        await Some.MemberAsync(fresh.Database, "张建国");
        var sent = await book.SendAsync(new("征求意见", "有何意见？", "全体", Some.Monday.AddDays(3), "text"), Secretary, default);
        clock.SetNow(Some.Monday.AddDays(4));

        await book.ChaseAsync(sent.Id, "就差您了。", Secretary, default);
        var twice = await Should.ThrowAsync<FaultsException>(() => book.ChaseAsync(sent.Id, "快一点。", Secretary, default));
        twice.Faults.Single().Text.ShouldBe("已经催过一次了。定了新的截止时间，才能再催。");
        (await book.ChasedAsync(sent.Id, default)).ShouldBe(Some.Monday.AddDays(4));
        await book.ExtendAsync(sent.Id, Some.Monday.AddDays(6), Secretary, default);
        (await book.ChasedAsync(sent.Id, default)).ShouldBeNull();
        await book.ChaseAsync(sent.Id, "延了两天。", Secretary, default);

        await using var db = fresh.Database.Open();
        (await db.Notices.Where(n => n.Kind == "chase").OrderBy(n => n.Id).Select(n => n.State).ToListAsync()).ShouldBe(["withdrawn", "due"]);
        (await db.Occurrences.SingleAsync()).DueAt.ShouldBe(Some.Monday.AddDays(6));
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task The_office_enters_an_answer_that_came_otherwise_for_its_people_only(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        var book = Book(fresh.Database);
        var zhang = await Some.MemberAsync(fresh.Database, "张建国");
        var sent = await book.SendAsync(new("征求意见", "有何意见？", "全体", Ask: "text"), Secretary, default);
        var li = await Some.MemberAsync(fresh.Database, "李秀英");

        await book.EnterAsync(sent.Id, zhang.Id, "phone", "没有意见", Secretary, default);
        (await Should.ThrowAsync<FaultsException>(() => book.EnterAsync(sent.Id, li.Id, "phone", "同意", Secretary, default))).Faults.Single().Field.ShouldBe("who");
        (await Should.ThrowAsync<FaultsException>(() => book.EnterAsync(sent.Id, zhang.Id, "chat", "同意", Secretary, default))).Faults.Single().Field.ShouldBe("via");

        var line = (await book.LinesAsync(sent.Id, null, 0, 10, default)).Items.Single();
        (line.Name, line.Answer, line.Via).ShouldBe(("张建国", "没有意见", "phone"));
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task The_people_of_a_broadcast_are_read_page_by_page_each_once(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        var book = Book(fresh.Database);
        foreach (var name in (string[])["张建国", "李秀英", "王芳"])
        {
            await Some.MemberAsync(fresh.Database, name);
        }

        await book.SendAsync(new("别的", "另一件事。", "全体"), Secretary, default);
        var sent = await book.SendAsync(new("征求意见", "有何意见？", "全体", Ask: "text"), Secretary, default);

        var first = await book.LinesAsync(sent.Id, null, 0, 2, default);
        var second = await book.LinesAsync(sent.Id, null, first.Next!.Value, 2, default);

        first.Items.Concat(second.Items).Select(l => l.Name).ShouldBe(["张建国", "李秀英", "王芳"]);
        second.Next.ShouldBeNull();
        (await book.LinesAsync(4711, null, 0, 2, default)).Items.ShouldBeEmpty();
    }

    private BroadcastBook Book(Database database)
    {
        var rights = new Rights(new Dictionary<string, ChannelRights> { ["wechat"] = new(Session: true, new HashSet<string> { "meeting" }, Windowless: false) });
        return new(database, new AudienceBook(database, clock, Some.Zone, Words), new ReachBook(database, rights, clock), FormShelf.Empty, Words, Some.Zone, new OrganizationSettings(), clock);
    }

    private async Task OpenWindowAsync(Database database, Contact contact)
    {
        await using var db = database.Open();
        db.Windows.Add(new ReachWindow { ContactId = contact.Id, Kind = "message", ClosesAt = clock.GetUtcNow().AddHours(1), MessagesLeft = 5 });
        await db.SaveChangesAsync();
    }
}
