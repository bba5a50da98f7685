using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Duties;
using Luzhi.Core.Duties.Files;
using Luzhi.Core.Settings;
using Luzhi.Core.Settings.Yaml;

namespace Luzhi.Core.Tests.Duties;

public sealed class DutyReaderTests
{
    private const string Least = """
        duty: lecture
        title: 微党课
        audience: 党员委员
        when:
          every: month
          day: 25
        """;

    private static string Config => House.Find(AppContext.BaseDirectory).Config;

    [Fact]
    public void The_least_a_file_can_say_is_who_and_when()
    {
        var duty = DutyOf(Least);

        duty.When.ShouldBe(new Cadence.Each(Span.Month, null, null, 25));
        duty.Per.ShouldBe(Per.Person);
        duty.DueTime.ShouldBe(new TimeOnly(18, 0));
    }

    [Fact]
    public void Everything_that_is_shipped_can_be_read() =>
        DutyReader.ReadAll(Path.Combine(Config, "duties"), [.. FormReader.ReadAll(Path.Combine(Config, "forms")).All.Select(f => f.Id)]).All.ShouldNotBeEmpty();

    [Theory]
    [InlineData("yearly: 春节-7", "春节", -7)]
    [InlineData("yearly: 12-20", "12-20", 0)]
    [InlineData("yearly: 12-20+3", "12-20", 3)]
    [InlineData("yearly: 腊月二十三", "腊月二十三", 0)]
    public void A_day_of_the_year_is_solar_or_lunar_and_may_be_counted_from(string when, string day, int plus) =>
        DutyOf(Least.Replace("every: month\n  day: 25", when, StringComparison.Ordinal)).When.ShouldBe(new Cadence.Yearly(new YearDay(day, plus)));

    [Theory]
    [InlineData("when:", "whem:", 4, "when")]
    [InlineData("every: month", "every: mouth", 5, "month")]
    [InlineData("duty: lecture", "duty: meeting", 1, "系统自用")]
    [InlineData("duty: lecture", "duty: 微党课", 1, "micro-lecture")]
    [InlineData("day: 25", "yearly: 春节", 6, "同时写了 every、yearly")]
    [InlineData("title: 微党课", "title: 微党课\nask: raed", 3, "最接近的是“read”")]
    [InlineData("title: 微党课", "title: 微党课\nask: reprot", 3, "最接近的是“report”")]
    [InlineData("title: 微党课", "title: 微党课\nper: unit", 3, "of: 党支部")]
    [InlineData("title: 微党课", "title: 微党课\nper: unit\nof: 党支步", 4, "最接近的是“党支部”")]
    [InlineData("title: 微党课", "title: 微党课\nof: 党支部", 3, "请去掉")]
    [InlineData("title: 微党课", "title: 微党课\nholder: [召集人]", 3, "per: unit、place")]
    [InlineData("title: 微党课", "title: 微党课\nopens: 三天", 3, "P3D")]
    [InlineData("title: 微党课", "title: 微党课\nask: read\nitems:\n  - name: 讲党课\n    form: repotr", 6, "report")]
    [InlineData("title: 微党课", "title: 微党课\nnotices:\n  - text: 一\n  - on: 前三天\n    text: 二", 5, "P3D")]
    [InlineData("title: 微党课", "title: 微党课\nask: read\nladder:\n  - on: P1D\n    to: laison", 6, "liaison")]
    [InlineData("title: 微党课", "title: 微党课\nladder:\n  - on: P1D\n    to: office", 4, "ask: read")]
    [InlineData("day: 25", "day: 32", 6, "-31 与 31")]
    [InlineData("day: 25", "day: 0", 6, "-1 是最后一天")]
    [InlineData("day: 25", "month: 2", 6, "请去掉")]
    [InlineData("day: 25", "year: 2", 6, "every: term")]
    [InlineData("every: month\n  day: 25", "every: quarter\n  month: 4", 6, "1 到 3")]
    [InlineData("every: month\n  day: 25", "every: year\n  month: 2\n  day: 30", 7, "2 月没有 30 日")]
    [InlineData("every: month\n  day: 25", "yearly: 春杰", 5, "春节")]
    [InlineData("every: month\n  day: 25", "yearly: 02-30", 5, "2 月没有 30 日")]
    [InlineData("every: month\n  day: 25", "yearly: 13-01", 5, "没有 13 月")]
    [InlineData("every: month\n  day: 25", "yearly: 腊月三十一", 5, "最多 30 天")]
    [InlineData("every: month\n  day: 25", "yearly: 春节\n  day: 3", 6, "请去掉")]
    [InlineData("every: month\n  day: 25", "from: 元旦", 5, "一起写")]
    [InlineData("every: month\n  day: 25", "before: 全会\n  by: 三十天", 6, "P30D")]
    [InlineData("every: month\n  day: 25", "dates: [2026-07-01, 2026-08-01, 2026-07-01]", 5, "写了两次")]
    [InlineData("every: month\n  day: 25", "{}", 5, "没有写什么时候")]
    public void What_cannot_be_is_told_at_its_own_line_with_the_nearest_word(string from, string to, int line, string hint)
    {
        var fault = FaultsOf(Least.Replace(from, to, StringComparison.Ordinal)).First();

        fault.At.ToString().ShouldStartWith($"duties/one.yaml 第 {line} 行");
        fault.Message.ShouldContain(hint);
    }

    [Theory]
    [InlineData("say: 请{{nmae}}办理", 3, "{{name}}")]
    [InlineData("say: 请{name}办理", 3, "{{name}}")]
    [InlineData("say: 请{{name办理", 3, "没有成对")]
    [InlineData("say: |-\n  一行\n  {{who}}还没有答复", 5, "不认识 {{who}}")]
    [InlineData("say: \"{{#if about}}关于{{about}}\"", 3, "{{/if}}")]
    [InlineData("say: \"{{#each who}}{{/each}}\"", 3, "不能用")]
    [InlineData("notices:\n  - on: opens\n    text: |-\n      {{name}}您好：\n      {{tilte}}", 7, "{{title}}")]
    public void A_place_that_nobody_fills_is_told_at_its_own_line(string more, int line, string hint)
    {
        var fault = FaultsOf(Least.Replace("title: 微党课", "title: 微党课\n" + more, StringComparison.Ordinal)).First();

        fault.At.Line.ShouldBe(line);
        fault.Message.ShouldContain(hint);
    }

    [Fact]
    public void A_text_may_say_what_belongs_to_its_reader_and_leave_out_what_is_not_there() =>
        DutyOf(Least + "\nask: read\nsay: \"{{name}}{{#if about}}（{{about}}）{{else}}您好{{/if}}：{{title}}，{{due}}前{{unit}}{{left}}{{link}}\"\nladder: [{on: P1D, to: office, text: \"{{who}}\"}]")
            .Ladder.ShouldHaveSingleItem().Text.ShouldBe("{{who}}");

    private static string[] FormIds() => ["report"];

    private static Duty DutyOf(string text)
    {
        var faults = new List<SettingFault>();
        var duty = Read(text, faults);
        faults.ShouldBeEmpty();
        return duty!;
    }

    private static List<SettingFault> FaultsOf(string text)
    {
        var faults = new List<SettingFault>();
        Read(text, faults).ShouldBeNull();
        return faults;
    }

    private static Duty? Read(string text, List<SettingFault> faults) => DutyReader.Read(text, "duties/one.yaml", FormIds(), faults);
}
