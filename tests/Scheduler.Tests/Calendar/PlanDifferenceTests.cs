using Luzhi.Core.Duties.Files;
using Luzhi.Core.Duties.Planning;
using Luzhi.Core.Settings;
using static Luzhi.Scheduler.Tests.Calendar.Plans;

namespace Luzhi.Scheduler.Tests.Calendar;

public sealed class PlanDifferenceTests
{
    private static readonly Words Words = Words.Load(Path.Combine(Config, "words.zh-CN.yaml"));
    private static readonly Duty Monthly = Duty("every: month\nday: 25", "ask: text\nshift: previous\nnotices: [{on: opens, text: 请准备}, {on: P2D, time: 09:00, text: 请报题目}]");

    [Fact]
    public void What_is_planned_as_it_stands_is_no_difference() => Between(Monthly, Monthly).ShouldBeEmpty();

    [Fact]
    public void A_day_that_moves_takes_its_notices_with_it_and_is_told_once() =>
        Between(Monthly, Duty("every: month\nday: 20", "ask: text\nshift: previous\nnotices: [{on: opens, text: 请准备}, {on: P2D, time: 09:00, text: 请报题目}]")).ShouldBe(
        [
            "「微党课」（2026-08）截止时间从8月25日（周二）18:00改到8月20日（周四）18:00",
            "「微党课」（2026-09）截止时间从9月24日（周四）18:00改到9月20日（周日）18:00",
        ]);

    [Fact]
    public void A_change_of_words_is_told_once_for_all_the_periods() =>
        Between(Monthly, Monthly with { Title = "微党课轮讲", Notices = [Monthly.Notices[0], Monthly.Notices[1] with { Text = "请在今天报题目" }] }).ShouldBe(
            ["名称从“微党课”改为“微党课轮讲”（2 次）", "通知的文字从“请报题目”改为“请在今天报题目”（2 次）"]);

    [Fact]
    public void A_notice_that_comes_or_goes_is_told() =>
        Between(Monthly, Monthly with { Notices = [Monthly.Notices[0], Monthly.Notices[1] with { Time = new TimeOnly(10, 0) }] }).ShouldBe(
        [
            "「微党课」（2026-08）增加一次通知：8月23日（周日）10:00", "「微党课」（2026-08）少发一次通知：原定8月23日（周日）09:00",
            "「微党课」（2026-09）增加一次通知：9月22日（周二）10:00", "「微党课」（2026-09）少发一次通知：原定9月22日（周二）09:00",
        ]);

    [Fact]
    public void Another_cadence_drops_the_periods_that_were_and_adds_its_own() =>
        Between(Monthly, Monthly with { When = new Cadence.Each(Span.Quarter, null, null, 25) }).ShouldBe(
        [
            "取消「微党课」（2026-08）：原定8月25日（周二）18:00截止",
            "新增「微党课」（2026-Q3）：7月1日（周三）09:00开始，9月24日（周四）18:00截止",
            "取消「微党课」（2026-09）：原定9月24日（周四）18:00截止",
        ]);

    private static IEnumerable<string> Between(Duty was, Duty @is)
    {
        IReadOnlyList<PlannedOccurrence> Plan(Duty duty) => Of(duty, "2026-08-01T09:00", "2026-10-01");
        return PlanDifference.Of(Plan(was), Plan(@is), At("2026-07-31T12:00"), Zone, Words).Select(change => change.Text);
    }
}
