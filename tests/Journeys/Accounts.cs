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

    /// <summary>A verified service account with a template for every kind of doorbell.</summary>
    public static WeChatAccount Full { get; } = new() { Templates = PlatformTemplate.Chosen };
}
