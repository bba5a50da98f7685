namespace Luzhi.Core.Settings;

/// <summary>Where the house stands: the nearest folder upward that holds config/. Relative paths count from it.</summary>
public sealed record House(string Root, string Config)
{
    /// <param name="start">Folders to look upward from, in turn: the working directory, then the program's own.</param>
    /// <exception cref="DirectoryNotFoundException">No folder upward of any start holds config/.</exception>
    public static House Find(params ReadOnlySpan<string> start)
    {
        foreach (var first in start)
        {
            for (var folder = new DirectoryInfo(first); folder is not null; folder = folder.Parent)
            {
                var config = System.IO.Path.Combine(folder.FullName, "config");
                if (System.IO.Directory.Exists(config) && File.Exists(System.IO.Path.Combine(config, "bot.yaml")))
                {
                    return new House(folder.FullName, config);
                }
            }
        }

        throw new DirectoryNotFoundException("找不到 config/ 目录：请在程序目录或其上级放置 config/bot.yaml，或设置 Config__Directory。");
    }

    public string Path(string relative) => System.IO.Path.GetFullPath(relative, Root);
}
