using Luzhi.Core.Settings.Yaml;

namespace Luzhi.Core.Conversations.Forms;

/// <summary>Reads config/forms/*.yaml and believes nothing it does not know: every fault is named with file, line and the nearest valid word.</summary>
public static class FormReader
{
    /// <exception cref="SettingsException">Anything is wrong in any of the files; holds every fault.</exception>
    public static FormShelf ReadAll(string folder)
    {
        var faults = new List<SettingFault>();
        string[] files = System.IO.Directory.Exists(folder) ? System.IO.Directory.GetFiles(folder, "*.yaml").Order(StringComparer.Ordinal).ToArray() : [];
        var forms = files.Select(f => Read(f, faults)).OfType<Form>().ToList();
        foreach (var twice in forms.GroupBy(f => f.Id).Where(g => g.Count() > 1))
        {
            faults.Add(new SettingFault(new YamlPlace(folder, 0, 0), $"有两份表单都叫“{twice.Key}”"));
        }

        return faults.Count == 0 ? new FormShelf(forms) : throw new SettingsException(faults);
    }

    /// <returns>The form, or null when anything was wrong; <paramref name="faults"/> says what.</returns>
    public static Form? Read(string path, ICollection<SettingFault> faults)
    {
        var shownAs = "forms/" + Path.GetFileName(path);
        if (StrictYaml.Read<WrittenForm>(path, faults, shownAs) is not { } written)
        {
            return null;
        }

        var before = faults.Count;
        FormChecks.Run(written, faults);
        return faults.Count == before ? written.Made() : null;
    }
}
