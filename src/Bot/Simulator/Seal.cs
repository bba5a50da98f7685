using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Luzhi.Bot.Simulator;

/// <summary>
/// The platform's signature and envelope, written a second time and apart from the channel's own, so that one mistake
/// cannot hide behind itself.
/// </summary>
internal sealed class Seal
{
    private readonly byte[] key;
    private readonly byte[] owner;

    public Seal(string encodingAesKey, string appId)
    {
        key = Convert.FromBase64String(encodingAesKey + "=");
        owner = Encoding.UTF8.GetBytes(appId);
    }

    public static string Sign(params string[] parts)
    {
        var sorted = parts.ToArray();
        Array.Sort(sorted, string.CompareOrdinal);
        return Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(string.Join("", sorted))));
    }

    public string Close(string message, byte[] salt)
    {
        var words = Encoding.UTF8.GetBytes(message);
        var length = 20 + words.Length + owner.Length;
        var pad = 32 - length % 32;
        var frame = new byte[length + pad];
        Array.Fill(frame, (byte)pad);
        salt.CopyTo(frame, 0);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(16), words.Length);
        words.CopyTo(frame, 20);
        owner.CopyTo(frame, 20 + words.Length);
        using var aes = Cipher();
        using var lockUp = aes.CreateEncryptor();
        return Convert.ToBase64String(lockUp.TransformFinalBlock(frame, 0, frame.Length));
    }

    /// <returns>What was inside; null when it was not closed for this account.</returns>
    public string? Open(string envelope)
    {
        var closed = new byte[envelope.Length];
        if (!Convert.TryFromBase64String(envelope, closed, out var size) || size < 32 || size % 32 != 0)
        {
            return null;
        }

        using var aes = Cipher();
        using var open = aes.CreateDecryptor();
        var frame = open.TransformFinalBlock(closed, 0, size);
        int pad = frame[^1];
        var words = BinaryPrimitives.ReadInt32BigEndian(frame.AsSpan(16));
        if (pad is < 1 or > 32 || words < 0 || words > frame.Length - pad - 20)
        {
            return null;
        }

        var whose = frame.AsSpan(20 + words, frame.Length - pad - 20 - words);
        return whose.SequenceEqual(owner) ? Encoding.UTF8.GetString(frame, 20, words) : null;
    }

    private Aes Cipher()
    {
        var aes = Aes.Create();
        aes.Key = key;
        aes.IV = key[..16];
        aes.Mode = CipherMode.CBC;
        aes.Padding = PaddingMode.None; // the platform pads to 32, which no library does
        return aes;
    }
}
