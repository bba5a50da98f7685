using Luzhi.Core.Messages;

namespace Luzhi.Bot.Channels.BotFramework;

/// <summary>
/// What each channel behind the Bot Framework carries; a channel that is not in it gets what any will take. Texts go as plain text
/// everywhere: an office's words may hold * and _ and single line ends, which Markdown would eat.
/// </summary>
internal static class ChannelTable
{
    public static Carries Of(string channelId) => channelId switch
    {
        "webchat" or "directline" or "emulator" => new(64_000, ChoiceShape.Buttons),
        "msteams" => new(20_000, ChoiceShape.Buttons, ChoicesAtMost: 3),
        "telegram" => new(4_096, ChoiceShape.Buttons),
        "line" => new(4_096, ChoiceShape.Buttons),
        "facebook" => new(2_000, ChoiceShape.Buttons),
        "email" => new(64_000, ChoiceShape.Lines),
        "sms" => new(1_600, ChoiceShape.Lines),
        _ => Carries.Least,
    };

    /// <summary>Shows the words that were tapped, while the id travels beside them; elsewhere the id travels alone and unseen.</summary>
    public static bool TakesMessageBack(string channelId) => channelId is "webchat" or "directline" or "emulator" or "msteams";
}
