using System.Text.RegularExpressions;
using Luzhi.Core.Settings;
using Luzhi.Core.Settings.Yaml;
using Luzhi.Scheduler.Calendar;

namespace Luzhi.Scheduler.Tests.Calendar;

/// <summary>Whoever writes an institution does it from the page alone: what stands there must be taken in.</summary>
public sealed partial class WritingADutyTests
{
    private static readonly string Docs = Path.Combine(House.Find(AppContext.BaseDirectory).Root, "docs");

    [Theory]
    [InlineData("writing-a-duty.md")]
    [InlineData("writing-a-duty.zh-CN.md")]
    public void Every_example_on_the_page_is_taken_in(string page)
    {
        var examples = Example().Matches(File.ReadAllText(Path.Combine(Docs, page))).Select(m => m.Groups[1].Value).ToList();
        examples.Count.ShouldBeGreaterThan(20);
        foreach (var example in examples)
        {
            var faults = new List<SettingFault>();
            var taken = example.StartsWith("year:", StringComparison.Ordinal)
                ? (object?)HolidayReader.Read(example, "calendar/2026.yaml", faults)
                : DutyFiles.Read(Whole(example), "duties/example.yaml", ["report"], faults);

            faults.ShouldBeEmpty(example);
            taken.ShouldNotBeNull(example);
        }
    }

    /// <summary>An example shows the keys it is about; the others are those of the least file.</summary>
    private static string Whole(string example) =>
        string.Concat(new[] { "duty: example\n", "title: 例子\n", "audience: 全体\n" }.Where(line => !Regex.IsMatch(example, "^" + line[..line.IndexOf(':', StringComparison.Ordinal)] + ":", RegexOptions.Multiline))) + example;

    [GeneratedRegex("```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
