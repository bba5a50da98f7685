using System.Text.Json.Nodes;

namespace Luzhi.Bot.Simulator;

/// <summary>The two families of access token, neither of which harms the other's.</summary>
internal sealed class Tokens(Desk desk)
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(2);
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ForcedApart = TimeSpan.FromSeconds(30);
    private const int ForcedADay = 20;
    private readonly List<DateTimeOffset> forced = [];

    /// <summary>Every fetch makes a new one; the one before works five minutes more. Two servers that both fetch undo each other.</summary>
    public PlatformAnswer Ordinary(PlatformCall call)
    {
        if (call.Method != HttpMethods.Get)
        {
            return Errors.WantsGet;
        }

        return Credentials(call.Asked("grant_type"), call.Asked("appid"), call.Asked("secret"))
            ?? Issue(Routes.Token, desk.Now + Overlap);
    }

    /// <summary>The same one until five minutes before its end, then a new one while both work; or, forced, a new one at once.</summary>
    public PlatformAnswer Stable(PlatformCall call)
    {
        if (call.Method != HttpMethods.Post)
        {
            return Errors.WantsPost;
        }

        if (!call.TryRead(out var body))
        {
            return Errors.NotJson;
        }

        if (Credentials(body.Text("grant_type"), body.Text("appid"), body.Text("secret")) is { } refused)
        {
            return refused;
        }

        return body["force_refresh"]?.GetValueKind() == System.Text.Json.JsonValueKind.True ? Force() : Current() ?? Issue(Routes.StableToken, null);
    }

    /// <summary>Why the token of this call is not good; null when it is.</summary>
    public PlatformAnswer? Refusal(PlatformCall call)
    {
        var value = call.Asked("access_token");
        if (string.IsNullOrEmpty(value))
        {
            return Errors.NoToken;
        }

        if (!desk.World.Tokens.TryGetValue(value, out var token) || token.DiesAt <= desk.Now)
        {
            return Errors.TokenNotLatest;
        }

        return token.ExpiresAt <= desk.Now ? Errors.TokenExpired : null;
    }

    private PlatformAnswer? Current()
    {
        var newest = desk.World.Tokens.Values.Where(t => t.Family == Routes.StableToken && t.DiesAt is null).MaxBy(t => t.ExpiresAt);
        return newest is not null && newest.ExpiresAt - desk.Now > Overlap ? Given(newest.Value, newest.ExpiresAt) : null;
    }

    private PlatformAnswer Force()
    {
        forced.RemoveAll(at => at <= desk.Now - TimeSpan.FromDays(1));
        if (forced.Count >= ForcedADay)
        {
            return Errors.DailyQuota;
        }

        if (forced.Count > 0 && desk.Now - forced[^1] < ForcedApart)
        {
            return Errors.TooOften;
        }

        forced.Add(desk.Now);
        return Issue(Routes.StableToken, desk.Now);
    }

    private PlatformAnswer? Credentials(string? grantType, string? appId, string? secret) => (grantType, appId, secret) switch
    {
        (not "client_credential", _, _) => Errors.GrantType,
        (_, null or "", _) => Errors.NoAppId,
        (_, _, null or "") => Errors.NoSecret,
        var (_, id, _) when id != desk.Account.AppId => Errors.AppId,
        var (_, _, word) when word != desk.Account.AppSecret => Errors.Secret,
        _ => null,
    };

    private PlatformAnswer Issue(string family, DateTimeOffset? othersDieAt)
    {
        var value = $"{desk.Now.ToUnixTimeSeconds()}_{desk.Chance.Hex(64)}";
        desk.Happen(new TokenIssued(desk.Now, family, value, desk.Now + Life, othersDieAt));
        return Given(value, desk.Now + Life);
    }

    private PlatformAnswer Given(string value, DateTimeOffset expiresAt) => PlatformAnswer.Json(new JsonObject
    {
        ["access_token"] = value,
        ["expires_in"] = (int)(expiresAt - desk.Now).TotalSeconds,
    });
}
