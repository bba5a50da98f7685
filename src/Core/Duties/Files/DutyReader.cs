using Luzhi.Core.Settings.Shelves;
using Luzhi.Core.Settings.Yaml;

namespace Luzhi.Core.Duties.Files;

/// <summary>Reads config/duties/*.yaml and believes nothing it does not know: every fault is named with file, line and the nearest valid word.</summary>
public static class DutyReader
{
    /// <summary>The ledger's own keys, which no file may take.</summary>
    public static readonly IReadOnlyList<string> Reserved = ["meeting", "broadcast", "leave", "mandate", "question", "brief"];

    /// <param name="forms">The ids a duty may ask for, as they are when a file is read.</param>
    public static ShelfFolder<Duty> In(string folder, Func<IReadOnlyCollection<string>> forms) =>
        new(folder, "duties", (text, file, faults) => Read(text, file, forms(), faults));

    /// <exception cref="SettingsException">Anything is wrong in any of the files; holds every fault.</exception>
    public static DutyShelf ReadAll(string folder, IReadOnlyCollection<string> forms)
    {
        var shelf = new DutyShelf([]);
        shelf.Begun(In(folder, () => forms).Read());
        return shelf;
    }

    /// <param name="text">The file, word for word.</param>
    /// <param name="file">How it is named in faults.</param>
    /// <param name="forms">The ids a duty may ask for.</param>
    /// <returns>The duty, or null when anything was wrong; <paramref name="faults"/> says what.</returns>
    public static Duty? Read(string text, string file, IReadOnlyCollection<string> forms, ICollection<SettingFault> faults)
    {
        var before = faults.Count;
        if (StrictYaml.ParseText(text, faults, file) is not { } top || StrictYaml.Bind<WrittenDuty>(top, faults) is not { } written)
        {
            return null;
        }

        var places = new FileFaults((YamlMap)top, faults);
        new DutyChecks(written, forms, places).Run();
        new TextChecks(written, places).Run();
        var made = new DutyMaking(written, text, places).Make();
        return faults.Count == before ? made : null;
    }
}
