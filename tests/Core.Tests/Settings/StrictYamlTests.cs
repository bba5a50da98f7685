using Luzhi.Core.Settings.Yaml;

namespace Luzhi.Core.Tests.Settings;

public sealed class StrictYamlTests
{
    public enum Colour { Red, DarkBlue }

    public sealed record Garden
    {
        public required string Name { get; init; }
        public int Trees { get; init; } = 3;
        public TimeSpan? Watered { get; init; }
        public Colour Gate { get; init; }
        public IReadOnlyList<Bed> Beds { get; init; } = [];
        public IReadOnlyDictionary<string, DateOnly> Sown { get; init; } = new Dictionary<string, DateOnly>();
        public YamlNode? Rest { get; init; }
    }

    public sealed record Bed(string Plant, YamlPlace At, bool Sunny = true);

    [Fact]
    public void A_whole_file_becomes_records_that_know_where_they_stand()
    {
        var garden = Read("""
            name: 后园
            trees:
            watered: PT1H30M
            gate: dark_blue
            beds:
              - plant: 菊
              - { plant: 竹, sunny: false }
            sown: { 菊: 2026-03-01 }
            rest: [anything, {at: all}]
            """, out var faults)!;
        faults.ShouldBeEmpty();
        garden.Name.ShouldBe("后园");
        garden.Trees.ShouldBe(3);
        garden.Watered.ShouldBe(TimeSpan.FromMinutes(90));
        garden.Gate.ShouldBe(Colour.DarkBlue);
        garden.Beds.Select(b => (b.Plant, b.Sunny, b.At.Line)).ShouldBe([("菊", true, 6), ("竹", false, 7)]);
        garden.Sown["菊"].ShouldBe(new DateOnly(2026, 3, 1));
        garden.Rest.ShouldBeOfType<YamlList>().Items.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("trees: 1", "第 1 行第 1 列：缺少“name”")]
    [InlineData("name:", "第 1 行第 1 列：缺少“name”")]
    [InlineData("name: a\nname: b", "第 2 行第 1 列：“name”写了两次")]
    [InlineData("name: a\ntree: 1", "第 2 行第 1 列：不认识“tree”，最接近的是“trees”")]
    [InlineData("name: a\nqwertyuiop: 1", "第 2 行第 1 列：不认识“qwertyuiop”，可用的有：name、trees、watered、gate、beds、sown、rest")]
    [InlineData("name: [a]", "第 1 行第 7 列：这里应是一个值，不是列表")]
    [InlineData("name: a\nbeds: 菊", "第 2 行第 7 列：这里应是列表：每项一行，以“- ”开头")]
    [InlineData("name: a\nbeds: [菊]", "第 2 行第 8 列：这里应是一组“键: 值”")]
    [InlineData("name: a\nwatered: P1M", "第 2 行第 10 列：“P1M”不对，应为时长，如 PT30S（30 秒）、PT2H（2 小时）、P1D（1 天）")]
    [InlineData("name: &x a", "第 1 行第 7 列：这里不支持锚点、引用和标签（&、*、!），请直接写出内容；文字以这些符号开头时请加引号")]
    [InlineData("name: a\n---\nname: b", "第 2 行第 1 列：一个文件只能有一份文档，请去掉“---”")]
    public void What_does_not_fit_is_named_with_its_line_and_column(string yaml, string fault)
    {
        Read(yaml, out var faults).ShouldBeNull();
        faults.Select(f => f.ToString()).ShouldContain($"garden.yaml {fault}");
    }

    [Fact]
    public void Broken_yaml_is_one_fault_with_its_line()
    {
        Read("name: a\nbeds: [", out var faults).ShouldBeNull();
        faults.ShouldHaveSingleItem().At.Line.ShouldBeInRange(2, 3);
    }

    [Fact]
    public void A_missing_file_is_a_fault_too() =>
        Should.Throw<SettingsException>(() => StrictYaml.Read<Garden>("/nowhere/garden.yaml")).Faults.ShouldHaveSingleItem().ToString().ShouldBe("garden.yaml：文件不存在");

    [Theory]
    [InlineData("conection_string", "connection_string")]
    [InlineData("Provdier", "Provider")]
    [InlineData("经济", "经济委")]
    [InlineData("经计委", "经济委")]
    [InlineData("文化", null)]
    public void The_nearest_word_is_the_one_probably_meant(string wanted, string? expected) =>
        Nearest.Word(wanted, ["connection_string", "Provider", "经济委", "提案委"]).ShouldBe(expected);

    private static Garden? Read(string yaml, out List<SettingFault> faults)
    {
        using var folder = new Folder("");
        faults = [];
        return StrictYaml.Read<Garden>(folder.Write("garden.yaml", yaml), faults);
    }
}
