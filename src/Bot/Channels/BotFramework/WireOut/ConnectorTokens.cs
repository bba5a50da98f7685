using System.Net;
using System.Text.Json;
using Luzhi.Core.Settings;

namespace Luzhi.Bot.Channels.BotFramework.WireOut;

/// <summary>Each fetch makes a new one: a refusal is of this one, not of its successor.</summary>
public sealed class ConnectorToken(string value, DateTimeOffset renewAt)
{
    public string Value { get; } = value;

    public DateTimeOffset RenewAt { get; } = renewAt;
}

/// <summary>Our own token for the channels, by client credentials: fetched by one caller at a time, kept until shortly before its end.</summary>
public sealed class ConnectorTokens(IHttpClientFactory http, BotFrameworkSettings settings, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan LongestMargin = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan FailureKept = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim gate = new(1);
    private ConnectorToken? current;
    private (DateTimeOffset Until, ConnectorAnswer Answer)? failure;

    /// <param name="refused">The one a channel would not take, if that is why another is needed.</param>
    public async Task<(ConnectorToken? Token, ConnectorAnswer? Failure)> GetAsync(ConnectorToken? refused, CancellationToken ct)
    {
        if (Usable(refused) is { } token)
        {
            return (token, null);
        }

        await gate.WaitAsync(ct);
        try
        {
            // Whoever waited here finds what the one before has fetched: fifty refusals at once are one renewal.
            return Usable(refused) is { } fresh ? (fresh, null) : await RenewAsync(ct);
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private ConnectorToken? Usable(ConnectorToken? refused) => current is { } token && token != refused && clock.GetUtcNow() < token.RenewAt ? token : null;

    private async Task<(ConnectorToken?, ConnectorAnswer?)> RenewAsync(CancellationToken ct)
    {
        // A wrong password is not asked about fifty times by fifty waiting sends.
        if (failure is { } recent && clock.GetUtcNow() < recent.Until)
        {
            return (null, recent.Answer);
        }

        var (token, why) = await FetchAsync(ct);
        current = token ?? current;
        failure = why is null ? null : (clock.GetUtcNow() + FailureKept, why);
        return (token, why);
    }

    private async Task<(ConnectorToken?, ConnectorAnswer?)> FetchAsync(CancellationToken ct)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = settings.AppId,
            ["client_secret"] = settings.AppPassword,
            ["scope"] = settings.Scope,
        });
        using var patience = new CancellationTokenSource(BotFrameworkWiring.Patience, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            var tenant = settings.TenantId.Length > 0 ? settings.TenantId : "botframework.com";
            var url = new Uri($"{settings.LoginUrl.TrimEnd('/')}/{Uri.EscapeDataString(tenant)}/oauth2/v2.0/token");
            using var answer = await http.CreateClient(BotFrameworkWiring.Client).PostAsync(url, form, both.Token);
            return Read(answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(both.Token));
        }
        catch (Exception failed) when (failed is HttpRequestException || (failed is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return (null, new ConnectorAnswer.Unreachable("token")); // without a token nothing was said
        }
    }

    private (ConnectorToken?, ConnectorAnswer?) Read(HttpStatusCode status, byte[] body)
    {
        var told = Json.Read(body);
        if (status == HttpStatusCode.OK && told?.Text("access_token") is { Length: > 0 } value)
        {
            var lasts = TimeSpan.FromSeconds(told.Value.TryGetProperty("expires_in", out var written) && written.TryGetInt32(out var seconds) ? Math.Clamp(seconds, 1, 86_400) : 300);
            var margin = lasts / 4 < LongestMargin ? lasts / 4 : LongestMargin;
            return (new ConnectorToken(value, clock.GetUtcNow() + lasts - margin), null);
        }

        // 400 and 401 are about us (invalid_client, unauthorized_client, no such tenant); all else is about them.
        return (null, status is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized
            ? new ConnectorAnswer.NotUs(told?.Text("error") ?? $"{(int)status}")
            : new ConnectorAnswer.Unreachable($"token {(int)status}"));
    }
}
