using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Luzhi.Journeys.Reading;
using Luzhi.Journeys.Verbs;

namespace Luzhi.Journeys;

/// <summary>The stories beside this file, found by themselves.</summary>
internal static class Stories
{
    private static readonly string Root = House.Find(AppContext.BaseDirectory).Root;

    public static string Folder { get; } = Path.Combine(Root, "tests", "Journeys");

    public static IReadOnlyList<string> Files { get; } = [.. Directory.GetFiles(Folder, "*.chat")
        .Select(file => Path.GetRelativePath(Root, file)).Order(StringComparer.Ordinal)];

    public static IEnumerable<Story> All => Files.Select(Read);

    public static Story Read(string file) => new StoryReader(Grammar.All).Read(file, File.ReadAllText(Path.Combine(Root, file)));
}

public sealed class JourneysOnSqlite
{
    public static TheoryData<string> Files => [.. Stories.Files];

    [Theory, MemberData(nameof(Files))]
    public Task The_house_does_as_the_story_says(string file) => Player.PlayAsync(Stories.Read(file), Provider.Sqlite);
}

public sealed class JourneysOnPostgres
{
    public static TheoryData<string> Files => [.. Stories.Files];

    [Theory, MemberData(nameof(Files))]
    public Task The_house_does_as_the_story_says(string file) => Player.PlayAsync(Stories.Read(file), Provider.Postgres);
}
