using Luzhi.Core.Messages;

namespace Luzhi.Bot.Channels.BotFramework.WireOut;

/// <summary>What the house says, as an activity.</summary>
internal static class Speech
{
    public static Dictionary<string, object?> Of(Address to, WireReference reference, Content content)
    {
        var channel = BotFrameworkChannel.ChannelOf(to);
        var shaped = Shaped.Of(content, ChannelTable.Of(channel));
        var activity = Bare("message", to, reference);
        activity["text"] = shaped.Text;
        activity["textFormat"] = "plain"; // said outright: what is not said, some channels take for Markdown
        activity["locale"] = "zh-CN";
        activity["inputHint"] = "acceptingInput";
        if (shaped.Taps.Count > 0)
        {
            activity["suggestedActions"] = new { to = new[] { to.ExternalId }, actions = shaped.Taps.Select(tap => Button(tap, channel)).ToArray() };
        }

        return activity;
    }

    public static Dictionary<string, object?> Typing(Address to, WireReference reference) => Bare("typing", to, reference);

    private static object Button(Tappable tap, string channel) => ChannelTable.TakesMessageBack(channel)
        ? new { type = "messageBack", title = tap.Title, displayText = tap.Title, text = tap.Title, value = tap.Id }
        : new { type = "postBack", title = tap.Title, value = tap.Id };

    private static Dictionary<string, object?> Bare(string type, Address to, WireReference reference)
    {
        var activity = new Dictionary<string, object?>
        {
            ["type"] = type,
            ["channelId"] = BotFrameworkChannel.ChannelOf(to),
            ["serviceUrl"] = reference.ServiceUrl,
            ["from"] = new { id = reference.Bot, role = "bot" },
            ["recipient"] = new { id = to.ExternalId },
            ["conversation"] = new { id = reference.Conversation },
        };
        if (reference.Heard is { } heard)
        {
            activity["replyToId"] = heard;
        }

        return activity;
    }
}
