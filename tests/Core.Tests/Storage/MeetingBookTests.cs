using Luzhi.Core.Duties;
using Luzhi.Core.Meetings;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Luzhi.Testing;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Tests.Storage;

public sealed class MeetingBookTests
{
    private const string Secretary = "陈秘书";

    private static readonly Words Words = Words.Load(Path.Combine(House.Find(AppContext.BaseDirectory).Config, "words.zh-CN.yaml"));

    private readonly ManualClock clock = new();

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Calling_a_meeting_invites_the_audience_and_plans_its_notices_in_one_go(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        await PeopleAsync(fresh.Database, "张建国", "李秀英", "王芳");
        var book = Book(fresh.Database);

        var id = await book.CallAsync(Call(), Secretary, default);

        (await book.TallyAsync(id, default)).ShouldBe(new Tally(3, 0, 0, 0, 0, 3));
        await using var db = fresh.Database.Open();
        var occurrence = await db.Occurrences.SingleAsync();
        (occurrence.DutyKey, occurrence.Period, occurrence.Title).ShouldBe(("meeting", $"m{id}", "主席会议"));
        (await db.Assignments.Where(a => a.OccurrenceId == occurrence.Id && a.State == AssignmentState.Due).CountAsync()).ShouldBe(3);
        (await KeysAsync(db, "due")).ShouldBe(
            ["announce:1", "reminder:P1D:attending:1", "reminder:P1D:unsettled:1", "reminder:PT2H:attending:1", "reminder:PT2H:unsettled:1"]);
        (await book.InvitationsAsync(id, default)).Items.Select(i => i.Name).ShouldBe(["张建国", "李秀英", "王芳"]);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_draft_invites_nobody_and_is_announced_to_whom_its_audience_means_by_then(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        await PeopleAsync(fresh.Database, "张建国");
        var book = Book(fresh.Database);

        var id = await book.CallAsync(Call() with { Announce = false }, Secretary, default);
        await PeopleAsync(fresh.Database, "李秀英");

        (await book.TallyAsync(id, default)).Invited.ShouldBe(0);
        (await book.AnnounceAsync(id, Secretary, default))!.State.ShouldBe(MeetingState.Announced);
        (await book.TallyAsync(id, default)).Invited.ShouldBe(2);
        (await Should.ThrowAsync<FaultsException>(() => book.AnnounceAsync(id, Secretary, default))).Faults.ShouldBe([new Fault("state", "会议已经通知过了。")]);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_move_keeps_every_answer_and_lets_no_notice_of_the_old_time_leave(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        var people = await PeopleAsync(fresh.Database, "张建国", "李秀英");
        var book = Book(fresh.Database);
        var id = await book.CallAsync(Call(), Secretary, default);
        await book.EnterAnswerAsync(id, people[0], InvitationState.Attending, null, "phone", Secretary, default);

        var moved = await book.MoveAsync(id, new MeetingEdit(StartsAt: Some.Monday.AddDays(5), Place: "五楼"), Secretary, default);

        (moved!.Version, moved.Place, moved.Title).ShouldBe((2, "五楼", "主席会议"));
        (await book.TallyAsync(id, default)).ShouldBe(new Tally(2, 1, 0, 0, 0, 1));
        await using var db = fresh.Database.Open();
        (await db.Occurrences.SingleAsync()).DueAt.ShouldBe(Some.Monday.AddDays(5));
        (await db.Notices.CountAsync(n => n.State == "withdrawn")).ShouldBe(5);
        (await KeysAsync(db, "due")).ShouldBe(
            ["announce:2", "moved:2", "reminder:P1D:attending:2", "reminder:P1D:unsettled:2", "reminder:PT2H:attending:2", "reminder:PT2H:unsettled:2"]);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_move_that_changes_nothing_says_nothing(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        await PeopleAsync(fresh.Database, "张建国");
        var book = Book(fresh.Database);
        var id = await book.CallAsync(Call(), Secretary, default);

        (await book.MoveAsync(id, new MeetingEdit(Title: "主席会议", Place: "三楼会议室"), Secretary, default))!.Version.ShouldBe(1);

        await using var db = fresh.Database.Open();
        (await db.Notices.CountAsync(n => n.State == "due")).ShouldBe(5);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Withdrawing_leaves_one_correction_for_those_who_were_told(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        await PeopleAsync(fresh.Database, "张建国");
        var book = Book(fresh.Database);
        var id = await book.CallAsync(Call(), Secretary, default);

        (await book.WithdrawAsync(id, Secretary, default))!.State.ShouldBe(MeetingState.Withdrawn);

        await using var db = fresh.Database.Open();
        (await db.Occurrences.SingleAsync()).Withdrawn.ShouldBeTrue();
        var correction = await db.Notices.SingleAsync(n => n.State == "due");
        (correction.UniqueKey, correction.Whom).ShouldBe(("withdrawn:1", Whom.Told));
        (await Should.ThrowAsync<FaultsException>(() => book.WithdrawAsync(id, Secretary, default))).Faults.Single().Text.ShouldBe("会议已经取消。");
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task An_answer_that_came_by_phone_is_marked_so_with_who_entered_it_and_can_be_taken_back(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        var people = await PeopleAsync(fresh.Database, "张建国", "李秀英");
        var book = Book(fresh.Database);
        var id = await book.CallAsync(Call(), Secretary, default);

        (await book.EnterAnswerAsync(id, people[0], InvitationState.Leave, "出差", "phone", Secretary, default)).ShouldBeTrue();
        (await book.DecideLeaveAsync(id, people[0], approved: true, Secretary, default)).ShouldBeTrue();
        (await book.EnterAnswerAsync(id, people[1], InvitationState.Asked, "要不要带材料？", "paper", Secretary, default)).ShouldBeTrue();

        (await book.TallyAsync(id, default)).ShouldBe(new Tally(2, 0, 1, 1, 1, 0));
        var leave = (await book.InvitationsAsync(id, default, InvitationState.Leave)).Items.Single();
        (leave.Name, leave.LeaveReason, leave.LeaveApproved, leave.Via, leave.EnteredBy, leave.AnsweredAt)
            .ShouldBe(("张建国", "出差", true, "phone", Secretary, Some.Monday));
        await book.EnterAnswerAsync(id, people[0], InvitationState.Pending, null, "phone", Secretary, default);
        (await book.TallyAsync(id, default)).ShouldBe(new Tally(2, 0, 0, 0, 1, 1));
        (await book.InvitationsAsync(id, default, InvitationState.Pending)).Items.Single().AnsweredAt.ShouldBeNull();
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Leave_decided_taken_back_and_decided_again_in_one_instant_is_told_both_times(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        var people = await PeopleAsync(fresh.Database, "张建国");
        var book = Book(fresh.Database);
        var id = await book.CallAsync(Call(), Secretary, default);

        foreach (var approved in new[] { false, true })
        {
            await book.EnterAnswerAsync(id, people[0], InvitationState.Leave, null, "phone", Secretary, default);
            (await book.DecideLeaveAsync(id, people[0], approved, Secretary, default)).ShouldBeTrue();
        }

        await using var db = fresh.Database.Open();
        (await db.Notices.CountAsync(n => n.Kind == "decided")).ShouldBe(2);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Who_was_not_invited_has_no_answer_to_enter_and_who_is_not_on_leave_none_to_approve(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        var people = await PeopleAsync(fresh.Database, "张建国");
        var book = Book(fresh.Database);
        var id = await book.CallAsync(Call(), Secretary, default);

        (await book.EnterAnswerAsync(id, 999, InvitationState.Attending, null, "phone", Secretary, default)).ShouldBeFalse();
        (await book.EnterAnswerAsync(999, people[0], InvitationState.Attending, null, "phone", Secretary, default)).ShouldBeFalse();
        (await Should.ThrowAsync<FaultsException>(() => book.EnterAnswerAsync(id, people[0], InvitationState.Attending, null, "chat", Secretary, default)))
            .Faults.Single().Field.ShouldBe("via");
        (await Should.ThrowAsync<FaultsException>(() => book.DecideLeaveAsync(id, people[0], true, Secretary, default))).Faults.Single().Field.ShouldBe("state");
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Who_joins_the_audience_later_is_invited_only_when_the_secretary_says_so(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        await PeopleAsync(fresh.Database, "张建国");
        var book = Book(fresh.Database);
        var id = await book.CallAsync(Call(), Secretary, default);
        await PeopleAsync(fresh.Database, "李秀英");

        (await book.TallyAsync(id, default)).Invited.ShouldBe(1);
        (await book.InviteLateAsync(id, Secretary, default)).ShouldBe(1);
        (await book.InviteLateAsync(id, Secretary, default)).ShouldBe(0);

        (await book.TallyAsync(id, default)).Invited.ShouldBe(2);
        await using var db = fresh.Database.Open();
        (await db.Notices.CountAsync(n => n.Kind == "announce" && n.Whom == Whom.Untold)).ShouldBe(1);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_slip_in_the_year_a_reason_without_end_and_a_reminder_that_is_nothing_are_refused(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        var people = await PeopleAsync(fresh.Database, "张建国");
        var book = Book(fresh.Database);

        var far = await Should.ThrowAsync<FaultsException>(() => book.CallAsync(
            new NewMeeting("主席会议", DateTimeOffset.MaxValue, "", "全体", [null!]), Secretary, default));
        far.Faults.Select(f => f.Field).ShouldBe(["startsAt", "reminders"]);
        far.Faults[0].Text.ShouldStartWith("会议时间太远");

        var id = await book.CallAsync(new NewMeeting("主席会议", Some.Monday.AddDays(2), "", "全体", []), Secretary, default);
        (await Should.ThrowAsync<FaultsException>(() => book.EnterAnswerAsync(id, people[0], InvitationState.Leave, new string('长', 501), "phone", Secretary, default)))
            .Faults.Single().Field.ShouldBe("reason");
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Every_field_that_cannot_be_is_named_in_words_a_secretary_understands(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        await PeopleAsync(fresh.Database, "张建国");

        var wrong = await Should.ThrowAsync<FaultsException>(() => Book(fresh.Database).CallAsync(
            new NewMeeting(" ", Some.Monday.AddHours(-1), "", "经济伟", ["P1D", "一天"]), Secretary, default));

        wrong.Faults.Select(f => f.Field).ShouldBe(["title", "startsAt", "reminders", "audience"]);
        wrong.Faults.Take(3).Select(f => f.Text).ShouldBe([
            "请写会议名称。",
            "会议时间已经过去：11月23日（周一）08:00。请写将来的时间。",
            "提醒时间“一天”看不懂。请写开会前多久，如 3天、2小时；接口用 ISO 8601 时长，如 P1D、PT2H。",
        ]);
        await using var db = fresh.Database.Open();
        (await db.Meetings.AnyAsync()).ShouldBeFalse();
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task An_audience_of_nobody_is_refused(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        await PeopleAsync(fresh.Database, "张建国");

        (await Should.ThrowAsync<FaultsException>(() => Book(fresh.Database).CallAsync(Call() with { Audience = "!全体" }, Secretary, default)))
            .Faults.Single().Text.ShouldBe("这个范围里现在没有人：!全体。");
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task The_list_of_the_invited_goes_on_where_a_page_ended(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        await PeopleAsync(fresh.Database, "张建国", "李秀英", "王芳");
        var book = Book(fresh.Database);
        var id = await book.CallAsync(Call(), Secretary, default);

        var first = await book.InvitationsAsync(id, default, most: 2);
        var second = await book.InvitationsAsync(id, default, after: first.Next!.Value, most: 2);

        first.Items.Select(i => i.Name).ShouldBe(["张建国", "李秀英"]);
        second.Items.Select(i => i.Name).ShouldBe(["王芳"]);
        second.Next.ShouldBeNull();
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Of_two_who_announce_one_draft_at_once_one_is_told_that_it_is_done(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        await PeopleAsync(fresh.Database, "张建国");
        var book = Book(fresh.Database);
        var id = await book.CallAsync(Call() with { Announce = false }, Secretary, default);

        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(async _ =>
        {
            try
            {
                return await book.AnnounceAsync(id, Secretary, default) is not null;
            }
            catch (FaultsException)
            {
                return false;
            }
        }));

        both.Count(done => done).ShouldBe(1);
        await using var db = fresh.Database.Open();
        (await db.Occurrences.CountAsync()).ShouldBe(1);
    }

    private MeetingBook Book(Database database) =>
        new(database, new AudienceBook(database, clock, Some.Zone, Words), Words, Some.Zone, new DeliverySettings(), clock);

    private static NewMeeting Call() => new("主席会议", Some.Monday.AddDays(2), "三楼会议室", "全体", ["P1D", "PT2H"]);

    private static async Task<IReadOnlyList<long>> PeopleAsync(Database database, params string[] names)
    {
        var ids = new List<long>();
        foreach (var name in names)
        {
            ids.Add((await Some.MemberAsync(database, name)).Id);
        }

        return ids;
    }

    private static async Task<IReadOnlyList<string>> KeysAsync(LuzhiDb db, string state) =>
        [.. (await db.Notices.Where(n => n.State == state).Select(n => n.UniqueKey).ToListAsync()).Order(StringComparer.Ordinal)];
}
