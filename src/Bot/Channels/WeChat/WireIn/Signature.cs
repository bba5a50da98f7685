using System.Security.Cryptography;
using System.Text;

namespace Luzhi.Bot.Channels.WeChat.WireIn;

/// <summary>The platform's signature: lower-case hex SHA-1 over the parts in ordinal order, joined.</summary>
public static class Signature
{
    public static string Of(params ReadOnlySpan<string> parts)
    {
        var sorted = parts.ToArray();
        Array.Sort(sorted, StringComparer.Ordinal); // the default order is the culture's, and differs for "_x" and "abc"
        return Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(string.Concat(sorted))));
    }

    /// <summary>In the same time whatever is wrong, so that nobody can feel their way to a signature.</summary>
    public static bool Holds(string given, params ReadOnlySpan<string> parts) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(Of(parts)));
}
