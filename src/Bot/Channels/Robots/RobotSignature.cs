using System.Security.Cryptography;
using System.Text;

namespace Luzhi.Bot.Channels.Robots;

/// <summary>How a group robot is shown that a message is ours (wechat.md §15). The two platforms use the same parts the other way round.</summary>
public static class RobotSignature
{
    /// <param name="timestamp">Milliseconds since 1970, as it stands in the address.</param>
    /// <returns>URL-encoded, ready for the query.</returns>
    public static string OfDingTalk(string secret, string timestamp) =>
        Uri.EscapeDataString(Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{timestamp}\n{secret}"))));

    /// <param name="timestamp">Seconds since 1970, as it stands in the body.</param>
    public static string OfFeishu(string secret, string timestamp) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes($"{timestamp}\n{secret}"), ReadOnlySpan<byte>.Empty));
}
