using Luzhi.Core.Duties.Files;
using Luzhi.Core.Settings.Shelves;
using Luzhi.Core.Settings.Yaml;

namespace Luzhi.Scheduler.Calendar;

/// <summary>config/duties as the house takes it in: read strictly, then tried on the calendar.</summary>
public static class DutyFiles
{
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
    /// <returns>The duty, or null when anything was wrong; <paramref name="faults"/> says what.</returns>
    public static Duty? Read(string text, string file, IReadOnlyCollection<string> forms, ICollection<SettingFault> faults)
    {
        if (DutyReader.Read(text, file, forms, faults) is not { } duty || StrictYaml.ParseText(text, faults, file) is not YamlMap top)
        {
            return null;
        }

        var before = faults.Count;
        foreach (var fault in DutyTrial.Faults(duty, top))
        {
            faults.Add(fault);
        }

        return faults.Count == before ? duty : null;
    }
}
