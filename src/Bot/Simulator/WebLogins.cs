using System.Globalization;
using System.Text.Json.Nodes;

namespace Luzhi.Bot.Simulator;

/// <summary>Where the phone's browser goes next; or what the platform tells the person instead.</summary>
public sealed record WebPass(string? Location, string? Refusal);

/// <summary>
/// 网页授权 (snsapi_base): a page learns which phone opened it, by a code that works once and for five minutes. Codes are kept by the process
/// alone: whoever restarts the platform opens the link again.
/// </summary>
internal sealed class WebLogins(Desk desk, Func<bool> snapshot)
{
    private const int StateAtMost = 128;
    private static readonly TimeSpan CodeHolds = TimeSpan.FromMinutes(5);
    private static readonly string[] Order = ["appid", "redirect_uri", "response_type", "scope", "state"];

    private readonly Dictionary<string, Code> codes = new(StringComparer.Ordinal);

    public WebPass Authorize(string? openId, PlatformCall call)
    {
        if (Refusal(openId, call) is { } refusal)
        {
            return new WebPass(null, refusal);
        }

        foreach (var old in codes.Where(c => c.Value.DiesAt < desk.Now - CodeHolds).Select(c => c.Key).ToList())
        {
            codes.Remove(old);
        }

        var code = desk.Chance.Hex(16);
        codes[code] = new Code(openId!, desk.Now + CodeHolds, Used: false);
        var back = call.Asked("redirect_uri")!;
        return new WebPass($"{back}{(back.Contains('?') ? '&' : '?')}code={code}&state={call.Asked("state")}", null);
    }

    public PlatformAnswer Exchange(PlatformCall call) => (call.Asked("appid"), call.Asked("secret"), call.Asked("grant_type"), call.Asked("code")) switch
    {
        _ when call.Method != HttpMethods.Get => Errors.WantsGet,
        (null or "", _, _, _) => Errors.NoAppId,
        (_, null or "", _, _) => Errors.NoSecret,
        (_, _, not "authorization_code", _) => Errors.GrantType,
        (_, _, _, null or "") => Errors.NoLoginCode,
        var (id, _, _, _) when id != desk.Account.AppId => Errors.AppId,
        var (_, secret, _, _) when secret != desk.Account.AppSecret => Errors.Secret,
        var (_, _, _, code) when !codes.TryGetValue(code, out var known) || known.DiesAt <= desk.Now => Errors.LoginCode,
        var (_, _, _, code) when codes[code].Used => Errors.LoginCodeUsed,
        var (_, _, _, code) => Given(code),
    };

    private PlatformAnswer Given(string code)
    {
        var known = codes[code];
        codes[code] = known with { Used = true };
        var answer = new JsonObject
        {
            ["access_token"] = "web_" + desk.Chance.Hex(32),
            ["expires_in"] = 7200,
            ["refresh_token"] = "web_" + desk.Chance.Hex(32),
            ["openid"] = known.OpenId,
            ["scope"] = "snsapi_base",
        };
        if (snapshot())
        {
            (answer["openid"], answer["is_snapshotuser"]) = ("o" + desk.Chance.Code(27), 1);
        }

        return PlatformAnswer.Json(answer);
    }

    /// <summary>In the platform's own manner: a page of its own that says what is wrong.</summary>
    private string? Refusal(string? openId, PlatformCall call)
    {
        var given = call.Query.TrimStart('?').Split('&').Select(pair => pair.Split('=')[0]).ToList();
        return true switch
        {
            _ when openId is null || !desk.World.Phones.ContainsKey(openId) => "请在微信客户端打开链接",
            _ when !given.SequenceEqual(Order) => "参数不全，或者顺序不对：" + string.Join('&', given),
            _ when call.Asked("appid") != desk.Account.AppId => "AppID 参数错误",
            _ when call.Asked("response_type") != "code" || call.Asked("scope") is not ("snsapi_base" or "snsapi_userinfo") => "Scope 参数错误或没有 Scope 权限",
            _ when call.Asked("state") is not { Length: > 0 and <= StateAtMost } state || !state.All(char.IsAsciiLetterOrDigit) => "state 参数错误",
            _ when !Uri.TryCreate(call.Asked("redirect_uri"), UriKind.Absolute, out var back) || (desk.Account.WebHost.Length > 0 && back.Authority != desk.Account.WebHost) =>
                string.Create(CultureInfo.InvariantCulture, $"redirect_uri 域名与后台配置不一致，错误码：{10003}"),
            _ => null,
        };
    }

    private sealed record Code(string OpenId, DateTimeOffset DiesAt, bool Used);
}
