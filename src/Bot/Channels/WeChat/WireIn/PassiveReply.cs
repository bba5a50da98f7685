using Luzhi.Core;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Bot.Channels.WeChat.WireIn;

/// <summary>The answer inside the five seconds: written as the push was written, sealed as it was sealed.</summary>
/// <param name="card">Which of the account's own answers these words are, where the platform can show it as more than words.</param>
/// <param name="token">Signs what is sealed.</param>
/// <param name="chance">Nonces and padding.</param>
/// <param name="clock">The house's clock.</param>
public sealed class PassiveReply(Func<string, KeywordAnswer?> card, string token, Chance chance, TimeProvider clock)
{
    /// <summary>What the platform takes for "nothing to say"; anything else it does not know shows the member a fault.</summary>
    public const string Nothing = "success";

    /// <summary>The platform gives the conversation to a human of the account's customer service.</summary>
    private const string Agent = "transfer_customer_service";

    public (string Body, string ContentType) Write(Opening.Opened opened, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return (Nothing, "text/plain");
        }

        var at = clock.GetUtcNow().ToUnixTimeSeconds();
        var reply = opened.Push.Format == PushFormat.Json ? Json(opened.Push, text, at) : Xml(opened.Push, text, at);
        return opened.By is { } envelope
            ? (Sealed(opened.Outer, envelope.Seal(reply, chance.Bytes(Envelope.RandomBytes)), at), Type(opened.Outer))
            : (reply, Type(opened.Push.Format));
    }

    // Sender and receiver change places.
    private string Json(Push push, string text, long at) => card(text) switch
    {
        { Handover: true } => WireJson.Write(new { ToUserName = push.OpenId, FromUserName = push.Account, CreateTime = at, MsgType = Agent }),
        { Article: { } article } => WireJson.Write(new
        {
            ToUserName = push.OpenId,
            FromUserName = push.Account,
            CreateTime = at,
            MsgType = "news",
            ArticleCount = 1,
            Articles = new[] { new { article.Title, article.Description, PicUrl = article.Picture, article.Url } },
        }),
        _ => WireJson.Write(new { ToUserName = push.OpenId, FromUserName = push.Account, CreateTime = at, MsgType = "text", Content = Cut.ToBytes(text, WeChatChannel.Carried.TextBytes) }),
    };

    private string Xml(Push push, string text, long at)
    {
        var (type, rest) = card(text) switch
        {
            { Handover: true } => (Agent, ""),
            { Article: { } article } => ("news", News(article)),
            _ => ("text", $"<Content>{CData(Cut.ToBytes(text, WeChatChannel.Carried.TextBytes))}</Content>"),
        };
        return $"<xml><ToUserName>{CData(push.OpenId)}</ToUserName><FromUserName>{CData(push.Account)}</FromUserName>"
            + $"<CreateTime>{at}</CreateTime><MsgType><![CDATA[{type}]]></MsgType>{rest}</xml>";
    }

    private static string News(Article article) => $"<ArticleCount>1</ArticleCount><Articles><item><Title>{CData(article.Title)}</Title>"
        + $"<Description>{CData(article.Description)}</Description><PicUrl>{CData(article.Picture)}</PicUrl><Url>{CData(article.Url)}</Url></item></Articles>";

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
