using System.Security.Cryptography;
using System.Text;

namespace Luzhi.Bot.Channels.WeChat.WireOut;

/// <summary>
/// What a page inside WeChat shows the platform before it may scan or locate (wechat.md §10): lower-case hex SHA-1 over the four values in
/// the alphabetical order of their keys, none of them URL-encoded.
/// </summary>
public static class JsSdkSignature
{
    /// <param name="url">The page's own address; what follows "#" is not signed.</param>
    public static string Of(string ticket, string nonce, string timestamp, string url) => Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(
        $"jsapi_ticket={ticket}&noncestr={nonce}&timestamp={timestamp}&url={url.Split('#')[0]}")));
}
