namespace Luzhi.Bot.Simulator;

/// <summary>How the account has its pushes sealed (消息加解密方式).</summary>
public enum PushMode { Plain, Compatible, Safe }

public enum PushFormat { Xml, Json }

/// <summary>One Official Account as the platform knows it: what its owner set in the platform's console.</summary>
public sealed record PlatformAccount
{
    public required string AppId { get; init; }
    public required string AppSecret { get; init; }
    public required string Token { get; init; }

    /// <summary>Empty: the account never set one and can only push in the clear.</summary>
    public required string EncodingAesKey { get; init; }

    /// <summary>原始 ID: who the account is inside messages.</summary>
    public string OriginalId { get; init; } = "gh_5c1d3a7f90e2";
    public string Name { get; init; } = "履职通";
    /// <summary>网页授权域名: the one host whose pages may learn who holds a phone. Empty: none was set.</summary>
    public string WebHost { get; init; } = "";
    public PlatformLimits Limits { get; init; } = new();
    /// <summary>订阅通知: what the account chose from the library, as the simulator's own account has them.</summary>
    public IReadOnlyList<PlatformSubscription> Subscriptions { get; init; } = [.. PlatformTemplate.Subscribed.Select(s => PlatformSubscription.Of(s.Key, s.Value))];
    public IReadOnlyList<PlatformTemplate> Templates { get; init; } = [.. PlatformTemplate.Chosen.Select(t => PlatformTemplate.Of(t.Key, t.Value))];
}

/// <summary>The platform's numbers, current official table. Old papers say 20 messages in 48 hours: they are settable.</summary>
public sealed record PlatformLimits
{
    public int MessagesAfterWords { get; init; } = 5;
    public TimeSpan OpenAfterWords { get; init; } = TimeSpan.FromHours(48);
    public int MessagesAfterTouch { get; init; } = 3;
    public TimeSpan OpenAfterTouch { get; init; } = TimeSpan.FromMinutes(1);
    public TimeSpan PushTime { get; init; } = TimeSpan.FromSeconds(5);
    public int PushTries { get; init; } = 3;
    public int TextBytes { get; init; } = 2048;

    /// <summary>Calls a day by route; a route that is not named has no limit here.</summary>
    public IReadOnlyDictionary<string, int> Daily { get; init; } = new Dictionary<string, int>
    {
        [Routes.Token] = 2_000,
        [Routes.StableToken] = 500_000,
        [Routes.CustomSend] = 500_000,
        [Routes.TemplateSend] = 100_000,
        [Routes.UserInfo] = 5_000_000,
        [Routes.CodeCreate] = 100_000,
        [Routes.MenuCreate] = 1_000,
        [Routes.MenuGet] = 10_000,
        [Routes.MediaGet] = 10_000,
        [Routes.SubscriptionSend] = 100_000,
        [Routes.UserList] = 500,
    };
}

/// <summary>The platform's addresses that the stand-in answers.</summary>
public static class Routes
{
    public const string Token = "/cgi-bin/token";
    public const string StableToken = "/cgi-bin/stable_token";
    public const string CustomSend = "/cgi-bin/message/custom/send";
    public const string Typing = "/cgi-bin/message/custom/typing";
    public const string TemplateSend = "/cgi-bin/message/template/send";
    public const string TemplateList = "/cgi-bin/template/get_all_private_template";
    public const string SubscriptionSend = "/cgi-bin/message/subscribe/bizsend";
    public const string SubscriptionList = "/wxaapi/newtmpl/gettemplate";
    public const string UserList = "/cgi-bin/user/get";
    public const string UserInfo = "/cgi-bin/user/info";
    public const string CodeCreate = "/cgi-bin/qrcode/create";
    public const string CodePicture = "/cgi-bin/showqrcode";
    public const string MenuCreate = "/cgi-bin/menu/create";
    public const string MenuGet = "/cgi-bin/menu/get";
    public const string MenuDelete = "/cgi-bin/menu/delete";
    public const string MenuShown = "/cgi-bin/get_current_selfmenu_info";
    public const string PlatformAddresses = "/cgi-bin/get_api_domain_ip";
    public const string CallbackAddresses = "/cgi-bin/getcallbackip";
    public const string Quota = "/cgi-bin/openapi/quota/get";
    public const string MediaGet = "/cgi-bin/media/get";
    public const string WebLogin = "/sns/oauth2/access_token";
    public const string ClearQuota = "/cgi-bin/clear_quota";
}
