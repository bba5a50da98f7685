using Luzhi.Core.Duties;
using Luzhi.Core.Duties.Files;
using Luzhi.Core.Duties.Planning;
using static Luzhi.Scheduler.Tests.Calendar.Plans;

namespace Luzhi.Scheduler.Tests.Calendar;

public sealed class PlannerTests
{
    [Fact]
    public void A_month_opens_with_its_first_day_and_is_due_on_the_day_of_the_file() =>
        Of(Duty("every: month\nday: 25"), "2026-07-02", "2026-07-03").Lines().ShouldBe(["2026-07 07-01 09:00 → 07-25 18:00"]);

    [Theory]
    [InlineData("every: month\nday: 31", "2026-02-10", "2026-02-28")]
    [InlineData("every: month", "2028-02-10", "2028-02-29")]
    [InlineData("every: month\nday: -2", "2026-02-10", "2026-02-27")]
    [InlineData("every: quarter", "2026-08-01", "2026-09-30")]
    [InlineData("every: quarter\nmonth: 1\nday: 15", "2026-07-02", "2026-07-15")]
    [InlineData("every: half_year\nmonth: 5\nday: 31", "2026-08-01", "2026-11-30")]
    [InlineData("every: year\nmonth: 2\nday: 29", "2026-01-10", "2026-02-28")]
    [InlineData("every: year", "2026-01-10", "2026-12-31")]
    [InlineData("every: term", "2024-01-10", "2026-12-31")]
    [InlineData("every: term\nyear: 1\nmonth: 3\nday: 10", "2022-02-10", "2022-03-10")]
    [InlineData("every: term\nyear: 5\nmonth: 1\nday: 10", "2025-02-10", "2026-01-10")]
    public void Every_span_has_its_day_and_none_runs_over_its_end(string when, string on, string due) =>
        Of(Duty(when), on + "T12:00", on + "T13:00").Where(p => p.DueAt <= At(due + "T23:59")).Dues().Last().ShouldBe(due);

    [Fact]
    public void The_terms_are_five_years_each_and_named_for_the_year_they_began() =>
        Of(Duty("every: term\nyear: 2"), "2012-01-01", "2030-01-01", Facts with { TermStart = new DateOnly(2021, 11, 20) }).Select(p => p.Period)
            .ShouldBe(["t2011", "t2016", "t2021", "t2026"]);

    [Theory]
    [InlineData("yearly: 春节", "2026-02-17,2027-02-06")]
    [InlineData("yearly: 春节-7", "2026-02-10,2027-01-30")]
    [InlineData("yearly: 除夕", "2026-02-16,2027-02-05")]
    [InlineData("yearly: 元宵", "2026-03-03,2027-02-20")]
    [InlineData("yearly: 腊月二十三", "2026-02-10,2027-01-30")]
    [InlineData("yearly: 正月十五", "2026-03-03,2027-02-20")]
    [InlineData("yearly: 清明节", "2026-04-05,2027-04-05")]
    [InlineData("yearly: 冬至", "2026-12-22,2027-12-22")]
    [InlineData("yearly: 中秋", "2026-09-25,2027-09-15")]
    [InlineData("yearly: 12-20", "2026-12-20,2027-12-20")]
    [InlineData("yearly: 02-29", "2026-02-28,2027-02-28")]
    [InlineData("yearly: 12月20日+3", "2026-12-23,2027-12-23")]
    public void A_day_of_the_year_is_found_in_every_year(string when, string dues) =>
        Of(Duty(when), "2026-01-05", "2027-12-31").Dues().ShouldBe(dues.Split(','));

    [Fact]
    public void The_last_lunar_month_belongs_to_the_new_year_it_leads_to_so_that_a_year_never_has_two() =>
        Of(Duty("yearly: 腊八"), "2022-01-01", "2024-02-01").Select(p => $"{p.Period} {p.Due()}")
            .ShouldBe(["2022 2022-01-10", "2023 2022-12-30", "2024 2024-01-18"]);

    [Theory]
    [InlineData("yearly: 六月初六", "2025-06-30")]
    [InlineData("yearly: 腊月三十", "2026-02-16")]
    public void Of_a_leap_month_the_feast_is_in_the_first_and_a_month_of_29_days_ends_with_its_29th(string when, string due) =>
        Of(Duty(when), due, due + "T17:00").Dues().ShouldBe([due]);

    [Fact]
    public void A_campaign_runs_from_one_day_to_the_next_of_the_other_even_over_new_year() =>
        Of(Duty("from: 12-20\nto: 元宵"), "2026-04-01", "2027-12-01").Lines().ShouldBe(["2026 12-20 09:00 → 02-20 18:00"]);

    [Theory]
    [InlineData("next", "2026-02-24", "2026-03-02")]
    [InlineData("previous", "2026-02-14", "2026-02-28")]
    [InlineData("none", "2026-02-20", "2026-03-01")]
    public void A_day_off_moves_to_a_workday_and_a_saturday_that_is_made_up_is_one(string shift, string ofHoliday, string ofSunday) =>
        Of(Duty("dates: [2026-02-20, 2026-03-01]", "shift: " + shift), "2026-02-01", "2026-03-10").Dues().ShouldBe([ofHoliday, ofSunday]);

    [Fact]
    public void A_year_without_its_file_goes_by_the_law_and_says_so()
    {
        var planned = Of(Duty("dates: [2027-02-05, 2027-05-08, 2027-10-03]", "shift: next"), "2027-01-01", "2028-01-01");

        // 除夕 to 初三 are off by law; no Saturday is made up; 10-03 is a Sunday and the third day of the feast.
        planned.Dues().ShouldBe(["2027-02-09", "2027-05-10", "2027-10-04"]);
        planned.Select(p => p.Doubt).ShouldAllBe(doubt => doubt == "2027 年节假日安排尚未公布，按法定节日推算");
        Of(Duty("dates: [2027-02-05]"), "2027-01-01", "2028-01-01").ShouldHaveSingleItem().Doubt.ShouldBeNull();
    }

    [Fact]
    public void A_day_that_a_holiday_moves_keeps_its_period() =>
        Of(Duty("every: month\nday: -1", "shift: next"), "2026-05-15", "2026-05-16").Lines().ShouldBe(["2026-05 05-06 09:00 → 06-01 18:00"]);

    [Theory]
    [InlineData("rrule: FREQ=MONTHLY;BYDAY=2FR", "2026-07-10,2026-08-14")]
    [InlineData("rrule: FREQ=WEEKLY;INTERVAL=4;BYDAY=MO\nsince: 2026-07-06", "2026-07-06,2026-08-03,2026-08-31")]
    [InlineData("rrule: FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-07-31,2026-08-31")]
    [InlineData("rrule: FREQ=YEARLY;BYMONTH=8", "2026-08-01")]
    public void A_rule_is_reckoned_by_quartz_on_the_bodys_own_calendar(string when, string dues) =>
        Of(Duty(when, "opens: PT1H"), "2026-07-02", "2026-09-01").Dues().ShouldBe(dues.Split(','));

    [Fact]
    public void A_rule_holds_its_hour_over_the_nights_when_the_clocks_change()
    {
        var london = In("Europe/London");

        Of(Duty("rrule: FREQ=WEEKLY;BYDAY=SU", "due: 01:30\nopens: PT1H"), "2026-03-20", "2026-04-06", london).Lines(london.Zone)
            .ShouldBe(["2026-03-22 03-22 00:30 → 03-22 01:30", "2026-03-29 03-29 00:30 → 03-29 02:30", "2026-04-05 04-05 00:30 → 04-05 01:30"]);
    }

    [Fact]
    public void A_week_opens_on_the_day_after_the_last_one() =>
        Of(Duty("rrule: FREQ=WEEKLY;BYDAY=FR"), "2026-07-06", "2026-07-07").Lines().ShouldBe(["2026-07-10 07-04 09:00 → 07-10 18:00"]);

    [Fact]
    public void What_is_counted_from_a_meeting_moves_with_it_and_goes_with_it()
    {
        var duty = Duty("before: 全会\nby: P30D", "opens: P10D");
        var plenary = new MeetingDate(12, "全会", "五届六次全会", At("2026-12-28T09:00"));
        PlanFacts Announced(params MeetingDate[] meetings) => Facts with { Meetings = meetings };

        Of(duty, "2026-01-01", "2027-12-31", Announced(plenary, plenary with { MeetingId = 13, Type = "主席会议" })).Lines().ShouldBe(["m12 11-18 09:00 → 11-28 18:00"]);
        Of(duty, "2026-01-01", "2027-12-31", Announced(plenary with { StartsAt = At("2027-01-11T09:00") })).Lines().ShouldBe(["m12 12-02 09:00 → 12-12 18:00"]);
        Of(duty, "2026-01-01", "2027-12-31", Announced()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("before: 全会\nby: PT2H", "", "12-28 07:00")]
    [InlineData("before: 全会", "", "12-28 09:00")]
    [InlineData("after: 全会\nby: P7D", "due: 12:00", "01-04 12:00")]
    [InlineData("before: 全会\nby: P1D", "shift: next", "12-28 09:00")]
    public void Hours_from_a_meeting_are_exact_days_are_days_and_nothing_before_it_falls_behind_its_beginning(string when, string more, string due) =>
        Of(Duty(when, more), "2026-01-01", "2027-12-31", Facts with { Meetings = [new(12, "全会", "五届六次全会", At("2026-12-28T09:00"))] })
            .Select(p => Wall(p.DueAt)).ShouldBe([due]);

    [Fact]
    public void What_is_called_on_demand_opens_at_once_and_waits_for_nobodys_calendar()
    {
        var duty = Duty("demand: P7D", "shift: next\nnotices:\n  - on: opens\n    time: 08:00\n    text: 请办理");

        Of(duty, "2026-01-01", "2027-12-31").ShouldBeEmpty();
        var called = Plans.Planner.Called(duty, At("2026-09-24T10:20"), 3, Facts);
        called.Line().ShouldBe("d3 09-24 10:20 → 10-08 18:00");
        called.Notices.ShouldHaveSingleItem().DueAt.ShouldBe(called.OpensAt);
    }
}
