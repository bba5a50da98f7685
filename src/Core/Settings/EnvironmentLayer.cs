using System.Reflection;
using Luzhi.Core.Settings.Yaml;

namespace Luzhi.Core.Settings;

/// <summary>
/// Lays the environment over what bot.yaml says: <c>Storage__Provider</c> is the key Provider of the section Storage. An empty variable means the default,
/// whatever the file says. What begins with a section of ours but names no key of it stops the start; everything else in the environment is none of our business.
/// </summary>
internal static class EnvironmentLayer
{
    private const string ConfigDirectory = "Config__Directory"; // told to House before any file is read

    /// <summary>Section → its keys and their types. A key at the top (Roles) has the section "".</summary>
    private static readonly Dictionary<string, Dictionary<string, Type>> Sections = Known();

    public static YamlMap Over(YamlMap written, IReadOnlyDictionary<string, string> environment, List<SettingFault> faults)
    {
        foreach (var (name, value) in environment.OrderBy(v => v.Key, StringComparer.Ordinal))
        {
            var parts = name.Split("__");
            if (string.Equals(name, ConfigDirectory, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var (section, key) = parts.Length == 1 ? ("", name) : (parts[0], string.Join("__", parts[1..]));
            if (Sections.TryGetValue(section, out var keys) && keys.TryGetValue(key, out var type))
            {
                written = Put(written, section, key, Node(name, value, type));
            }
            else if (parts.Length > 1 && Misspelled(name, section, key) is { } why)
            {
                faults.Add(new SettingFault(YamlPlace.Variable(name), why));
            }
        }

        return written;
    }

    private static string? Misspelled(string name, string section, string key)
    {
        var ours = section.Equals("Config", StringComparison.OrdinalIgnoreCase) || (section.Length > 0 && Sections.ContainsKey(section));
        // Another program's Storages__Level is not ours; Storgae__Provider surely is.
        var nearly = Sections.Any(s => s.Key.Length > 0 && s.Value.ContainsKey(key) && Nearest.Distance(s.Key, section) <= 2);
        return ours || nearly ? YamlBinder.UnknownKey(name, [.. Names()]) : null;
    }

    private static IEnumerable<string> Names() =>
        Sections.SelectMany(s => s.Value.Keys.Select(k => s.Key.Length == 0 ? k : $"{s.Key}__{k}")).Append(ConfigDirectory);

    private static YamlMap Put(YamlMap map, string section, string key, YamlNode value)
    {
        if (section.Length == 0)
        {
            return map with { Entries = [.. map.Entries.Where(e => !YamlMap.SameKey(e.Key, key)), new YamlEntry(key, value.At, value)] };
        }

        var inner = map.Find(section)?.Value as YamlMap ?? new YamlMap(value.At, []);
        return Put(map, "", section, Put(inner, "", key, value));
    }

    private static YamlNode Node(string name, string value, Type type)
    {
        var at = YamlPlace.Variable(name);
        var words = value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return value.Length == 0 || type == typeof(string) || !type.IsGenericType || type.GetGenericTypeDefinition() != typeof(IReadOnlyList<>)
            ? new YamlScalar(at, value, value.Length > 0)
            : new YamlList(at, [.. words.Select(w => new YamlScalar(at, w, true))]);
    }

    private static Dictionary<string, Dictionary<string, Type>> Known()
    {
        var sections = new Dictionary<string, Dictionary<string, Type>>(StringComparer.OrdinalIgnoreCase) { [""] = Keyed([]) };
        foreach (var property in typeof(AllSettings).GetProperties().Where(p => !p.IsDefined(typeof(NotInFileAttribute))))
        {
            if (property.PropertyType.IsGenericType)
            {
                sections[""][property.Name] = property.PropertyType;
            }
            else
            {
                sections[property.Name] = Keyed(YamlShape.Of(property.PropertyType).Members);
            }
        }

        return sections;
    }

    private static Dictionary<string, Type> Keyed(IEnumerable<YamlMember> members) =>
        members.ToDictionary(m => m.Name, m => m.Type, StringComparer.OrdinalIgnoreCase);
}
