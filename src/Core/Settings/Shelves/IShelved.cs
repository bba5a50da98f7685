using System.Security.Cryptography;
using System.Text;

namespace Luzhi.Core.Settings.Shelves;

/// <summary>One thing that a file of its own says, and that can be edited while the house runs: a form, a duty.</summary>
public interface IShelved
{
    /// <summary>What others name it by; unique on its shelf.</summary>
    string Id { get; }

    /// <summary>Which writing of it: what was begun by one goes on by it, however often the file is edited since. See <see cref="Writing.Version"/>.</summary>
    string Version { get; }

    /// <summary>The file, word for word, so that an earlier version can be read again.</summary>
    string Written { get; }
}

public static class Writing
{
    /// <summary>Twelve letters that change with every change of the text. How the lines end is no change.</summary>
    public static string Version(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n"))))[..12];
}
