using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;

namespace Luzhi.Bot.Simulator;

internal sealed record ReplyRules(PlatformAccount Account, PushMode Mode, PushFormat Format);

/// <summary>What the account answered to a push: nothing, a bubble, or something the platform cannot show.</summary>
internal sealed record PassiveReply(BubbleContent? Content, bool Fault = false)
{
    private static readonly XmlReaderSettings Strict = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    public static PassiveReply Nothing { get; } = new((BubbleContent?)null);

    public static PassiveReply OutOfService { get; } = new(new BubbleContent("fault", "该公众号暂时无法提供服务，请稍后再试"), true);

    public static PassiveReply Read(byte[] body, ReplyRules rules, string openId)
    {
        var words = Encoding.UTF8.GetString(body);
        if (words is "" or "success")
        {
            return Nothing;
        }

        var outer = Parse(words, rules.Format);
        var sealedReply = outer?.Element("Encrypt") is not null;
        if (outer is null || sealedReply && rules.Mode == PushMode.Plain || !sealedReply && rules.Mode == PushMode.Safe)
        {
            return OutOfService;
        }

        var letter = sealedReply ? Open(outer, rules) : outer;
        return letter is null ? OutOfService : Show(letter, rules, openId);
    }

    private static XElement? Open(XElement envelope, ReplyRules rules)
    {
        var closed = Of(envelope, "Encrypt");
        var expected = Seal.Sign(rules.Account.Token, Of(envelope, "TimeStamp"), Of(envelope, "Nonce"), closed);
        return expected == Of(envelope, "MsgSignature") && new Seal(rules.Account.EncodingAesKey, rules.Account.AppId).Open(closed) is { } words
            ? Parse(words, rules.Format)
            : null;
    }

    private static PassiveReply Show(XElement letter, ReplyRules rules, string openId)
    {
        var addressed = Of(letter, "ToUserName") == openId && Of(letter, "FromUserName") == rules.Account.OriginalId;
        if (!addressed || !long.TryParse(Of(letter, "CreateTime"), CultureInfo.InvariantCulture, out _))
        {
            return OutOfService;
        }

        return Of(letter, "MsgType") switch
        {
            "text" when Fits(Of(letter, "Content"), rules) => new(new BubbleContent("text", Of(letter, "Content"))),
            "image" => new(new BubbleContent("image", "[图片]") { MediaId = letter.Element("Image")?.Element("MediaId")?.Value }),
            "news" when letter.Element("Articles")?.Element("item") is { } item =>
                new(new BubbleContent("news", Of(item, "Description")) { Title = Of(item, "Title"), Url = Of(item, "Url") }),
            "transfer_customer_service" => Nothing,
            _ => OutOfService,
        };
    }

    private static bool Fits(string content, ReplyRules rules) =>
        content.Length > 0 && Encoding.UTF8.GetByteCount(content) <= rules.Account.Limits.TextBytes;

    private static string Of(XElement letter, string name) => letter.Element(name)?.Value ?? "";

    private static XElement? Parse(string words, PushFormat format)
    {
        try
        {
            return format == PushFormat.Json ? FromJson(words) : FromXml(words);
        }
        catch (Exception fault) when (fault is XmlException or JsonException)
        {
            return null;
        }
    }

    private static XElement FromXml(string words)
    {
        using var reader = XmlReader.Create(new StringReader(words), Strict);
        return XElement.Load(reader);
    }

    private static XElement? FromJson(string words) =>
        JsonNode.Parse(words) is JsonObject json ? new XElement("xml", json.Select(p => new XElement(p.Key, p.Value?.ToString()))) : null;
}
