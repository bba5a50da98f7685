using System.Text.RegularExpressions;

namespace Luzhi.Core.Tests.HouseRules;

/// <summary>The rules of the house that no analyzer has and a reader would tire of checking.</summary>
public sealed partial class HouseRulesTests
{
    private const int LinesAtMost = 250;

    /// <summary>What a longer file must say in its first lines, with its reason after it.</summary>
    private const string Excuse = "// Long because ";

    [Fact]
    public void No_source_file_is_longer_than_a_reader_can_hold_unless_it_says_why() =>
        SourceFiles.Under("src")
            .Where(file => file.Text.Count(letter => letter == '\n') > LinesAtMost && !file.Text.Split('\n').Take(5).Any(line => line.StartsWith(Excuse, StringComparison.Ordinal)))
            .Select(file => file.Path)
            .ShouldBeEmpty($"over {LinesAtMost} lines: part it, or begin it with \"{Excuse}…\"");

    [Fact]
    public void No_type_bears_a_name_that_says_nothing() =>
        SourceFiles.Under("src").Concat(SourceFiles.Under("tests"))
            .SelectMany(file => EmptyName().Matches(file.Text).Select(match => $"{file.Path}: {match.Groups["name"].Value}"))
            .ShouldBeEmpty("name it with the field's own word");

    [Fact]
    public void No_warning_of_a_substituted_package_is_muted() =>
        SourceFiles.Under(".", "*.csproj").Concat(SourceFiles.Under(".", "*.props")).Concat(SourceFiles.Under(".", "*.targets"))
            .Where(file => Muted().IsMatch(file.Text))
            .Select(file => file.Path)
            .ShouldBeEmpty();

    [Fact]
    public void No_test_sleeps() =>
        // Everywhere else the banned symbols say so at compile time; a pragma could hush them.
        SourceFiles.Under("src").Concat(SourceFiles.Under("tests"))
            .Where(file => Hushed().IsMatch(file.Text))
            .Select(file => file.Path)
            .ShouldBeEmpty();

    [Fact]
    public void The_rules_see_what_they_forbid()
    {
        EmptyName().IsMatch("internal sealed class MeetingManager(Database d)").ShouldBeTrue();
        EmptyName().IsMatch("public interface IClockService").ShouldBeTrue();
        EmptyName().IsMatch("public static class StringUtils").ShouldBeTrue();
        EmptyName().IsMatch("    public sealed record struct Information(string Text)").ShouldBeFalse();
        Muted().IsMatch("<NoWarn>$(NoWarn);NU1603</NoWarn>").ShouldBeTrue();
    }

    [GeneratedRegex(@"(?m)^\s*(?:[a-z]+\s+)*(?:class|struct|interface|enum|record)\s+(?<name>\w*(?:Manager|Helper|Util|Base|Impl|Info|Service)s?)\b(?!\w)")]
    private static partial Regex EmptyName();

    [GeneratedRegex(@"NU1603|<NoWarn>[^<]*NU\d", RegexOptions.IgnoreCase)]
    private static partial Regex Muted();

    [GeneratedRegex(@"#pragma warning disable[^\n]*RS0030[\s\S]{0,400}?(Thread\.Sleep|Task\.Delay)")]
    private static partial Regex Hushed();
}
