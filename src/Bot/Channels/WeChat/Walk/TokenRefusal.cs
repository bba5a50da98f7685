using System.Text.RegularExpressions;
using Luzhi.Bot.Channels.WeChat.WireOut;
using Luzhi.Core.Settings;

namespace Luzhi.Bot.Channels.WeChat.Walk;

/// <summary>Why the platform gives no token, and what to do about it: the first thing that goes wrong with a new account.</summary>
internal static partial class TokenRefusal
{
    public static Finding Of(PlatformAnswer answer, WeChatSettings wechat, Words words) => answer switch
    {
        PlatformAnswer.Coded coded => new(Grade.Bad, words.Say($"account.walk.refused.{Key(coded.Code)}", ("code", coded.Code), ("ip", Address(coded.Message)), ("detail", coded.Message))),
        PlatformAnswer.Failed failed => new(Grade.Bad, words.Say("account.walk.refused.http", ("code", failed.Status), ("api", wechat.ApiBaseUrl))),
        _ => new(Grade.Bad, words.Say("account.walk.refused.unreachable", ("api", wechat.ApiBaseUrl))),
    };

    private static string Key(int code) => code switch
    {
        40013 or 41002 => "app",
        40125 or 40001 or 41004 => "secret",
        40164 => "allow_list",
        40243 => "frozen",
        89501 or 89503 => "confirm",
        89506 or 89507 => "rejected",
        45009 or 45011 => "quota",
        -1 or -1000 => "busy",
        _ => "other",
    };

    /// <summary>The very address to add: "invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist".</summary>
    private static string Address(string message) => OwnAddress().Match(message) is { Success: true } found ? found.Groups[1].Value : "";

    [GeneratedRegex(@"invalid ip\s+([0-9A-Fa-f.:]{3,45})")]
    private static partial Regex OwnAddress();
}
