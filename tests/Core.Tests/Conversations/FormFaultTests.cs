using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Settings.Yaml;

namespace Luzhi.Core.Tests.Conversations;

/// <summary>What a secretary is told who wrote a form wrong: the line, and what it should be.</summary>
public class FormFaultTests
{
    private const string Before = """
        form: visit
        title: 走访
        questions:
          - key: kind
            type: choice
            label: 类别
            ask: 哪一类？
            options: [走访慰问, 调研]
          - key: count
            type: number
            label: 户数
            ask: 几户？
            min: 1
            max: 50
          - key: day
            type: date
            label: 时间
            ask: 哪天？
            optional: true

        """;

    [Theory]
    [InlineData("when: kind = 走访", 24, "“走访”不是“kind”的选项，最接近的是“走访慰问”")]
    [InlineData("when: kinds = 调研", 24, "“kinds”不是前面的问题，最接近的是“kind”")]
    [InlineData("when: kind > 调研", 24, "是选择题，只能用 = 或 !=")]
    [InlineData("when: count > 三", 24, "“三”不是整数")]
    [InlineData("when: count > 51", 24, "不会是 51")]
    [InlineData("when: count > 3 and kind = 调研 or day = 无", 24, "不能又有 and 又有 or")]
    [InlineData("when: day >= 7月1日", 24, "应写成如 2026-07-01")]
    [InlineData("when: count = 无", 24, "不能空着")]
    [InlineData("when: 调研的时候", 24, "看不懂“调研的时候”")]
    [InlineData("when: { kind: [调研] }", 24, "when 写在一行里")]
    [InlineData("when: note = 无", 24, "“note”不是前面的问题")]
    [InlineData("min: 3", 24, "text 没有 min，可用的有：length")]
    [InlineData("length: 长", 24, "“长”不对，应为范围，如 4..1000")]
    [InlineData("length: 9..3", 24, "“9..3”不对，应为范围")]
    [InlineData("length: ..99999", 24, "length 应在 1 到 5000 之间")]
    [InlineData("options: [一, 二]", 24, "不是选择题")]
    [InlineData("silent: true", 24, "就必须可空")]
    [InlineData("lenght: 3", 24, "最接近的是“length”")]
    public void A_wrong_line_is_named_with_what_it_should_be(string line, int at, string why)
    {
        var fault = Faults(Before + $"  - key: note\n    type: text\n    label: 说明\n    ask: 还有什么？\n    {line}\n").ShouldHaveSingleItem();

        fault.At.Line.ShouldBe(at);
        fault.Message.ShouldContain(why);
    }

    [Theory]
    [InlineData("type: date\n    min: tomorrow", 23, "date 的 min 应为日期，如 today、today-30、2026-07-01")]
    [InlineData("type: date\n    min: today\n    max: today-3", 24, "min 大于 max")]
    [InlineData("type: time\n    max: 25:00", 23, "应为时刻")]
    [InlineData("type: rating\n    max: 1", 23, "max 大于 min")]
    [InlineData("type: many\n    options: [一, 二]\n    count: 3", 24, "count 应在 1 到 2 之间")]
    [InlineData("type: choice\n    options: [一, 一]", 23, "选项“一”写了两次")]
    [InlineData("type: choice\n    options: [一、二, 三]", 23, "不能有顿号")]
    [InlineData("type: person\n    min: 3", 23, "person 没有 min")]
    [InlineData("type: phto", 22, "最接近的是“photo”")]
    public void A_bound_that_its_type_has_not_is_refused(string lines, int at, string why)
    {
        var fault = Faults(Before + $"  - key: note\n    label: 说明\n    {lines}\n    ask: 还有什么？\n")[0];

        (fault.At.Line, fault.Message).ShouldSatisfyAllConditions(f => f.Line.ShouldBe(at), f => f.Message.ShouldContain(why));
    }

    [Fact]
    public void The_column_points_at_the_wrong_clause() =>
        Faults(Before + "  - key: note\n    type: text\n    label: 说明\n    ask: 还有什么？\n    when: count > 3 and kin = 调研\n")[0].At.Column.ShouldBe(25);

    private static List<SettingFault> Faults(string yaml)
    {
        var faults = new List<SettingFault>();
        FormReader.Read(yaml, "forms/one.yaml", faults);
        return faults;
    }
}
