using Luzhi.Core.Messages;

namespace Luzhi.Bot.Channels.WeChat.WireOut;

/// <param name="Url">What the code says: it can be drawn here, without asking the platform for a picture.</param>
/// <param name="Picture">Where the platform has it drawn.</param>
/// <param name="ExpiresAt">null for a permanent one.</param>
public sealed record SceneCode(string Ticket, string Url, Uri Picture, DateTimeOffset? ExpiresAt);

/// <summary>QR codes that bring a scene with the scan: an invitation's "b_CODE", a place's name.</summary>
public sealed class SceneCodes(Platform platform, Outcomes outcomes, TimeProvider clock)
{
    public const string Path = "/cgi-bin/qrcode/create";
    public const int SceneAtMost = 64;

    public static readonly TimeSpan LongestLife = TimeSpan.FromDays(30);

    /// <param name="scene">1 to 64 characters.</param>
    /// <param name="life">How long it works, 30 days at most; null for one of the account's 100,000 permanent ones.</param>
    /// <param name="ct">The caller's patience.</param>
    public async Task<Asked<SceneCode>> CreateAsync(string scene, TimeSpan? life, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(scene.Length is >= 1 and <= SceneAtMost, true, nameof(scene));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(life ?? LongestLife, LongestLife, nameof(life));
        var answer = await platform.PostAsync(Path, Request(scene, life), ct);
        if (answer is not PlatformAnswer.Coded { Code: 0 } coded)
        {
            return new Asked<SceneCode>(null, outcomes.Of(answer, repeatable: true));
        }

        return coded.Text("ticket") is { Length: > 0 } ticket
            ? new Asked<SceneCode>(new SceneCode(ticket, coded.Text("url") ?? "", Picture(ticket), clock.GetUtcNow() + life), null)
            : new Asked<SceneCode>(null, outcomes.Of(new PlatformAnswer.Silent("no ticket"), repeatable: true));
    }

    // A ticket is base64: its "+" and "=" must be escaped, and nothing may be escaped twice.
    public static Uri Picture(string ticket) => new("https://mp.weixin.qq.com/cgi-bin/showqrcode?ticket=" + Uri.EscapeDataString(ticket));

    private static object Request(string scene, TimeSpan? life)
    {
        var action = new { scene = new { scene_str = scene } };
        return life is { } lasts
            ? new { expire_seconds = (long)lasts.TotalSeconds, action_name = "QR_STR_SCENE", action_info = action }
            : new { action_name = "QR_LIMIT_STR_SCENE", action_info = action };
    }
}
