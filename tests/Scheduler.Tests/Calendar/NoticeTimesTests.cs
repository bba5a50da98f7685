using Luzhi.Core.Duties;
using Luzhi.Core.Duties.Files;
using Luzhi.Core.Duties.Planning;
using static Luzhi.Scheduler.Tests.Calendar.Plans;

namespace Luzhi.Scheduler.Tests.Calendar;

public sealed class NoticeTimesTests
{
    [Fact]
    public void A_duty_is_told_when_it_opens_and_its_reminders_go_to_who_has_not_answered()
    {
        var notices = Notices("ask: text\nnotices: [{on: opens, text: 一}, {on: P2D, time: 09:00, text: 二}, {on: +P1D, text: 三}]");

        notices.Select(n => (n.Key, n.Kind, Wall(n.DueAt), n.Whom, n.Text)).ShouldBe(
        [
            ("opens", "duty", "07-01 09:00", Whom.Everyone, "一"),
            ("P2D@09:00", "chase", "07-23 09:00", Whom.Unanswered, "二"),
            ("+P1D", "chase", "07-26 18:00", Whom.Unanswered, "三"),
        ]);
        notices.Select(n => Wall(n.ExpiresAt)).ShouldBe(["07-25 18:00", "07-25 18:00", "08-02 18:00"]);
    }

    [Fact]
    public void Who_is_only_told_has_nothing_to_answer_and_hears_every_notice() =>
        Notices("notices: [{on: opens, text: 一}, {on: P2D, text: 二}]").ShouldAllBe(n => n.Whom == Whom.Everyone);

    [Fact]
    public void The_steps_of_the_ladder_go_up_and_only_about_who_has_not_answered() =>
        Notices("ask: read\nladder: [{on: P1D, to: self, text: 一}, {on: PT0S, to: liaison}, {on: +P1D, to: convenor}, {on: +P3D, to: office}]")
            .Select(n => (n.Key, n.To, Wall(n.DueAt), n.Whom)).ShouldBe(
            [
                ("P1D:self", Rung.Self, "07-24 18:00", Whom.Unanswered),
                ("PT0S:liaison", Rung.Liaison, "07-25 18:00", Whom.Unanswered),
                ("+P1D:convenor", Rung.Convenor, "07-26 18:00", Whom.Unanswered),
                ("+P3D:office", Rung.Office, "07-28 18:00", Whom.Unanswered),
            ]);

    [Fact]
    public void The_hour_of_the_opening_notice_is_the_hour_at_which_it_opens()
    {
        var planned = Of(Duty("every: month\nday: 25", "opens: P14D\nnotices: [{on: opens, time: 08:30, text: 一}]"), "2026-07-20", "2026-07-21").ShouldHaveSingleItem();

        Wall(planned.OpensAt).ShouldBe("07-11 08:30");
        planned.Notices.ShouldHaveSingleItem().DueAt.ShouldBe(planned.OpensAt);
    }

    [Theory]
    [InlineData("due: 18:00\nnotices: [{on: P2D, time: 23:00, text: 一}]", "07-24 07:30")]
    [InlineData("due: 08:00\nnotices: [{on: PT2H, text: 一}]", "07-25 06:00")]
    [InlineData("due: 07:00\nnotices: [{on: P0D, time: 00:10, text: 一}]", "07-25 00:10")]
    [InlineData("due: 22:00\nnotices: [{on: +PT1H, text: 一}]", "07-26 07:30")]
    public void The_night_is_quiet_but_no_notice_falls_behind_what_it_announces(string more, string rings) =>
        Wall(Notices(more).ShouldHaveSingleItem().DueAt).ShouldBe(rings);

    [Fact]
    public void A_notice_that_would_come_before_the_duty_opens_is_dropped() =>
        Notices("opens: P3D\nnotices: [{on: P5D, text: 一}, {on: P1D, text: 二}]").Select(n => n.Text).ShouldBe(["二"]);

    [Fact]
    public void Of_two_that_would_ring_at_one_instant_one_is_sent()
    {
        Notices("ask: text\nopens: P2D\nnotices: [{on: opens, text: 一}, {on: P2D, time: 09:00, text: 二}]").Select(n => n.Text).ShouldBe(["一"]);
        Notices("ask: text\nnotices: [{on: P1D, text: 二}]\nladder: [{on: P1D, to: self, text: 三}, {on: P1D, to: office, text: 四}]").Select(n => n.Text).ShouldBe(["三", "四"]);
    }

    private static IReadOnlyList<PlannedNotice> Notices(string more) => Of(Duty("every: month\nday: 25", more), "2026-07-24", "2026-07-25").ShouldHaveSingleItem().Notices;
}
