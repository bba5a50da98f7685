using System.Text.RegularExpressions;
using Luzhi.Bot.Lists;
using Luzhi.Bot.OfficeConsole;
using Luzhi.Core.Settings;

namespace Luzhi.Bot.Tests.OfficeConsole;

public sealed partial class TrailTextTests
{
    [Fact]
    public void Every_action_that_the_house_writes_on_its_trail_has_words_for_the_office()
    {
        var src = House.Find(AppContext.BaseDirectory, Environment.CurrentDirectory).Path("src");
        var written = new[] { "Core/Storage", "Bot" }.SelectMany(part => Directory.EnumerateFiles(Path.Combine(src, part), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(file => Written().Matches(File.ReadAllText(file)))
            .SelectMany(match => match.Groups["key"].Captures.Select(c => c.Value)).Distinct().ToList();

        written.Count.ShouldBeGreaterThan(40, "the pattern still finds where they are written");
        written.Where(action => TrailText.ActionOf(action) == action).ShouldBeEmpty();
    }

    [Fact]
    public void Every_list_that_can_be_carried_away_has_its_name_on_the_trail()
    {
        var keys = typeof(IList).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && typeof(IList).IsAssignableFrom(t))
            .Select(t => ((IList)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(t)).Key).ToList();

        keys.ShouldNotBeEmpty();
        keys.Where(key => TrailText.ActionOf("export." + key) == "导出表格").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("created 5, updated 2, rejected 1", "新增 5 人，更新 2 人，未导入 1 行")]
    [InlineData("person:12 present > absent", "人员 12 到会 → 缺席")]
    [InlineData("person:12 leave > none", "人员 12 请假 → 未登记")]
    [InlineData("person:12 召集人", "人员 12 召集人")]
    [InlineData("filled in 30", "补记 30 人")]
    [InlineData("chat", "聊天")]
    [InlineData("第1组 → 第一组", "第1组 → 第一组")]
    public void What_stands_beside_an_action_is_said_in_words(string detail, string said) => TrailText.DetailOf(detail).ShouldBe(said);

    [Theory]
    [InlineData("question:5", "提问 5")]
    [InlineData("list:members", "委员名册")]
    [InlineData("callsheet", "电话名单")]
    public void What_has_no_name_of_its_own_is_said_by_its_kind(string subject, string said) => TrailText.SubjectOf(subject).ShouldBe(said);

    [GeneratedRegex("""
        (?:Action\s=\s(?:\w+\s\?\s)?|(?:AuditAsync|AuditLookAsync)\([^"]*|(?:Trail|Line|Note|NoteAsync)\((?:db,\s)?by,\s|Change(?:Answer)?Async\((?:\w+,\s)+|SetAsync\(staff[^"]*)"(?<key>[a-z_]+(?:\.[a-z_.]+)?)"(?:\s:\s"(?<key>[a-z_.]+)")?
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Written();
}
