using System.Globalization;
using StackExchange.Redis;

namespace Luzhi.Bot.Channels.WeChat.WireOut;

/// <summary>
/// Where several nodes share their token, in Redis. Only a saving: without it, or while it is down, each node fetches its own, which
/// the stable way allows; so nothing here fails, it only does not help.
/// </summary>
public sealed class TokenShelf(IConnectionMultiplexer redis, string appId, ILogger<TokenShelf> log)
{
    private readonly RedisKey key = $"luzhi:wechat:{appId}:token";

    public async Task<AccessToken?> ReadAsync(DateTimeOffset now, CancellationToken ct)
    {
        try
        {
            return Parse(await redis.GetDatabase().StringGetAsync(key).WaitAsync(ct), now);
        }
        catch (Exception down) when (down is RedisException or TimeoutException)
        {
            log.LogWarning("Redis does not give the shared token: {Why}", down.GetType().Name);
            return null;
        }
    }

    public async Task WriteAsync(AccessToken token, TimeSpan lasts, CancellationToken ct)
    {
        try
        {
            var line = string.Create(CultureInfo.InvariantCulture, $"{token.RenewAt.ToUnixTimeSeconds()} {token.ExpiresAt.ToUnixTimeSeconds()} {token.Value}");
            await redis.GetDatabase().StringSetAsync(key, line, lasts).WaitAsync(ct);
        }
        catch (Exception down) when (down is RedisException or TimeoutException)
        {
            log.LogWarning("Redis does not keep the shared token: {Why}", down.GetType().Name);
        }
    }

    private static AccessToken? Parse(string? line, DateTimeOffset now)
    {
        var parts = line?.Split(' ', 3) ?? [];
        return parts.Length == 3 && long.TryParse(parts[0], out var renew) && long.TryParse(parts[1], out var expires) && renew > now.ToUnixTimeSeconds()
            ? new AccessToken(parts[2], DateTimeOffset.FromUnixTimeSeconds(renew), DateTimeOffset.FromUnixTimeSeconds(expires))
            : null;
    }
}
