using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Luzhi.Bot.Channels.WeChat.WireIn;

/// <summary>
/// One EncodingAESKey: AES-256-CBC over random(16) ‖ length(4, big-endian, in bytes) ‖ message ‖ appid, padded to blocks of 32.
/// </summary>
public sealed class Envelope
{
    public const int RandomBytes = 16;

    private const int Head = RandomBytes + sizeof(int);
    private const int Block = 32;
    private static readonly UTF8Encoding StrictUtf8 = new(false, true);

    private readonly byte[] key;
    private readonly byte[] appId;

    /// <exception cref="ArgumentException">The key is not the 43 letters and digits that the platform's console shows.</exception>
    public Envelope(string encodingAesKey, string appId)
    {
        key = IsKey(encodingAesKey) ? Convert.FromBase64String(encodingAesKey + "=") : throw new ArgumentException("EncodingAesKey must be 43 letters and digits", nameof(encodingAesKey));
        this.appId = Encoding.UTF8.GetBytes(appId);
    }

    public static bool IsKey(string encodingAesKey) => encodingAesKey.Length == 43 && encodingAesKey.All(char.IsAsciiLetterOrDigit);

    /// <summary>Whether it could be an envelope at all: base64 of whole cipher blocks.</summary>
    public static bool TryDecode(string sealedText, [NotNullWhen(true)] out byte[]? cipher)
    {
        var buffer = new byte[sealedText.Length];
        var whole = Convert.TryFromBase64String(sealedText, buffer, out var length) && length > 0 && length % 16 == 0;
        cipher = whole ? buffer[..length] : null;
        return whole;
    }

    /// <returns>The message, or null when it was not sealed with this key for this appid.</returns>
    public string? Open(byte[] cipher)
    {
        using var aes = Cipher();
        // PKCS7 of the library refuses padding above 16; the platform pads to 32, so it is stripped by hand.
        var frame = aes.DecryptCbc(cipher, key.AsSpan(0, 16), PaddingMode.None);
        return Unframe(Unpad(frame));
    }

    /// <param name="random">16 bytes that make two envelopes of one message differ.</param>
    public string Seal(string message, ReadOnlySpan<byte> random)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(random.Length, RandomBytes);
        using var aes = Cipher();
        return Convert.ToBase64String(aes.EncryptCbc(Pad(Frame(message, random)), key.AsSpan(0, 16), PaddingMode.None));
    }

    private Aes Cipher()
    {
        var aes = Aes.Create();
        aes.Key = key;
        return aes;
    }

    private byte[] Frame(string message, ReadOnlySpan<byte> random)
    {
        var text = Encoding.UTF8.GetBytes(message);
        var length = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, text.Length);
        return [.. random, .. length, .. text, .. appId];
    }

    private string? Unframe(ReadOnlySpan<byte> frame)
    {
        if (frame.Length < Head)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32BigEndian(frame[RandomBytes..]);
        var ours = length >= 0 && length <= frame.Length - Head && frame[(Head + length)..].SequenceEqual(appId);
        return ours ? Text(frame.Slice(Head, length)) : null;
    }

    private static byte[] Pad(byte[] frame)
    {
        var pad = Block - (frame.Length % Block); // a whole block of padding when it fits exactly
        return [.. frame, .. Enumerable.Repeat((byte)pad, pad)];
    }

    private static ReadOnlySpan<byte> Unpad(ReadOnlySpan<byte> frame)
    {
        var pad = frame[^1];
        var honest = pad is >= 1 and <= Block && pad <= frame.Length && !frame[^pad..].ContainsAnyExcept(pad);
        return honest ? frame[..^pad] : [];
    }

    private static string? Text(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return StrictUtf8.GetString(utf8);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
