using Luzhi.Core.Settings.Yaml;

namespace Luzhi.Core.Settings;

/// <summary>
/// Every text that people read, in one file: config/words.zh-CN.yaml, and words.en.yaml with the same keys in English. Keys are grouped by
/// room ("binding.done"); places to fill are {name}.
/// A key that does not exist, or a place that is not filled, is a programming error and throws.
/// </summary>
public sealed class Words
{
    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);

    /// <exception cref="SettingsException">The file cannot be read; says where.</exception>
    public static Words Load(string path)
    {
        var faults = new List<SettingFault>();
        var words = new Words();
        if (StrictYaml.Parse(path, faults, $"config/{Path.GetFileName(path)}") is { } top)
        {
            words.Add("", top, faults);
        }

        return faults.Count == 0 ? words : throw new SettingsException(faults);
    }

    public IEnumerable<string> Keys => texts.Keys;

    public string this[string key] => texts.TryGetValue(key, out var text) ? text : throw new KeyNotFoundException($"the words have no text '{key}'");

    public string Say(string key, params ReadOnlySpan<(string Name, object? Value)> places)
    {
        var text = this[key];
        foreach (var (name, value) in places)
        {
            text = text.Replace("{" + name + "}", value?.ToString() ?? "", StringComparison.Ordinal);
        }

        return text;
    }

    private void Add(string path, YamlNode node, List<SettingFault> faults)
    {
        switch (node)
        {
            case YamlMap group:
                foreach (var entry in group.Entries)
                {
                    Add(path.Length == 0 ? entry.Key : $"{path}.{entry.Key}", entry.Value, faults);
                }

                break;
            case YamlScalar text:
                texts[path] = text.Text.TrimEnd('\n');
                break;
            default:
                faults.Add(new SettingFault(node.At, "这里应是文字或一组“键: 文字”"));
                break;
        }
    }
}
