namespace Luzhi.Bot.Letters;

/// <summary>The Chinese font of this machine: Debian's fonts-noto-cjk, or one of its kin put where fonts are.</summary>
internal static class FontShelf
{
    private static readonly string[] Folders =
    [
        "/usr/share/fonts", "/usr/local/share/fonts",
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".fonts"),
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local/share/fonts"),
        Environment.GetFolderPath(Environment.SpecialFolder.Fonts),
    ];

    private static readonly string[] Names =
    [
        "NotoSansCJK-Regular.ttc", "NotoSansCJKsc-Regular.otf", "NotoSansSC-Regular.otf", "SourceHanSansSC-Regular.otf", "SourceHanSansCN-Regular.otf",
        "NotoSerifCJK-Regular.ttc", "NotoSerifCJKsc-Regular.otf", "NotoSerifSC-Regular.otf", "SourceHanSerifSC-Regular.otf",
    ];

    private static readonly EnumerationOptions Everywhere = new() { RecurseSubdirectories = true, IgnoreInaccessible = true };

    /// <summary>Twenty megabytes: held only while letters are printed.</summary>
    /// <returns>null where the machine has none that can be printed with.</returns>
    public static async Task<OpenTypeFont?> FindAsync(CancellationToken ct)
    {
        var files = Folders.Where(Directory.Exists).SelectMany(f => Directory.EnumerateFiles(f, "*.?t?", Everywhere)).ToLookup(Path.GetFileName);
        foreach (var file in Names.SelectMany(name => files[name]))
        {
            try
            {
                return new OpenTypeFont(await File.ReadAllBytesAsync(file, ct));
            }
            catch (Exception unusable) when (unusable is InvalidDataException or IOException or UnauthorizedAccessException or ArgumentException or IndexOutOfRangeException)
            {
                // The next one may do.
            }
        }

        return null;
    }
}
