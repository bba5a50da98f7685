using Luzhi.Core.Messages;

namespace Luzhi.Bot.Channels.WeChat.WireOut;

/// <summary>What was asked for, or what came instead.</summary>
public sealed record Asked<T>(T? Value, SendOutcome? Instead) where T : class;

/// <summary>What the platform says about one follower; nickname and picture are not given any more. Everything but the first is empty for who left.</summary>
/// <param name="Scene">The QR code by which they came, if they did.</param>
public sealed record Follower(bool Follows, DateTimeOffset? Since, string? Language, string? CameBy, string? Scene);

public sealed class Followers(Platform platform, Outcomes outcomes)
{
    public const string Path = "/cgi-bin/user/info";

    public async Task<Asked<Follower>> ReadAsync(string openid, CancellationToken ct)
    {
        var answer = await platform.GetAsync(Path, $"openid={Uri.EscapeDataString(openid)}&lang=zh_CN", ct);
        return answer is PlatformAnswer.Coded { Code: 0 } coded ? new Asked<Follower>(Read(coded), null) : new Asked<Follower>(null, outcomes.Of(answer, repeatable: true));
    }

    private static Follower Read(PlatformAnswer.Coded answer)
    {
        var since = answer.Number("subscribe_time");
        var at = since is > 0 and < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds(since) : (DateTimeOffset?)null;
        return new Follower(answer.Number("subscribe") == 1, at, Given(answer, "language"), Given(answer, "subscribe_scene"), Given(answer, "qr_scene_str"));
    }

    private static string? Given(PlatformAnswer.Coded answer, string name) => answer.Text(name) is { Length: > 0 } text ? text : null;
}
