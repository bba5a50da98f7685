using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace Luzhi.Bot.Channels.WeChat.WireIn;

/// <summary>What stands in the address of a push. The platform signs it; of a name given twice the first counts.</summary>
public sealed record PushQuery
{
    public string Signature { get; init; } = "";
    public string MsgSignature { get; init; } = "";
    public string Timestamp { get; init; } = "";
    public string Nonce { get; init; } = "";
    public string EncryptType { get; init; } = "";
    public string? EchoStr { get; init; }

    /// <summary>Says of itself that its body is sealed; only the body shows whether that is so.</summary>
    public bool SaysSealed => EncryptType.Equals("aes", StringComparison.OrdinalIgnoreCase) || MsgSignature.Length > 0;

    public static PushQuery Read(QueryString query)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in new QueryStringEnumerable(query.Value))
        {
            // Not the framework's decoding, which makes a space of "+": echostr and signatures are taken byte for byte.
            values.TryAdd(Uri.UnescapeDataString(pair.EncodedName.Span), Uri.UnescapeDataString(pair.EncodedValue.Span));
        }

        return new PushQuery
        {
            Signature = values.GetValueOrDefault("signature", ""),
            MsgSignature = values.GetValueOrDefault("msg_signature", ""),
            Timestamp = values.GetValueOrDefault("timestamp", ""),
            Nonce = values.GetValueOrDefault("nonce", ""),
            EncryptType = values.GetValueOrDefault("encrypt_type", ""),
            EchoStr = values.GetValueOrDefault("echostr"),
        };
    }

    public bool Fresh(DateTimeOffset now, TimeSpan window) =>
        long.TryParse(Timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && Math.Abs(now.ToUnixTimeSeconds() - seconds) <= window.TotalSeconds;
}
