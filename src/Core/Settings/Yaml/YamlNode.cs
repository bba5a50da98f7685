namespace Luzhi.Core.Settings.Yaml;

/// <summary>What a YAML file says, before anybody has asked what it means. Every node knows where it stands.</summary>
public abstract record YamlNode(YamlPlace At);

/// <param name="At">Where the text begins.</param>
/// <param name="Text">The text as written, without its quotes.</param>
/// <param name="Quoted">Quoted text is never taken as "nothing given": <c>key: ""</c> is an empty text, <c>key:</c> leaves the default.</param>
public sealed record YamlScalar(YamlPlace At, string Text, bool Quoted) : YamlNode(At)
{
    public bool IsNothing => !Quoted && Text is "" or "~" or "null";

    /// <summary>Written under a | with its own line breaks: its first line is the one after.</summary>
    public bool IsBlock { get; init; }

    /// <summary>Where a letter of the text stands; of a text that is not a block only where it begins is known.</summary>
    public YamlPlace PlaceOf(int index) => IsBlock ? At with { Line = At.Line + 1 + Text.AsSpan(0, index).Count('\n'), Column = 1 } : At;
}

public sealed record YamlList(YamlPlace At, IReadOnlyList<YamlNode> Items) : YamlNode(At);

public sealed record YamlEntry(string Key, YamlPlace KeyAt, YamlNode Value);

public sealed record YamlMap(YamlPlace At, IReadOnlyList<YamlEntry> Entries) : YamlNode(At)
{
    public YamlEntry? Find(string key) => Entries.FirstOrDefault(e => SameKey(e.Key, key));

    /// <summary>Where the value at the end of a path of keys was written, an item of a list by its number from 0; the nearest value above it when it was not.</summary>
    public YamlPlace PlaceOf(params ReadOnlySpan<string> path) => NodeOf(path).At;

    /// <summary>The value there, or the nearest above it.</summary>
    public YamlNode NodeOf(params ReadOnlySpan<string> path) => Below(this, path);

    private static YamlNode Below(YamlNode node, ReadOnlySpan<string> path)
    {
        var next = path.IsEmpty ? null : node switch
        {
            YamlMap map => map.Find(path[0])?.Value,
            YamlList list when int.TryParse(path[0], out var number) => list.Items.ElementAtOrDefault(number),
            _ => null,
        };
        return next is null ? node : Below(next, path[1..]);
    }

    /// <summary>ConnectionString, connectionString and connection_string are one key.</summary>
    public static bool SameKey(string one, string other) => string.Equals(Bare(one), Bare(other), StringComparison.OrdinalIgnoreCase);

    private static string Bare(string key) => key.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
}
