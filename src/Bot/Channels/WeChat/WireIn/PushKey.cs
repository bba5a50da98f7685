using System.Security.Cryptography;
using System.Text;

namespace Luzhi.Bot.Channels.WeChat.WireIn;

/// <summary>
/// The duplicate key. MsgId alone has been seen twice for different people, and most events have none, so each key is made of
/// everything that tells two pushes apart and that the platform repeats unchanged when it tries again. It is a hash:
/// the key is kept for good, and neither openid nor words may be.
/// </summary>
public static class PushKey
{
    public static string Of(Push push, string appId)
    {
        string[] parts = [appId, push.OpenId, $"{push.CreateTime}", .. push.IsEvent ? OfEvent(push) : OfMessage(push)];
        // Each part with its length, so that no two lists of parts can run together to the same text.
        var text = string.Concat(parts.Select(part => $"{part.Length}:{part}"));
        return "wechat:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    // Without a MsgId nothing is made up in its place (a new id for each try would be no guard): the whole content tells it apart.
    private static IEnumerable<string> OfMessage(Push push) =>
        push["MsgId"].Trim() is { Length: > 0 } id ? ["message", id] : ["content", .. push.Fields.Flat()];

    private static IEnumerable<string> OfEvent(Push push) =>
        ["event", push.Event, push["EventKey"], push["MsgID"].Trim(), .. push.Listed().Select(item => $"{item["TemplateId"]} {item["MsgID"]} {item["SubscribeStatusString"]}")];
}
