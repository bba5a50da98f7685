using System.Text.Json;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Luzhi.Bot.Channels.BotFramework.WireIn;

/// <summary>What came of looking for a key: it, or that there is none of that name, or that nobody could be asked.</summary>
public readonly record struct KeyFound(JsonWebKey? Key, bool Asked);

/// <summary>
/// The keys that an issuer signs with, from its OpenID metadata. Kept for a day; asked for again when a token names one that is not
/// among them, since issuers change keys without notice, but no more often than a forger could make us ask.
/// </summary>
public sealed class SigningKeys(string metadata, IDocumentRetriever documents, TimeProvider clock, ILogger log) : IDisposable
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);
    private static readonly TimeSpan BetweenAsking = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim gate = new(1);
    private Dictionary<string, JsonWebKey>? keys;
    private DateTimeOffset fetchedAt = DateTimeOffset.MinValue;
    private DateTimeOffset notBefore = DateTimeOffset.MinValue;

    public async Task<KeyFound> FindAsync(string kid, CancellationToken ct)
    {
        if (Fresh && keys!.TryGetValue(kid, out var known))
        {
            return new(known, true);
        }

        await gate.WaitAsync(ct);
        try
        {
            // Whoever waited here finds what the one before has fetched.
            if (!(Fresh && keys!.ContainsKey(kid)) && clock.GetUtcNow() >= notBefore)
            {
                await FetchAsync(ct);
            }
        }
        finally
        {
            gate.Release();
        }

        // Keys of yesterday are better than none while the issuer cannot be asked.
        return new(keys?.GetValueOrDefault(kid), keys is not null);
    }

    public void Dispose() => gate.Dispose();

    private bool Fresh => keys is not null && clock.GetUtcNow() < fetchedAt + Kept;

    private async Task FetchAsync(CancellationToken ct)
    {
        try
        {
            var told = await OpenIdConnectConfigurationRetriever.GetAsync(metadata, documents, ct);
            keys = told.JsonWebKeySet.Keys.Where(key => !string.IsNullOrEmpty(key.Kid)).DistinctBy(key => key.Kid).ToDictionary(key => key.Kid, StringComparer.Ordinal);
            fetchedAt = clock.GetUtcNow();
            notBefore = fetchedAt + BetweenAsking;
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            notBefore = clock.GetUtcNow() + AfterFailure;
            log.LogWarning("The keys at {Metadata} cannot be had: {Why}", metadata, failure.GetType().Name);
        }
    }

    /// <summary>The channels that a key may speak for.</summary>
    public static IReadOnlyList<string> Endorsements(JsonWebKey key) => key.AdditionalData.TryGetValue("endorsements", out var told) ? told switch
    {
        JsonElement { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.String).Select(e => e.GetString()!)],
        IEnumerable<object> list => [.. list.Select(e => $"{e}")],
        _ => [],
    } : [];
}
