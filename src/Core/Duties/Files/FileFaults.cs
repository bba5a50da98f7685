using Luzhi.Core.Settings.Yaml;

namespace Luzhi.Core.Duties.Files;

/// <summary>What is wrong in one file, each fault at the value that is to be mended.</summary>
/// <param name="top">The file as written, for where things stand.</param>
internal sealed class FileFaults(YamlMap top, ICollection<SettingFault> faults)
{
    public static string Number(int n) => n.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <param name="path">Keys down to the value, an item of a list by its number from 0; what is not there is at the nearest value above.</param>
    public void Refuse(string why, params ReadOnlySpan<string> path) => faults.Add(new SettingFault(top.PlaceOf(path), why));

    /// <summary>A fault inside a text, at its own line where the text runs over several.</summary>
    public void RefuseIn(int index, string why, params ReadOnlySpan<string> path) =>
        faults.Add(new SettingFault(top.NodeOf(path) is YamlScalar scalar ? scalar.PlaceOf(index) : top.PlaceOf(path), why));
}
