using System.Globalization;
using System.Text;
using Luzhi.Bot.Simulator;
using Luzhi.Core;

namespace Luzhi.Bot.Load;

/// <summary>
/// The people who push: each message is sealed and signed as the platform does it, by the stand-in's own hand and not by the channel's, so that
/// a mistake of the channel does not hide behind itself.
/// </summary>
internal sealed class Crowd(LoadPlan plan, Chance chance, TimeProvider clock)
{
    private readonly Seal seal = new(plan.AesKey, plan.AppId);

    // Another run must not meet the duplicate keys of this one.
    private readonly long firstId = BitConverter.ToInt64(chance.Bytes(8)) & 0xFFFF_FFFF_FFFF;
    private readonly string nonce = chance.Hex(5);

    public static string OpenId(long person) => $"oBench{person:D22}";

    /// <summary>The n-th message: its person, its words; the same however often it is asked for, but for the time of signing.</summary>
    public byte[] Message(long n)
    {
        var at = clock.GetUtcNow().ToUnixTimeSeconds();
        var words = $"<xml><ToUserName><![CDATA[gh_bench]]></ToUserName><FromUserName><![CDATA[{OpenId(n % plan.People)}]]></FromUserName>"
            + $"<CreateTime>{at}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[{plan.Text}]]></Content><MsgId>{firstId + n}</MsgId></xml>";
        return Sign(seal.Close(words, chance.Bytes(16)), OpenId(n % plan.People), at);
    }

    /// <summary>What the platform asks when the address is entered at its console; <paramref name="echo"/> must come back.</summary>
    public byte[] Greeting(string echo)
    {
        var at = Text(clock.GetUtcNow().ToUnixTimeSeconds());
        return Encoding.UTF8.GetBytes($"GET {plan.Server.AbsolutePath}?signature={Seal.Sign(plan.Token, at, nonce)}&timestamp={at}&nonce={nonce}&echostr={echo} HTTP/1.1\r\nHost: {plan.Server.Authority}\r\n\r\n");
    }

    private byte[] Sign(string closed, string openId, long at)
    {
        var time = Text(at);
        var body = $"<xml><ToUserName><![CDATA[gh_bench]]></ToUserName><Encrypt><![CDATA[{closed}]]></Encrypt></xml>";
        return Encoding.UTF8.GetBytes(
            $"POST {plan.Server.AbsolutePath}?signature={Seal.Sign(plan.Token, time, nonce)}&timestamp={time}&nonce={nonce}&openid={openId}"
            + $"&encrypt_type=aes&msg_signature={Seal.Sign(plan.Token, time, nonce, closed)} HTTP/1.1\r\nHost: {plan.Server.Authority}\r\n"
            + $"Content-Type: text/xml\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
