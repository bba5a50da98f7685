namespace Luzhi.Journeys.Reading;

/// <summary>One line of a story: who does what with what. <see cref="Who"/> is empty where the world itself does it.</summary>
internal sealed record Step(string File, int Line, string Who, Verb Verb, string Rest)
{
    /// <summary>What stands between the bars.</summary>
    public IReadOnlyList<string> Parts { get; } = [.. Rest.Split(['|', '｜'], StringSplitOptions.TrimEntries)];

    public IReadOnlyList<string> Names => WordsOf(Parts[0]);

    /// <summary>What a message must hold, in this order, with anything between.</summary>
    public IReadOnlyList<string> Fragments => [.. Rest.Split(["……", "…", "..."], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    public string? Part(int index) => index < Parts.Count && Parts[index].Length > 0 ? Parts[index] : null;

    public string Demand(int index, string what) => Part(index) ?? throw Wrong($"这里要写{what}：{Verb.Form}");

    public StoryException Wrong(string why) => new(File, Line, why);

    public static string[] WordsOf(string text) => text.Split([' ', '　', '、', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>A story's text and what it leads to; a story without a title is not one.</summary>
internal sealed record Story(string File, string Title, IReadOnlyList<Step> Steps);

/// <summary>The story says one thing, the house did another, or the line cannot be read. The message begins with file and line, as an editor wants it.</summary>
public sealed class StoryException(string file, int line, string why, Exception? inner = null) : Exception($"{file}:{line}: {why}", inner);
