using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Luzhi.Core.PhonePages;

/// <summary>
/// Seals the tokens of links with the installation's key, so that none can be made or changed outside; nothing is kept for a link. Thirty-nine
/// letters: a template message's address must stay short.
/// </summary>
public sealed class PageSeal(byte[] key)
{
    private const int Written = 1 + sizeof(long) + sizeof(uint);
    private const int Mac = 16;

    public string Seal(PageToken token)
    {
        Span<byte> bytes = stackalloc byte[Written + Mac];
        bytes[0] = (byte)token.Kind;
        BinaryPrimitives.WriteInt64BigEndian(bytes[1..], token.Subject);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[(1 + sizeof(long))..], (uint)(token.Until.ToUnixTimeSeconds() / 60));
        Sign(bytes[..Written]).AsSpan(0, Mac).CopyTo(bytes[Written..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>The token, if it is one of ours, of this kind, and alive. Which of these it is not, nobody is told.</summary>
    public PageToken? Open(string? text, PageKind kind, DateTimeOffset now)
    {
        Span<byte> bytes = stackalloc byte[Written + Mac];
        if (text is null || text.Length != Base64Url.GetEncodedLength(bytes.Length) || Base64Url.DecodeFromChars(text, bytes, out _, out _) != OperationStatus.Done)
        {
            return null;
        }

        if (!CryptographicOperations.FixedTimeEquals(Sign(bytes[..Written]).AsSpan(0, Mac), bytes[Written..]) || bytes[0] != (byte)kind)
        {
            return null;
        }

        var until = DateTimeOffset.FromUnixTimeSeconds(60L * BinaryPrimitives.ReadUInt32BigEndian(bytes[(1 + sizeof(long))..]));
        return until > now ? new PageToken(kind, BinaryPrimitives.ReadInt64BigEndian(bytes[1..]), until) : null;
    }

    /// <summary>The six digits a person is given at an instant: nobody without the key can say them, and they need not be drawn in a pure turn.</summary>
    public string Digits(long personId, DateTimeOffset at)
    {
        var number = BinaryPrimitives.ReadUInt32BigEndian(Sign(Encoding.UTF8.GetBytes($"digits {personId} {at.UtcTicks}")));
        return $"{number % 1_000_000:D6}";
    }

    /// <summary>How a code is kept: six digits under a plain hash could be counted through in a second.</summary>
    public string Kept(long personId, string digits) => Convert.ToHexStringLower(Sign(Encoding.UTF8.GetBytes($"kept {personId} {digits}")));

    private byte[] Sign(ReadOnlySpan<byte> bytes) => HMACSHA256.HashData(key, bytes);
}
