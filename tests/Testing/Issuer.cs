using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Tokens;

namespace Luzhi.Testing;

/// <summary>Plays who signs for the Bot Framework: a key that can be changed, the documents that tell of it, and tokens, sound or spoilt in one thing.</summary>
/// <param name="place">Where its documents are.</param>
public sealed class Issuer(string place) : IDocumentRetriever, IDisposable
{
    public const string AppId = "8b1d1f3e-4c54-4a0f-9a59-2f4f3d1a7c11";
    public const string ChannelName = "https://api.botframework.com";
    public const string EmulatorName = "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/";
    public const string ServiceUrl = "https://smba.trafficmanager.net/cn/";

    private static readonly JsonWebTokenHandler Writer = new() { SetDefaultTimesOnTokenCreation = false };

    private RSA key = RSA.Create(2048);
    private int keys = 1;
    private int tokens;

    public string Metadata => place + "/metadata";

    public string Kid => $"key{keys}";

    public IReadOnlyList<string>? Endorsements { get; set; } = ["webchat", "msteams"];

    /// <summary>How often it was asked for its keys.</summary>
    public int Asked { get; private set; }

    public bool Down { get; set; }

    /// <summary>From now on it signs with another key, and tells only of that.</summary>
    public void Rotate() => (key, keys) = (RSA.Create(2048), keys + 1);

    public string Token(DateTimeOffset now, Action<Dictionary<string, object>>? spoil = null, string? kid = null, string algorithm = SecurityAlgorithms.RsaSha256, RSA? by = null)
    {
        var claims = new Dictionary<string, object>
        {
            ["iss"] = ChannelName, ["aud"] = AppId, ["serviceurl"] = ServiceUrl,
            ["nbf"] = now.AddMinutes(-1).ToUnixTimeSeconds(), ["exp"] = now.AddHours(1).ToUnixTimeSeconds(),
        };
        spoil?.Invoke(claims);
        return Writer.CreateToken(JsonSerializer.Serialize(claims), new SigningCredentials(new RsaSecurityKey(by ?? key) { KeyId = kid ?? Kid }, algorithm));
    }

    public string EmulatorToken(DateTimeOffset now, Action<Dictionary<string, object>>? spoil = null) => Token(now, claims =>
    {
        claims.Remove("serviceurl");
        (claims["iss"], claims["ver"], claims["appid"]) = (EmulatorName, "1.0", AppId);
        spoil?.Invoke(claims);
    });

    /// <summary>Our own token, as a channel's Connector expects it.</summary>
    public string BotToken(DateTimeOffset now) => Token(now, claims =>
        (claims["iss"], claims["aud"], claims["ver"], claims["appid"], claims["jti"]) = (EmulatorName, "https://api.botframework.com", "1.0", AppId, $"{++tokens}"));

    public string MetadataDocument => JsonSerializer.Serialize(new { issuer = ChannelName, jwks_uri = place + "/keys", id_token_signing_alg_values_supported = new[] { "RS256" } });

    public string KeysDocument => KeysFor(Endorsements);

    /// <summary>The Emulator's issuer endorses nothing.</summary>
    public string KeysFor(IReadOnlyList<string>? endorsements)
    {
        var open = key.ExportParameters(false);
        var told = new Dictionary<string, object> { ["kty"] = "RSA", ["use"] = "sig", ["kid"] = Kid, ["n"] = Base64UrlEncoder.Encode(open.Modulus), ["e"] = Base64UrlEncoder.Encode(open.Exponent) };
        if (endorsements is not null)
        {
            told["endorsements"] = endorsements;
        }

        return JsonSerializer.Serialize(new { keys = new[] { told } });
    }

    public Task<string> GetDocumentAsync(string address, CancellationToken cancel)
    {
        Asked += address == Metadata ? 1 : 0;
        return Down ? throw new IOException("down") : Task.FromResult(address == Metadata ? MetadataDocument : KeysDocument);
    }

    public void Dispose() => key.Dispose();
}
