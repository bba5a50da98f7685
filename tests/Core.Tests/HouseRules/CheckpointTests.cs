using System.Text.RegularExpressions;

namespace Luzhi.Core.Tests.HouseRules;

public sealed partial class CheckpointTests
{
    [Fact]
    public void Every_checkpoint_stands_in_the_source_once() =>
        SourceFiles.Under("src").SelectMany(file => Reached().Matches(file.Text).Select(match => match.Groups["name"].Value))
            .ShouldBe(Checkpoint.Names, ignoreOrder: true);

    [Theory]
    [InlineData("door.after-send", "door.after-send", 1)]
    [InlineData("door.after-send:3", "door.after-send", 3)]
    public void A_checkpoint_is_named_alone_or_with_the_time_it_is_reached(string at, string name, int time) => Checkpoint.Read(at).ShouldBe((name, time));

    [Theory, InlineData("door"), InlineData("door.after-send:0"), InlineData("door.after-send:x"), InlineData("door.after-send:1:2"), InlineData("")]
    public void What_names_none_is_none(string at) => Checkpoint.Read(at).ShouldBeNull();

    [GeneratedRegex("Checkpoint\\.Reached\\(\"(?<name>[^\"]+)\"\\)")]
    private static partial Regex Reached();
}
