namespace Luzhi.Bot.Simulator;

/// <summary>The platform's refusals, in its own numbers and words.</summary>
internal static class Errors
{
    /// <summary>Where the account's server calls from, as the platform sees it.</summary>
    public const string OwnAddress = "203.0.113.7";

    public static PlatformAnswer Busy => Of(-1, "system error");
    public static PlatformAnswer TokenNotLatest => Of(40001, "invalid credential, access_token is invalid or not latest");
    public static PlatformAnswer Address => Of(40164, $"invalid ip {OwnAddress} ipv6 ::ffff:{OwnAddress}, not in whitelist rid: 6721f0d2-1b2c3d4e-5f607182");
    public static PlatformAnswer GrantType => Of(40002, "invalid grant_type");
    public static PlatformAnswer OpenId => Of(40003, "invalid openid");
    public static PlatformAnswer MediaId => Of(40007, "invalid media_id");
    public static PlatformAnswer MessageType => Of(40008, "invalid message type");
    public static PlatformAnswer AppId => Of(40013, "invalid appid");
    public static PlatformAnswer MenuSize => Of(40016, "invalid button size");
    public static PlatformAnswer MenuName => Of(40018, "invalid button name size");
    public static PlatformAnswer MenuKey => Of(40019, "invalid button key size");
    public static PlatformAnswer LoginCode => Of(40029, "invalid code");
    public static PlatformAnswer MenuType => Of(40017, "invalid button type");
    public static PlatformAnswer MenuUrl => Of(40020, "invalid button url size");
    public static PlatformAnswer SubMenuLevel => Of(40022, "invalid sub button level");
    public static PlatformAnswer SubMenuSize => Of(40023, "invalid sub button size");
    public static PlatformAnswer SubMenuType => Of(40024, "invalid sub button type");
    public static PlatformAnswer SubMenuName => Of(40025, "invalid sub button name size");
    public static PlatformAnswer SubMenuKey => Of(40026, "invalid sub button key size");
    public static PlatformAnswer SubMenuUrl => Of(40027, "invalid sub button url size");
    public static PlatformAnswer SubMenuLink => Of(40054, "invalid sub button url domain");
    public static PlatformAnswer MenuLink => Of(40055, "invalid button url domain");
    public static PlatformAnswer Characters => Of(40033, "invalid charset. please check your request, if include \\uxxxx will create fail");
    public static PlatformAnswer Argument => Of(40035, "invalid argument");
    public static PlatformAnswer TemplateId => Of(40037, "invalid template_id");
    public static PlatformAnswer ActionInfo => Of(40053, "invalid action info");
    public static PlatformAnswer Url => Of(40066, "invalid url");
    public static PlatformAnswer LoginCodeUsed => Of(40163, "code been used");
    public static PlatformAnswer NoLoginCode => Of(41008, "missing code");
    public static PlatformAnswer Secret => Of(40125, "invalid appsecret");
    public static PlatformAnswer NoToken => Of(41001, "access_token missing");
    public static PlatformAnswer NoAppId => Of(41002, "appid missing");
    public static PlatformAnswer NoSecret => Of(41004, "appsecret missing");
    public static PlatformAnswer TokenExpired => Of(42001, "access_token expired");
    public static PlatformAnswer WantsGet => Of(43001, "require GET method");
    public static PlatformAnswer WantsPost => Of(43002, "require POST method");
    public static PlatformAnswer NotFollowing => Of(43004, "require subscribe");
    public static PlatformAnswer NoContent => Of(44004, "empty content");
    public static PlatformAnswer TooLong => Of(45002, "content size out of limit");
    public static PlatformAnswer Articles => Of(45008, "article size out of limit");
    public static PlatformAnswer DailyQuota => Of(45009, "reach max api daily quota limit");
    public static PlatformAnswer TooOften => Of(45011, "api minute-quota reach limit, must slower, retry next minute");
    public static PlatformAnswer WindowClosed => Of(45015, "response out of time limit or subscription is canceled");
    public static PlatformAnswer CountUsedUp => Of(45047, "out of response count limit");
    public static PlatformAnswer TypingCommand => Of(45072, "command not supported");
    public static PlatformAnswer TypingTooLate => Of(45080, "no message from user in the last 30 seconds");
    public static PlatformAnswer TypingAlready => Of(45081, "typing status is already on");
    public static PlatformAnswer NoMenu => Of(46003, "menu no exist");
    public static PlatformAnswer NotJson => Of(47001, "data format error");
    public static PlatformAnswer NotAgreed => Of(43101, "user refuse to accept the msg");
    public static PlatformAnswer UserRefuses => Of(48002, "user refuse to accept the msg");

    public static PlatformAnswer Field(string key) => Of(47003, $"argument invalid! data.{key}.value is invalid");

    private static PlatformAnswer Of(int errcode, string errmsg) => PlatformAnswer.Error(errcode, errmsg);
}
