using Luzhi.Core.Settings.Yaml;
using Luzhi.Scheduler.Calendar;

namespace Luzhi.Scheduler.Tests.Calendar;

public sealed class DutyFilesTests
{
    [Fact]
    public void Everything_that_is_shipped_can_be_planned() => Shipped.Duties.All.ShouldNotBeEmpty();

    [Theory]
    [InlineData("rrule: FREQ=MOTHLY", "", 5, "MONTHLY")]
    [InlineData("rrule: BYDAY=MO", "", 5, "要写 FREQ")]
    [InlineData("rrule: FREQ=WEEKLY;BYDYA=MO", "", 5, "BYDAY")]
    [InlineData("rrule: FREQ=WEEKLY;BYDAY=周一", "", 5, "MO、TU")]
    [InlineData("rrule: FREQ=DAILY;BYHOUR=9", "", 5, "due: 15:00")]
    [InlineData("rrule: FREQ=HOURLY", "", 5, "太密")]
    [InlineData("rrule: FREQ=YEARLY;BYMONTH=13", "", 5, "1 与 12")]
    [InlineData("rrule: FREQ=WEEKLY;INTERVAL=2", "", 5, "since")]
    [InlineData("rrule: FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "", 5, "一次也不会到期")]
    [InlineData("rrule: FREQ=WEEKLY;UNTIL=明年", "", 5, "读不懂")]
    [InlineData("every: month", "opens: P45D", 6, "还长")]
    [InlineData("rrule: FREQ=WEEKLY", "opens: P10D", 6, "还长")]
    [InlineData("every: month", "opens: P3D\nnotices:\n  - on: P7D\n    text: 一", 8, "永远不会发出")]
    [InlineData("every: month", "notices:\n  - on: +P40D\n    text: 一", 7, "间隔还长")]
    [InlineData("every: month", "ask: read\nladder:\n  - {on: P1D, to: self}\n  - {on: +P40D, to: office}", 9, "间隔还长")]
    public void What_only_shows_on_the_calendar_is_told_at_its_own_line(string when, string more, int line, string hint)
    {
        var faults = new List<SettingFault>();
        DutyFiles.Read($"duty: lecture\ntitle: 微党课\naudience: 全体\nwhen:\n  {when}\n{more}\n", "duties/lecture.yaml", [], faults).ShouldBeNull();

        faults.ShouldHaveSingleItem().At.Line.ShouldBe(line, faults[0].ToString());
        faults[0].Message.ShouldContain(hint);
    }

    [Theory]
    [InlineData("every: month\n  day: -1", "opens: P31D\nask: read\nladder: [{on: +P3D, to: liaison}]")]
    [InlineData("rrule: FREQ=DAILY", "notices: [{on: opens, text: 一}]")]
    [InlineData("dates: [2026-03-01, 2026-03-03]", "opens: P7D")]
    [InlineData("dates: [2020-03-01]", "")]
    [InlineData("demand: P3D", "notices: [{on: opens, time: 08:00, text: 一}, {on: P1D, text: 二}]")]
    [InlineData("before: 全会\n  by: P30D", "opens: P60D\nnotices: [{on: P10D, text: 一}]")]
    [InlineData("rrule: FREQ=WEEKLY;BYDAY=MO;UNTIL=20261231", "")]
    public void What_is_unusual_but_can_be_is_taken_in(string when, string more)
    {
        var faults = new List<SettingFault>();
        DutyFiles.Read($"duty: lecture\ntitle: 微党课\naudience: 全体\nwhen:\n  {when}\n{more}\n", "duties/lecture.yaml", [], faults);

        faults.ShouldBeEmpty();
    }
}
