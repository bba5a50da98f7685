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
    [InlineData("when:", "whem:", "duties/one.yaml 第 4 行", "when")]
    [InlineData("every: month", "every: mouth", "duties/one.yaml 第 5 行", "month")]
    [InlineData("duty: lecture", "duty: meeting", "duties/one.yaml 第 1 行", "系统自用")]
    [InlineData("day: 25", "yearly: 春节", "duties/one.yaml 第 5 行", "只能写一种")]
    [InlineData("title: 微党课", "title: 微党课\nask: raed", "duties/one.yaml 第 1 行", "read")]
    [InlineData("title: 微党课", "title: 微党课\nper: unit", "duties/one.yaml 第 1 行", "of")]
    [InlineData("title: 微党课", "title: 微党课\nopens: 三天", "duties/one.yaml 第 1 行", "P3D")]
    public void What_cannot_be_is_told_with_its_line_and_the_nearest_word(string from, string to, string place, string hint)
    {
        var fault = FaultsOf(Least.Replace(from, to, StringComparison.Ordinal)).First();

        fault.ToString().ShouldContain(place);
        fault.Message.ShouldContain(hint);
    }

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
