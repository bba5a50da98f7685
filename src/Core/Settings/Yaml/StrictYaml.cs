namespace Luzhi.Core.Settings.Yaml;

/// <summary>
/// Reads a YAML file into a record and believes nothing it does not know: an unknown key, a wrong type, a value outside its
/// <see cref="BetweenAttribute"/> or <see cref="OneOfAttribute"/>, a missing required key are each a <see cref="SettingFault"/> with file, line and column.
/// <para>
/// A record may hold: string, bool, int, long, decimal, TimeSpan (ISO 8601: PT30S), TimeOnly (21:30), DateOnly, <see cref="Bounds"/> (4..1000), enums (snake_case), their nullables,
/// IReadOnlyList, IReadOnlyDictionary, other records. A property of type <see cref="YamlPlace"/> is filled with where the record begins, for checks
/// that come later, one of type <see cref="YamlKeys"/> with where each of its keys stands; a property of type <see cref="YamlNode"/> gets that part unread. A key that is absent or empty leaves the default.
/// </para>
/// </summary>
public static class StrictYaml
{
    /// <exception cref="SettingsException">Anything is wrong; holds every fault.</exception>
    public static T Read<T>(string path, string? shownAs = null) where T : class
    {
        var faults = new List<SettingFault>();
        return Read<T>(path, faults, shownAs) ?? throw new SettingsException(faults);
    }

    /// <returns>The record, or null when anything was wrong; <paramref name="faults"/> says what.</returns>
    public static T? Read<T>(string path, ICollection<SettingFault> faults, string? shownAs = null) where T : class =>
        Parse(path, faults, shownAs) is { } top ? Bind<T>(top, faults) : null;

    /// <summary>Only the tree, for a file whose layers are put together before they are read.</summary>
    public static YamlNode? Parse(string path, ICollection<SettingFault> faults, string? shownAs = null)
    {
        var before = faults.Count;
        var file = shownAs ?? Path.GetFileName(path);
        if (!File.Exists(path))
        {
            faults.Add(new SettingFault(new YamlPlace(file, 0, 0), "文件不存在"));
            return null;
        }

        using var text = new StreamReader(path);
        var top = YamlTree.Parse(file, text, faults);
        return faults.Count == before ? top : null;
    }

    /// <summary>The same from a text at hand: what an editor holds, or an earlier version of a file.</summary>
    public static T? ReadText<T>(string text, ICollection<SettingFault> faults, string shownAs) where T : class =>
        ParseText(text, faults, shownAs) is { } top ? Bind<T>(top, faults) : null;

    public static YamlNode? ParseText(string text, ICollection<SettingFault> faults, string shownAs)
    {
        var before = faults.Count;
        using var reader = new StringReader(text);
        var top = YamlTree.Parse(shownAs, reader, faults);
        return faults.Count == before ? top : null;
    }

    public static T? Bind<T>(YamlNode node, ICollection<SettingFault> faults, KeySpelling spelling = KeySpelling.Snake) where T : class
    {
        var before = faults.Count;
        var value = (T?)new YamlBinder(faults, spelling).Bind(typeof(T), node);
        return faults.Count == before ? value : null;
    }
}
