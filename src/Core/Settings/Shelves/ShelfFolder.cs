using Luzhi.Core.Settings.Yaml;

namespace Luzhi.Core.Settings.Shelves;

/// <summary>What the files of a folder say: the sound ones by file, the broken ones, and every fault.</summary>
public sealed record ShelfReading<T>(IReadOnlyDictionary<string, T> Sound, IReadOnlyList<string> Broken, IReadOnlyList<SettingFault> Faults) where T : class, IShelved;

/// <summary>A folder of YAML files, each of which says one thing. Reads, and nothing else: what holds is the shelf's to decide.</summary>
/// <param name="name">How the folder is named in faults, and its versions where they are kept: forms.</param>
/// <param name="read">One file's text, its name in faults, and where to put what is wrong with it; null when anything is.</param>
public sealed class ShelfFolder<T>(string folder, string name, Func<string, string, ICollection<SettingFault>, T?> read) where T : class, IShelved
{
    public string Folder => folder;

    public string Name => name;

    /// <summary>An earlier version, from its text.</summary>
    public T? Again(string written, ICollection<SettingFault> faults) => read(written, name, faults);

    /// <summary>In the order of the files' names.</summary>
    public ShelfReading<T> Read()
    {
        var (sound, broken, faults) = (new Dictionary<string, T>(StringComparer.Ordinal), new List<string>(), new List<SettingFault>());
        foreach (var path in Files())
        {
            var file = $"{name}/{Path.GetFileName(path)}";
            if (One(path, file, faults) is { } made)
            {
                sound[file] = made;
            }
            else
            {
                broken.Add(file);
            }
        }

        return new ShelfReading<T>(sound, broken, faults);
    }

    /// <summary>An editor's own files (.report.yaml.swp, #report.yaml#) are none of ours.</summary>
    private string[] Files() => !System.IO.Directory.Exists(folder) ? [] :
        [.. System.IO.Directory.GetFiles(folder, "*.yaml").Where(path => char.IsLetterOrDigit(Path.GetFileName(path)[0])).Order(StringComparer.Ordinal)];

    private T? One(string path, string file, List<SettingFault> faults)
    {
        var before = faults.Count;
        try
        {
            return read(File.ReadAllText(path), file, faults) is { } made && faults.Count == before ? made : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            faults.Add(new SettingFault(new YamlPlace(file, 0, 0), "读不了这个文件，请看看它还在不在、有没有读取的权限"));
            return null;
        }
    }
}
