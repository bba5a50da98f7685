using Luzhi.Core.Settings.Yaml;
using Luzhi.Scheduler.Calendar;

namespace Luzhi.Scheduler.Tests.Calendar;

public sealed class HolidayReaderTests
{
    private const string Year = """
        year: 2026
        holidays:
          - {name: 元旦, from: 2026-01-01, to: 2026-01-03}
          - name: 春节
            from: 2026-02-15
            to: 2026-02-23
        workdays: [2026-01-04, 2026-02-14]
        """;

    [Fact]
    public void The_year_that_is_shipped_is_the_notice_of_the_state_council()
    {
        Plans.Holidays.Knows(2026).ShouldBeTrue();
        Plans.Holidays.Knows(2027).ShouldBeFalse();
        Workday("2026-01-02").ShouldBeFalse();
        Workday("2026-01-04").ShouldBeTrue("调休, a Sunday");
        Workday("2026-02-14").ShouldBeTrue("调休, a Saturday");
        Workday("2026-02-23").ShouldBeFalse("the last day of 春节, a Monday");
        Workday("2026-10-08").ShouldBeTrue();
        Workday("2026-10-11").ShouldBeFalse();
    }

    [Theory]
    [InlineData("year: 2026", "year: 2027", 1, "2027.yaml")]
    [InlineData("to: 2026-01-03", "to: 2025-12-31", 3, "不在 2026 年")]
    [InlineData("to: 2026-02-23", "to: 2026-02-10", 6, "早于第一天")]
    [InlineData("from: 2026-02-15", "from: 2026-01-02", 5, "重叠")]
    [InlineData("2026-02-14]", "2026-02-13]", 7, "本来就是工作日（周五）")]
    [InlineData("2026-02-14]", "2026-02-15]", 7, "“春节”假期里")]
    [InlineData("2026-02-14]", "2026-01-04]", 7, "写了两次")]
    [InlineData("2026-02-14]", "2025-02-15]", 7, "不在 2026 年")]
    [InlineData("2026-02-14]", "2026-02-30]", 7, "日期")]
    [InlineData("workdays", "workday", 7, "workdays")]
    public void A_day_that_cannot_be_is_told_at_its_own_line(string from, string to, int line, string hint)
    {
        var faults = new List<SettingFault>();
        HolidayReader.Read(Year.Replace(from, to, StringComparison.Ordinal), "calendar/2026.yaml", faults).ShouldBeNull();

        faults[0].At.Line.ShouldBe(line, faults[0].ToString());
        faults[0].Message.ShouldContain(hint);
    }

    private static bool Workday(string day) => Plans.Holidays.IsWorkday(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));
}
