using System.Security.Cryptography;

namespace Luzhi.Core.Office;

/// <summary>A password as it is kept: "pbkdf2-sha256$iterations$salt$hash", so that the cost can rise without locking anybody out.</summary>
public static class Password
{
    public const int LeastLength = 8;
    private const int Iterations = 210_000;
    private const int HashBytes = 32;

    public static string Hash(string password, Chance chance)
    {
        var salt = chance.Bytes(16);
        return $"pbkdf2-sha256${Iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(Derive(password, salt, Iterations))}";
    }

    public static bool Matches(string password, string kept)
    {
        var parts = kept.Split('$');
        return parts is ["pbkdf2-sha256", _, _, _]
            && int.TryParse(parts[1], out var iterations)
            && CryptographicOperations.FixedTimeEquals(Derive(password, Convert.FromBase64String(parts[2]), iterations), Convert.FromBase64String(parts[3]));
    }

    private static byte[] Derive(string password, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, HashAlgorithmName.SHA256, HashBytes);
}
