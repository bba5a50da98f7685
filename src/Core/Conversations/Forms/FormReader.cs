using Luzhi.Core.Settings.Shelves;
using Luzhi.Core.Settings.Yaml;

namespace Luzhi.Core.Conversations.Forms;

/// <summary>Reads config/forms/*.yaml and believes nothing it does not know: every fault is named with file, line and the nearest valid word.</summary>
public static class FormReader
{
    public static ShelfFolder<Form> In(string folder) => new(folder, "forms", Read);

    /// <exception cref="SettingsException">Anything is wrong in any of the files; holds every fault.</exception>
    public static FormShelf ReadAll(string folder)
    {
        var shelf = new FormShelf([]);
        shelf.Begun(In(folder).Read());
        return shelf;
    }

    /// <param name="text">The file, word for word.</param>
    /// <param name="file">How it is named in faults.</param>
    /// <returns>The form, or null when anything was wrong; <paramref name="faults"/> says what.</returns>
    public static Form? Read(string text, string file, ICollection<SettingFault> faults)
    {
        var before = faults.Count;
        if (StrictYaml.ReadText<WrittenForm>(text, faults, file) is not { } written)
        {
            return null;
        }

        var made = new FormMaking(written, text, faults).Make();
        return faults.Count == before ? made : null;
    }
}
