using Luzhi.Bot.Simulator;
using Luzhi.Core.Settings;

namespace Luzhi.Journeys;

/// <summary>The one account of every story, as the platform has it and as the house is told of it.</summary>
internal static class Accounts
{
    public static PlatformAccount OfPlatform { get; } = new()
    {
        AppId = "wx1a2b3c4d5e6f7890",
        AppSecret = "0123456789abcdef0123456789abcdef",
        Token = "JourneyToken",
        EncodingAesKey = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
    };

    public static WeChatSettings Wire { get; } = new()
    {
        AppId = OfPlatform.AppId,
        AppSecret = OfPlatform.AppSecret,
        Token = OfPlatform.Token,
        EncodingAesKey = OfPlatform.EncodingAesKey,
        ApiBaseUrl = "http://platform.invalid",
    };

    /// <summary>A verified service account with a template for every kind of doorbell, and subscriptions that nobody has agreed to yet.</summary>
    public static WeChatAccount Full { get; } = new() { Templates = PlatformTemplate.Chosen, Subscriptions = PlatformTemplate.Subscribed };

    /// <summary>The same with what an office puts into wechat.yaml for the public.</summary>
    public static WeChatAccount Public { get; } = Full with
    {
        FollowGreeting = "欢迎关注东湖区政协。回复“地址”看我们在哪里。",
        PublicGreeting = "您好，这里是东湖区政协。",
        MemberGreeting = "{name}委员您好，又见面了。",
        Keywords =
        [
            new(["地址", "在哪里"], "东湖路1号。", Match: KeywordMatch.Contains),
            new(["主席信箱"], Article: new Article("主席信箱", "https://donghu.example/mail", "点这里写信")),
            new(["人工"], Handover: true),
        ],
    };
}
