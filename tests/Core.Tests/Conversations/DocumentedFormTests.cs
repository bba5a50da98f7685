using System.Text.RegularExpressions;
using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Settings;
using Luzhi.Core.Settings.Yaml;

namespace Luzhi.Core.Tests.Conversations;

/// <summary>What the pages for secretaries show is read as the house reads it: a page cannot promise a key that is not there.</summary>
public partial class DocumentedFormTests
{
    private static readonly House House = House.Find(AppContext.BaseDirectory, Environment.CurrentDirectory);

    [Theory]
    [InlineData("docs/writing-a-form.md")]
    [InlineData("docs/writing-a-form.zh-CN.md")]
    public void Every_example_is_a_form_that_can_be_filled_in(string page)
    {
        var examples = Example().Matches(File.ReadAllText(House.Path(page))).Select(m => m.Groups[1].Value).ToList();

        examples.ShouldNotBeEmpty();
        foreach (var example in examples)
        {
            var faults = new List<SettingFault>();
            var whole = example.StartsWith("  - ", StringComparison.Ordinal) ? "form: example\ntitle: 例子\nquestions:\n" + example : example;
            FormReader.Read(whole, page, faults).ShouldNotBeNull(string.Join('\n', faults) + "\n" + whole);
        }
    }

    [Fact]
    public void The_secretarys_page_shows_every_type() =>
        Enum.GetNames<QuestionType>().Select(t => $"type: {t.ToLowerInvariant()}").Where(t => !File.ReadAllText(House.Path("docs/writing-a-form.zh-CN.md")).Contains(t, StringComparison.Ordinal)).ShouldBeEmpty();

    [GeneratedRegex("```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
