namespace Luzhi.Bot.Channels.WeChat;

public sealed class WeChatChannel
{
    /// <summary>The channel's word in addresses.</summary>
    public const string Word = "wechat";
}
