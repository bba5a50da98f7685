using System.Buffers;

namespace Luzhi.Bot.Channels.WeChat.WireIn;

/// <summary>
/// What was pushed, by name; XML and JSON come to the same. A value may be a group with values of its own (ScanCodeInfo),
/// and a name may come more than once (List), where the first is the one asked for.
/// </summary>
public sealed class Fields
{
    private readonly IReadOnlyList<(string Name, Fields Value)> entries;

    private Fields(string text, IReadOnlyList<(string Name, Fields Value)> entries)
    {
        Text = text;
        this.entries = entries;
    }

    /// <summary>The value itself; empty for a group.</summary>
    public string Text { get; }

    // Names are compared without case: the platform writes MsgId and MsgID, and bizmsgmenuid in small letters.
    public string? this[string name] => All(name).FirstOrDefault()?.Text;

    public IEnumerable<Fields> All(string name) => entries.Where(e => e.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(e => e.Value);

    public Fields Group(string name) => All(name).FirstOrDefault() ?? Of("");

    /// <summary>Every value with its whole name, in order of name: the same for two pushes that say the same.</summary>
    public IEnumerable<string> Flat() => Walk("").Order(StringComparer.Ordinal);

    public static Fields Of(string text) => new(Clean(text), []);

    public static Fields Of(IReadOnlyList<(string Name, Fields Value)> entries) => new("", entries);

    private IEnumerable<string> Walk(string prefix) => entries.Count == 0
        ? [$"{prefix}={Text}"]
        : entries.SelectMany(e => e.Value.Walk($"{prefix}/{e.Name}"));

    /// <summary>
    /// Without what no database takes and XML does not know (NUL, other control characters): phones do send them, and a message must
    /// not be lost, or tried for ever, because of one.
    /// </summary>
    internal static string Clean(string text) =>
        text.AsSpan().ContainsAny(Unspeakable) ? string.Concat(text.Where(c => !Unspeakable.Contains(c))) : text;

    private static readonly SearchValues<char> Unspeakable =
        SearchValues.Create([.. Enumerable.Range(0, 32).Select(i => (char)i).Except(['\t', '\n', '\r']), '\uFFFE', '\uFFFF']);
}
