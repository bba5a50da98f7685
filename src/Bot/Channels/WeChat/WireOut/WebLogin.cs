using Luzhi.Core.Settings;

namespace Luzhi.Bot.Channels.WeChat.WireOut;

/// <summary>What the platform said of a code that a phone's browser brought back.</summary>
public abstract record WebLoginAnswer
{
    private WebLoginAnswer() { }

    public sealed record Known(string OpenId) : WebLoginAnswer;

    /// <summary>A snapshot of the page, opened under somebody the platform made up: it is nobody.</summary>
    public sealed record Snapshot : WebLoginAnswer;

    /// <summary>Used, too old, or never given.</summary>
    public sealed record Refused : WebLoginAnswer;

    /// <summary>The platform did not answer, or the account may not do this.</summary>
    public sealed record Failed : WebLoginAnswer;
}

/// <summary>网页授权: who holds the phone that opened a page inside WeChat (snsapi_base: nobody is asked anything).</summary>
public sealed class WebLogin(Wire wire, WeChatSettings settings, ILogger<WebLogin> log)
{
    public const string ExchangePath = "/sns/oauth2/access_token";
    public const string AuthorizePath = "/connect/oauth2/authorize";

    /// <summary>Where the phone's browser is sent. The platform wants the parameters in this order.</summary>
    public string Address(string back, string state) =>
        $"{settings.OpenBaseUrl.TrimEnd('/')}{AuthorizePath}?appid={settings.AppId}&redirect_uri={Uri.EscapeDataString(back)}&response_type=code&scope=snsapi_base&state={state}#wechat_redirect";

    /// <summary>A code works once: it is exchanged here and nowhere else. This token is not the account's access token, and is thrown away.</summary>
    public async Task<WebLoginAnswer> ExchangeAsync(string code, CancellationToken ct)
    {
        var query = $"?appid={settings.AppId}&secret={settings.AppSecret}&code={Uri.EscapeDataString(code)}&grant_type=authorization_code";
        switch (await wire.GetAsync(ExchangePath, query, ct))
        {
            case PlatformAnswer.Coded { Code: 0 } coded when coded.Number("is_snapshotuser") == 1:
                return new WebLoginAnswer.Snapshot();
            case PlatformAnswer.Coded { Code: 0 } coded when coded.Text("openid") is { Length: > 0 } openid:
                return new WebLoginAnswer.Known(openid);
            case PlatformAnswer.Coded { Code: 40029 or 40163 or 42003 }:
                return new WebLoginAnswer.Refused();
            case PlatformAnswer.Coded { Code: not 0 } coded:
                log.LogError("WeChat does not let this account know who opens its pages: {Code}", coded.Code);
                return new WebLoginAnswer.Failed();
            default:
                return new WebLoginAnswer.Failed();
        }
    }
}
