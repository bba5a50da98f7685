using Luzhi.Core.Settings;

namespace Luzhi.Core.Tests.HouseRules;

/// <summary>The house as it lies on the disk, for rules that only the text can show.</summary>
internal static class SourceFiles
{
    public static string Root { get; } = House.Find(AppContext.BaseDirectory).Root;

    /// <summary>Files under a folder, with their paths from the root, in slashes.</summary>
    public static IReadOnlyList<(string Path, string Text)> Under(string folder, string pattern = "*.cs") =>
        [.. System.IO.Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(file => (file, File.ReadAllText(Path.Combine(Root, file))))];
}
