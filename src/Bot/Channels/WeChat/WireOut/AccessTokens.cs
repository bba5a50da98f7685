using Luzhi.Core.Settings;

namespace Luzhi.Bot.Channels.WeChat.WireOut;

/// <summary>Each fetch makes a new one, even when the platform gives the same value again: a refusal is of this one, not of its successor.</summary>
public sealed class AccessToken(string value, DateTimeOffset renewAt, DateTimeOffset expiresAt)
{
    public string Value { get; } = value;

    public DateTimeOffset RenewAt { get; } = renewAt;

    public DateTimeOffset ExpiresAt { get; } = expiresAt;
}

/// <summary>A token, or the answer that stood in its way.</summary>
public readonly record struct Granted(AccessToken? Token, PlatformAnswer? Failure);

/// <summary>
/// The account's access token: fetched in the stable way, which any number of nodes may do without invalidating one another's, by one
/// caller at a time, and kept until shortly before its end.
/// </summary>
public sealed class AccessTokens(Wire wire, WeChatSettings settings, TimeProvider clock, TokenShelf? shelf = null) : IDisposable
{
    public const string Path = "/cgi-bin/stable_token";

    // The platform allows a forced renewal every 30 s, twenty a day.
    private static readonly TimeSpan BetweenForced = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FailureKept = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestMargin = TimeSpan.FromMinutes(4);

    private readonly SemaphoreSlim gate = new(1);
    private AccessToken? current;
    private string? refusedValue;
    private DateTimeOffset forcedAt = DateTimeOffset.MinValue;
    private (DateTimeOffset Until, PlatformAnswer Answer)? failure;

    /// <param name="refused">The one the platform would not take, if that is why another is needed.</param>
    public async Task<Granted> GetAsync(AccessToken? refused, CancellationToken ct)
    {
        if (Usable(refused) is { } token)
        {
            return new Granted(token, null);
        }

        await gate.WaitAsync(ct);
        try
        {
            // Whoever waited here finds what the one before has fetched: fifty refusals at once are one renewal.
            return Usable(refused) is { } fresh ? new Granted(fresh, null) : await RenewAsync(refused, ct);
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private DateTimeOffset Now => clock.GetUtcNow();

    private AccessToken? Usable(AccessToken? refused) => current is { } token && token != refused && Now < token.RenewAt ? token : null;

    private async Task<Granted> RenewAsync(AccessToken? refused, CancellationToken ct)
    {
        if (shelf is not null && await shelf.ReadAsync(Now, ct) is { } shared && shared.Value != refused?.Value)
        {
            return new Granted(current = shared, null);
        }

        // A wrong secret is not asked about fifty times by fifty waiting sends.
        if (failure is { } recent && Now < recent.Until)
        {
            return Fallback(refused, recent.Answer);
        }

        var answer = await FetchAsync(MustForce(refused), ct);
        if (Read(answer) is not { } token)
        {
            failure = (Now + FailureKept, Failure(answer));
            return Fallback(refused, Failure(answer));
        }

        refusedValue = refused?.Value;
        failure = null;
        if (shelf is not null)
        {
            await shelf.WriteAsync(token, token.ExpiresAt - Now, ct);
        }

        return new Granted(current = token, null);
    }

    /// <summary>
    /// Ordinary renewal gives the same token again until near its end. One that was refused, given again and refused again is dead
    /// though the platform does not know it (its account was reset): only then is a new one forced.
    /// </summary>
    private bool MustForce(AccessToken? refused) => refused is not null && refused.Value == refusedValue && Now - forcedAt >= BetweenForced;

    private Task<PlatformAnswer> FetchAsync(bool force, CancellationToken ct)
    {
        forcedAt = force ? Now : forcedAt;
        return wire.PostAsync(Path, "", new { grant_type = "client_credential", appid = settings.AppId, secret = settings.AppSecret, force_refresh = force }, ct);
    }

    private AccessToken? Read(PlatformAnswer answer)
    {
        if (answer is not PlatformAnswer.Coded { Code: 0 } coded || coded.Text("access_token") is not { Length: > 0 } value)
        {
            return null;
        }

        // Near its end the platform gives a token whose rest is five minutes or less: a fixed margin would renew it at every send.
        var lasts = TimeSpan.FromSeconds(Math.Clamp(coded.Number("expires_in"), 1, 7200));
        var margin = lasts / 4 < LongestMargin ? lasts / 4 : LongestMargin;
        return new AccessToken(value, Now + lasts - margin, Now + lasts);
    }

    /// <summary>Inside the margin the old token still holds.</summary>
    private Granted Fallback(AccessToken? refused, PlatformAnswer answer) =>
        current is { } token && token != refused && Now < token.ExpiresAt ? new Granted(token, null) : new Granted(null, answer);

    private static PlatformAnswer Failure(PlatformAnswer answer) => answer switch
    {
        // Here "invalid credential" is the secret's fault; elsewhere it is a token's, and worth another try.
        PlatformAnswer.Coded { Code: 40001 } coded => coded with { Code = 40125 },
        PlatformAnswer.Coded { Code: 0 } => new PlatformAnswer.Unreachable("no token in the answer"),
        // Without a token the call it was for has not left, whatever became of this one.
        PlatformAnswer.Silent silent => new PlatformAnswer.Unreachable($"token: {silent.Why}"),
        _ => answer,
    };
}
