using System.Security.Cryptography;
using System.Text;

namespace Luzhi.Core.Office;

/// <summary>The text of an API key: "lz_" + eight characters to know it by + "_" + 43 characters of secret.</summary>
public static class KeyText
{
    private const int PrefixLength = 11;

    public static string Make(Chance chance) =>
        $"lz_{chance.Code(8)}_{Convert.ToBase64String(chance.Bytes(32)).TrimEnd('=').Replace('+', '-').Replace('/', '_')}";

    public static string? PrefixOf(string key) =>
        key.Length > PrefixLength && key.StartsWith("lz_", StringComparison.Ordinal) ? key[..PrefixLength] : null;

    /// <summary>One round is enough: the secret is 256 bits of chance, nobody's word.</summary>
    public static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    public static bool Matches(string key, string hash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash(key)), Encoding.ASCII.GetBytes(hash));
}
