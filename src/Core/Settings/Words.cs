using YamlDotNet.Serialization;

namespace Luzhi.Core.Settings;

/// <summary>
/// Every text that people read, in one file: config/words.zh-CN.yaml. Keys are grouped by room ("binding.done"); places to fill are {name}.
/// A key that does not exist, or a place that is not filled, is a programming error and throws.
/// </summary>
public sealed class Words
{
    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);

    public static Words Load(string path)
    {
        var words = new Words();
        var root = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(File.ReadAllText(path)) ?? [];
        words.Add("", root.ToDictionary(p => (object)p.Key, p => p.Value));
        return words;
    }

    public IEnumerable<string> Keys => texts.Keys;

    public string this[string key] => texts.TryGetValue(key, out var text) ? text : throw new KeyNotFoundException($"words.zh-CN.yaml has no text '{key}'");

    public string Say(string key, params ReadOnlySpan<(string Name, object? Value)> places)
    {
        var text = this[key];
        foreach (var (name, value) in places)
        {
            text = text.Replace("{" + name + "}", value?.ToString() ?? "", StringComparison.Ordinal);
        }

        return text;
    }

    private void Add(string prefix, Dictionary<object, object> group)
    {
        foreach (var (key, value) in group)
        {
            var path = prefix.Length == 0 ? key.ToString()! : $"{prefix}.{key}";
            if (value is Dictionary<object, object> inner)
            {
                Add(path, inner);
            }
            else
            {
                texts[path] = (value?.ToString() ?? "").TrimEnd('\n');
            }
        }
    }
}
