using Luzhi.Core.Settings;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Luzhi.Bot.Channels.BotFramework.WireIn;

/// <summary>Who stands behind a request, so far as its token can show before anybody reads what it says.</summary>
public abstract record Proof
{
    private Proof() { }

    /// <summary>A channel: it may speak only for what its key is endorsed for, and only from the service URL that its token names.</summary>
    public sealed record Channel(string ServiceUrl, IReadOnlyList<string> Endorsements) : Proof;

    /// <summary>The Emulator with our own AppId and password, or, where none is set, whatever runs on this machine.</summary>
    public sealed record Here : Proof;

    /// <param name="Why">For the log alone: whoever is turned away is told nothing.</param>
    public sealed record None(int Status, string Why) : Proof;
}

/// <summary>
/// Checks tokens as botframework.md §4.1 says: issuer, audience, signature by the issuer's present keys, lifetime with skew; and, once
/// the activity is read, endorsement and service URL.
/// </summary>
public sealed class TokenGate(BotFrameworkSettings settings, IssuerKeys keys, TimeProvider clock)
{
    private const int TokenAtMost = 16 * 1024;
    private const string Scheme = "Bearer ";

    private readonly JsonWebTokenHandler handler = new() { MaximumTokenSizeInBytes = TokenAtMost, MapInboundClaims = false };
    private readonly HashSet<string> emulatorIssuers = [.. EmulatorIssuers.Of(settings.TenantId)];

    public async Task<Proof> LookAsync(string authorization, bool fromHere, CancellationToken ct)
    {
        if (!settings.Configured)
        {
            return settings.Local && fromHere ? new Proof.Here() : Refuse("not from this machine");
        }

        if (!authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || authorization.Length > TokenAtMost)
        {
            return Refuse("no token");
        }

        return Read(authorization[Scheme.Length..].Trim()) is { } token ? await LookAsync(token, ct) : Refuse("not a token");
    }

    /// <returns>Why this activity is not believed although its token is sound; null when it is.</returns>
    public static string? Against(Proof proof, Activity activity) => proof switch
    {
        Proof.Channel channel when !channel.Endorsements.Contains(activity.ChannelId, StringComparer.Ordinal) => "key not endorsed for the channel",
        Proof.Channel channel when !ServiceUrl.Same(channel.ServiceUrl, activity.ServiceUrl) => "service URL is not the token's",
        _ when !ServiceUrl.MayBeCalled(activity.ServiceUrl, hereOnly: proof is Proof.Here) => "service URL may not be called",
        _ => null,
    };

    private async Task<Proof> LookAsync(JsonWebToken token, CancellationToken ct)
    {
        var fromChannel = token.Issuer == settings.ChannelIssuer;
        if (!fromChannel && !(settings.Emulator && emulatorIssuers.Contains(token.Issuer)))
        {
            return Refuse("unknown issuer");
        }

        var found = await (fromChannel ? keys.Channel : keys.Emulator).FindAsync(token.Kid ?? "", ct);
        if (found.Key is not { } key)
        {
            return found.Asked ? Refuse("unknown key") : new Proof.None(StatusCodes.Status503ServiceUnavailable, "no keys to check with");
        }

        var result = await handler.ValidateTokenAsync(token, Rules(token.Issuer, key));
        return !result.IsValid ? Refuse(result.Exception.GetType().Name)
            : !fromChannel ? OfEmulator(token)
            : Claim(token, "serviceurl") is { } service ? new Proof.Channel(service, SigningKeys.Endorsements(key))
            : Refuse("no service URL in the token");
    }

    /// <summary>The token's own version says under which name the caller stands; it must be ourselves.</summary>
    private Proof OfEmulator(JsonWebToken token)
    {
        var caller = token.TryGetPayloadValue<string>("ver", out var version) ? version switch
        {
            "" or "1.0" => Claim(token, "appid"),
            "2.0" => Claim(token, "azp"),
            _ => null,
        } : null;
        return caller == settings.AppId ? new Proof.Here() : Refuse("another's emulator");
    }

    private TokenValidationParameters Rules(string issuer, JsonWebKey key) => new()
    {
        ValidIssuer = issuer,
        ValidAudience = settings.AppId,
        IssuerSigningKey = key,
        TryAllIssuerSigningKeys = false,
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512],
        LifetimeValidator = (notBefore, expires, _, _) => InTime(notBefore, expires),
    };

    private bool InTime(DateTime? notBefore, DateTime? expires)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return expires is { } end && now < end + settings.ClockSkew && (notBefore is not { } start || now >= start - settings.ClockSkew);
    }

    private static JsonWebToken? Read(string token)
    {
        try
        {
            return new JsonWebToken(token);
        }
        catch (Exception malformed) when (malformed is ArgumentException or SecurityTokenException)
        {
            return null;
        }
    }

    private static string? Claim(JsonWebToken token, string name) => token.TryGetPayloadValue<string>(name, out var value) && !string.IsNullOrEmpty(value) ? value : null;

    private static Proof.None Refuse(string why) => new(StatusCodes.Status401Unauthorized, why);
}
