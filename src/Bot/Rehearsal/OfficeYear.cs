using Luzhi.Core;
using Luzhi.Core.Directory;
using Luzhi.Core.Duties;
using Luzhi.Core.Meetings;
using Luzhi.Core.Storage;

namespace Luzhi.Bot.Rehearsal;

/// <summary>A meeting as the office called it, and whom it must have reached: held against the ledger at the end.</summary>
internal sealed record Called(long Id, string Title, IReadOnlyList<long> People)
{
    public bool Withdrawn { get; set; }
}

/// <summary>
/// The secretary's year: meetings that no file plans, now and then moved or called off, something to study each month, a desk that is cleared
/// every Friday, people who come and go. Planned once from the dice, carried out through the same books as the console's pages.
/// </summary>
internal sealed class OfficeYear(RehearsalOrder order, IServiceProvider house, Cast cast, People people, Story story, TimeZoneInfo zone, TimeProvider clock)
{
    private const string By = "秘书";

    private readonly Chance luck = Luck.Of(order.Seed, -1);
    private readonly List<Called> called = [];
    private readonly List<string> refused = [];

    public IReadOnlyList<Called> All => called;

    /// <summary>What the house did not let the office do: a rehearsal's own mistake, and so a failed one.</summary>
    public IReadOnlyList<string> Refused => refused;

    /// <summary>Lays out the year. The people of the roster are there already.</summary>
    public async Task PlanAsync(CancellationToken ct)
    {
        var words = (await Get<AudienceBook>().WordsAsync(ct)).ToHashSet();
        var committees = (await Get<UnitList>().ListAsync(UnitKind.Committee, null, ct)).Select(u => u.Path).ToList();
        for (var month = new DateOnly(order.From.Year, order.From.Month, 1); month <= order.To; month = month.AddMonths(1))
        {
            PlanMonth(month, words, committees);
        }
    }

    private void PlanMonth(DateOnly month, HashSet<string> words, IReadOnlyList<string> committees)
    {
        if (month.Month == 1)
        {
            Call(month, 3, "全会", $"第{month.Year - 2021}次全体会议", "全体", 20, countdown: true);
        }

        if (month.Month % 2 == 0 && words.Contains("常委"))
        {
            Call(month, 8, "常委会", $"{month.Month}月常委会会议", "常委", 10);
        }

        if (words.Contains("主席") && words.Contains("副主席"))
        {
            Call(month, 2, "主席会议", $"{month.Month}月主席会议", "主席 + 副主席", 6);
        }

        foreach (var (committee, place) in committees.Select((c, i) => (c, i)).Where(c => (c.i + month.Month) % 4 == 0))
        {
            Call(month, 9 + (place % 7), null, $"{committee}{month.Month}月全体会议", committee, 8);
        }

        At(month, 5, 10, ct => StudyAsync(month, ct));
        if (month.Month % 3 == 0)
        {
            At(month, 12, 15, ct => TellAsync(month, ct));
        }

        foreach (var friday in Enumerable.Range(0, 31).Select(month.AddDays).Where(d => d.Month == month.Month && d.DayOfWeek == DayOfWeek.Friday))
        {
            At(friday, 16, ClearDeskAsync);
        }

        At(month, 14, 11, ct => month.Month % 6 == 5 ? LeaveAsync(ct) : month.Month % 3 == 1 ? JoinAsync(month, ct) : Task.CompletedTask);
    }

    private void Call(DateOnly month, int workday, string? type, string title, string audience, int daysAhead, bool countdown = false)
    {
        At(month, workday, 9 + luck.Below(2), async ct =>
        {
            var starts = Civil.Instant(Workday(Today.AddDays(daysAhead)).ToDateTime(new TimeOnly(luck.Below(2) == 0 ? 9 : 14, 30)), zone);
            await CallAsync(type, title, audience, starts, countdown, ct);
        });
    }

    private async Task CallAsync(string? type, string title, string audience, DateTimeOffset starts, bool countdown, CancellationToken ct)
    {
        var meetings = Get<MeetingBook>();
        var known = type is null ? null : await Get<MeetingTypeBook>().FindAsync(null, type, ct);
        var whom = await Get<AudienceBook>().ResolveAsync(audience, ct);
        if (whom.PersonIds.Count == 0)
        {
            return;
        }

        string[] reminders = countdown ? [] : ["P1D", "PT2H"];
        var id = await meetings.CallAsync(new NewMeeting(title, starts, "机关三楼会议室", audience, reminders, Countdown: countdown, TypeId: known?.Id), By, ct);
        var meeting = new Called(id, title, whom.PersonIds);
        called.Add(meeting);
        story.Office($"秘书 召开 {title} | {Local(starts)} | 机关三楼会议室 | 全体 | 提醒 {(countdown ? "倒计时" : "P1D PT2H")} | 公开{(known is null ? "" : $" | 类型 {type}")}");
        var fate = luck.Below(100);
        if (fate < 12)
        {
            var moved = Civil.Instant(Workday(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(starts, zone).Date).AddDays(2 + luck.Below(5))).ToDateTime(new TimeOnly(10, 0)), zone);
            After(TimeSpan.FromDays(2) + TimeSpan.FromHours(2), starts, async token =>
            {
                await meetings.MoveAsync(id, new MeetingEdit(StartsAt: moved), By, token);
                story.Office($"秘书 改期 {title} | {Local(moved)}");
            });
        }
        else if (fate < 18)
        {
            After(TimeSpan.FromDays(3) + TimeSpan.FromHours(1), starts, async token =>
            {
                await meetings.WithdrawAsync(id, By, token);
                meeting.Withdrawn = true;
                story.Office($"秘书 取消 {title}");
            });
        }
    }

    private async Task StudyAsync(DateOnly month, CancellationToken ct)
    {
        var studies = Get<StudyBook>();
        var ask = month.Month % 2 == 0 ? "text" : "read";
        var due = Civil.Instant(Workday(Today.AddDays(12)).ToDateTime(new TimeOnly(18, 0)), zone);
        var draft = new StudyDraft($"{month.Month}月学习材料", "请学习本月材料，结合本职谈体会。", "全体", due, ask);
        if (await studies.KeepAsync(null, draft, By, ct) is not { } id)
        {
            return;
        }

        await studies.SendAsync(id, By, ct);
        story.Office($"秘书 布置学习 {draft.Title} | {draft.Text} | 全体 | {ask} | {Local(due)}");
        if (await studies.FindAsync(id, ct) is { BroadcastId: { } broadcast })
        {
            After(TimeSpan.FromDays(9), due, async token =>
            {
                await Get<BroadcastBook>().ChaseAsync(broadcast, null, By, token);
                story.Office($"秘书 催学习 {draft.Title}");
            });
        }
    }

    private async Task TellAsync(DateOnly month, CancellationToken ct)
    {
        var (title, text) = ($"{month.Month / 3}季度履职情况", "本季度履职情况已汇总，请到机关查阅。");
        await Get<BroadcastBook>().SendAsync(new NewBroadcast(title, text, "全体"), By, ct);
        story.Office($"秘书 群发 {title} | {text} | 全体");
    }

    /// <summary>Leave that nobody has decided, questions that nobody has answered, lists that nobody has finished.</summary>
    private async Task ClearDeskAsync(CancellationToken ct)
    {
        var meetings = Get<MeetingBook>();
        foreach (var waiting in await meetings.UndecidedAsync(null, null, ct))
        {
            await meetings.DecideLeaveAsync(waiting.MeetingId, waiting.PersonId, true, By, ct, "");
            story.OfficeFor(waiting.Name, $"秘书 批假 {waiting.Meeting} | {waiting.Name} | 准");
        }

        foreach (var question in await Get<QuestionBook>().OpenAsync(ct))
        {
            await Get<QuestionBook>().AnswerAsync(question.AssignmentId, "请与机关联系，电话随通知。", By, ct);
            story.OfficeFor(people.NameOf(question.PersonId), $"秘书 答 {people.NameOf(question.PersonId)} | 请与机关联系，电话随通知。");
        }
    }

    /// <summary>Somebody's term ends early.</summary>
    private async Task LeaveAsync(CancellationToken ct)
    {
        var staying = people.All.Where(h => h is { Removed: false, PersonId: not null } && h.Name != story.Of).ToList();
        if (staying.Count > 2)
        {
            var gone = luck.Pick(staying);
            gone.Removed = await Get<MemberBook>().CloseAsync(gone.PersonId!.Value, By, ct);
        }
    }

    /// <summary>Somebody is co-opted in the middle of everything, and binds a phone the same day.</summary>
    private async Task JoinAsync(DateOnly month, CancellationToken ct)
    {
        var name = $"增补{"甲乙丙丁戊己庚辛壬癸"[(month.Month - 1) % 10]}{month.Year % 100}";
        var id = await Get<MemberBook>().AddAsync(new Dictionary<RosterColumn, string> { [RosterColumn.Name] = name, [RosterColumn.Roles] = "委员" }, By, ct);
        var code = (await Get<BindingBook>().IssueAsync([id], By, ct))[0].Code;
        cast.Welcome(name, id, code);
    }

    private DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);

    private string Local(DateTimeOffset at) => $"{TimeZoneInfo.ConvertTime(at, zone):yyyy-MM-dd HH:mm}";

    private void At(DateOnly month, int workday, int hour, Func<CancellationToken, Task> deed)
    {
        var day = month.AddDays(-1);
        for (var n = 0; n < workday; n++)
        {
            day = Workday(day.AddDays(1));
        }

        At(day, hour, deed);
    }

    private void At(DateOnly day, int hour, Func<CancellationToken, Task> deed)
    {
        if (day >= order.From && day <= order.To)
        {
            Do(Civil.Instant(day.ToDateTime(new TimeOnly(hour, 10 * luck.Below(6))), zone), deed);
        }
    }

    /// <summary>So long from now, if that is still before it.</summary>
    private void After(TimeSpan wait, DateTimeOffset before, Func<CancellationToken, Task> deed)
    {
        if (clock.GetUtcNow() + wait < before)
        {
            Do(clock.GetUtcNow() + wait, deed);
        }
    }

    private void Do(DateTimeOffset at, Func<CancellationToken, Task> deed) => people.Plan(at, async ct =>
    {
        try
        {
            await deed(ct);
        }
        catch (FaultsException no)
        {
            refused.Add($"{Local(clock.GetUtcNow())} {no.Message}");
        }

        return 1;
    });

    private T Get<T>() where T : notnull => house.GetRequiredService<T>();

    /// <summary>That day, or the Monday after it.</summary>
    private static DateOnly Workday(DateOnly day) => day.DayOfWeek switch
    {
        DayOfWeek.Saturday => day.AddDays(2),
        DayOfWeek.Sunday => day.AddDays(1),
        _ => day,
    };
}
