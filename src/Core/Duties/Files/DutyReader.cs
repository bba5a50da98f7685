using Luzhi.Core.Settings.Yaml;

namespace Luzhi.Core.Duties.Files;

/// <summary>Reads config/duties/*.yaml and believes nothing it does not know: every fault is named with file, line and the nearest valid word.</summary>
public static class DutyReader
{
    /// <summary>The ledger's own keys, which no file may take.</summary>
    public static readonly IReadOnlyList<string> Reserved = ["meeting", "broadcast", "leave", "mandate", "question", "brief"];

    /// <exception cref="SettingsException">Anything is wrong in any of the files; holds every fault.</exception>
    public static DutyShelf ReadAll(string folder, IReadOnlyCollection<string> forms)
    {
        var faults = new List<SettingFault>();
        string[] files = System.IO.Directory.Exists(folder) ? [.. System.IO.Directory.GetFiles(folder, "*.yaml").Order(StringComparer.Ordinal)] : [];
        var duties = files.Select(f => Read(f, forms, faults)).OfType<Duty>().ToList();
        foreach (var twice in duties.GroupBy(d => d.Id).Where(g => g.Count() > 1))
        {
            faults.Add(new SettingFault(new YamlPlace(folder, 0, 0), $"有两份文件都叫“{twice.Key}”"));
        }

        return faults.Count == 0 ? new DutyShelf(duties) : throw new SettingsException(faults);
    }

    /// <param name="forms">The ids a duty may ask for.</param>
    /// <returns>The duty, or null when anything was wrong; <paramref name="faults"/> says what.</returns>
    public static Duty? Read(string path, IReadOnlyCollection<string> forms, ICollection<SettingFault> faults)
    {
        var shownAs = "duties/" + Path.GetFileName(path);
        if (StrictYaml.Read<WrittenDuty>(path, faults, shownAs) is not { } written)
        {
            return null;
        }

        var before = faults.Count;
        var made = new DutyMaking(written, forms, faults).Make();
        return faults.Count == before ? made : null;
    }
}
