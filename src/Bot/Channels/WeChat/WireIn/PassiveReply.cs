using Luzhi.Core;
using Luzhi.Core.Messages;

namespace Luzhi.Bot.Channels.WeChat.WireIn;

/// <summary>The answer inside the five seconds: written as the push was written, sealed as it was sealed.</summary>
public sealed class PassiveReply(string token, Chance chance, TimeProvider clock)
{
    /// <summary>What the platform takes for "nothing to say"; anything else it does not know shows the member a fault.</summary>
    public const string Nothing = "success";

    public (string Body, string ContentType) Write(Opening.Opened opened, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return (Nothing, "text/plain");
        }

        var at = clock.GetUtcNow().ToUnixTimeSeconds();
        var reply = Clear(opened.Push, Cut.ToBytes(text, WeChatChannel.Carried.TextBytes), at);
        return opened.By is { } envelope
            ? (Sealed(opened.Outer, envelope.Seal(reply, chance.Bytes(Envelope.RandomBytes)), at), Type(opened.Outer))
            : (reply, Type(opened.Push.Format));
    }

    // Sender and receiver change places.
    private static string Clear(Push push, string text, long at) => push.Format == PushFormat.Json
        ? WireJson.Write(new { ToUserName = push.OpenId, FromUserName = push.Account, CreateTime = at, MsgType = "text", Content = text })
        : $"<xml><ToUserName>{CData(push.OpenId)}</ToUserName><FromUserName>{CData(push.Account)}</FromUserName>"
            + $"<CreateTime>{at}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content>{CData(text)}</Content></xml>";

    private string Sealed(PushFormat format, string encrypt, long at)
    {
        var nonce = chance.Hex(8);
        var signature = Signature.Of(token, $"{at}", nonce, encrypt);
        return format == PushFormat.Json
            ? WireJson.Write(new { Encrypt = encrypt, MsgSignature = signature, TimeStamp = at, Nonce = nonce })
            : $"<xml><Encrypt>{CData(encrypt)}</Encrypt><MsgSignature>{CData(signature)}</MsgSignature><TimeStamp>{at}</TimeStamp><Nonce>{CData(nonce)}</Nonce></xml>";
    }

    /// <summary>"]]>" would end the section, so it is spread over two.</summary>
    private static string CData(string text) => $"<![CDATA[{Fields.Clean(text).Replace("]]>", "]]]]><![CDATA[>", StringComparison.Ordinal)}]]>";

    private static string Type(PushFormat format) => format == PushFormat.Json ? "application/json" : "text/xml";
}
