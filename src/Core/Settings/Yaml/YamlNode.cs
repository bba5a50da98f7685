namespace Luzhi.Core.Settings.Yaml;

/// <summary>What a YAML file says, before anybody has asked what it means. Every node knows where it stands.</summary>
public abstract record YamlNode(YamlPlace At);

/// <param name="At">Where the text begins.</param>
/// <param name="Text">The text as written, without its quotes.</param>
/// <param name="Quoted">Quoted text is never taken as "nothing given": <c>key: ""</c> is an empty text, <c>key:</c> leaves the default.</param>
public sealed record YamlScalar(YamlPlace At, string Text, bool Quoted) : YamlNode(At)
{
    public bool IsNothing => !Quoted && Text is "" or "~" or "null";
}

public sealed record YamlList(YamlPlace At, IReadOnlyList<YamlNode> Items) : YamlNode(At);

public sealed record YamlEntry(string Key, YamlPlace KeyAt, YamlNode Value);

public sealed record YamlMap(YamlPlace At, IReadOnlyList<YamlEntry> Entries) : YamlNode(At)
{
    public YamlEntry? Find(string key) => Entries.FirstOrDefault(e => SameKey(e.Key, key));

    /// <summary>Where the value at the end of a path of keys was written; the nearest map above it when it was not.</summary>
    public YamlPlace PlaceOf(params ReadOnlySpan<string> path)
    {
        if (path.IsEmpty || Find(path[0]) is not { } entry)
        {
            return At;
        }

        return entry.Value is YamlMap inner ? inner.PlaceOf(path[1..]) : entry.Value.At;
    }

    /// <summary>ConnectionString, connectionString and connection_string are one key.</summary>
    public static bool SameKey(string one, string other) => string.Equals(Bare(one), Bare(other), StringComparison.OrdinalIgnoreCase);

    private static string Bare(string key) => key.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
}
