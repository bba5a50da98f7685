using Luzhi.Core.Messages;

namespace Luzhi.Bot.Channels.WeChat.WireOut;

/// <summary>A customer-service message: text, or a menu whose items can be tapped.</summary>
public static class SessionMessage
{
    public const string Path = "/cgi-bin/message/custom/send";

    public static object Of(string openid, Content content)
    {
        var shaped = Shaped.Of(content, WeChatChannel.Carried);
        return shaped.Taps.Count > 0
            ? new { touser = openid, msgtype = "msgmenu", msgmenu = Menu(shaped) }
            : new { touser = openid, msgtype = "text", text = new { content = shaped.Text } };
    }

    // A tap comes back as a text with this id, and so answers exactly its own notice whatever else is open.
    private static object Menu(Shaped shaped) => new
    {
        head_content = shaped.Text,
        list = shaped.Taps.Select(tap => new { id = tap.Id, content = tap.Title }),
        tail_content = "",
    };
}
