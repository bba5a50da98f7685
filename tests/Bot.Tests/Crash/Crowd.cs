using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Luzhi.Bot.Channels.WeChat.WireIn;
using Luzhi.Bot.Tests.WeChat;
using Luzhi.Core;

namespace Luzhi.Bot.Tests.Crash;

/// <summary>One message of a member, and what the platform got for it in its three tries.</summary>
internal sealed record Said(string OpenId, string Xml, string Words)
{
    public bool Acknowledged { get; set; }

    public string DuplicateKey => PushKey.Of(Push.Read(PushBody.Read(Encoding.UTF8.GetBytes(Xml))!)!, Ground.AppId);
}

/// <summary>A report from its first sentence to its saving; its mark is in nobody else's words.</summary>
internal sealed record Reported(string OpenId, string Mark, bool Acknowledged);

/// <summary>
/// Members who talk all at once, each waiting for an answer before saying more, and the platform's half of it: signed safe-mode pushes, five
/// seconds, then another try with the same id. While the house is down the next try waits, and there are as many as the kills need.
/// </summary>
internal sealed class Crowd(HouseProcess house, IReadOnlyList<string> talkers, Chance chance) : IDisposable
{
    /// <summary>The platform's three are over within fifteen seconds, in which no house is killed five times.</summary>
    private const int Tries = 30;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly HttpClient http = new(new SocketsHttpHandler { ConnectTimeout = Patience }) { BaseAddress = new Uri(house.Url) };
    private readonly Envelope envelope = new(WireInHouse.Key, Ground.AppId);
    private long ids;

    public ConcurrentQueue<Said> Pushes { get; } = new();

    public ConcurrentQueue<Reported> Reports { get; } = new();

    /// <summary>What came back in the answer to a push.</summary>
    public ConcurrentQueue<(string OpenId, string Text)> Answers { get; } = new();

    /// <summary>The longest that a try waited for an answer.</summary>
    public TimeSpan Longest { get; private set; }

    public Task TalkAsync(CancellationToken enough) => Task.WhenAll(talkers.Select(openid => TalkAsync(openid, enough)));

    public void Dispose() => http.Dispose();

    private async Task TalkAsync(string openid, CancellationToken enough)
    {
        for (var count = 1; !enough.IsCancellationRequested; count++)
        {
            var mark = $"记号{openid}之{count}";
            string[] lines = (chance.Bytes(1)[0] % 3) switch
            {
                0 => ["我的"],
                1 => [$"汇报 昨天下午去光明社区走访了3户困难群众，{mark}", "1"],
                _ => [$"汇报 昨天走访了3户困难群众，{mark}", "光明社区", "1"],
            };
            var acknowledged = true;
            foreach (var words in lines)
            {
                acknowledged &= await SayAsync(openid, words);
            }

            if (lines.Length > 1)
            {
                Reports.Enqueue(new(openid, mark, acknowledged));
            }
        }
    }

    private async Task<bool> SayAsync(string openid, string words)
    {
        var said = new Said(openid, Xml(openid, words), words);
        Pushes.Enqueue(said);
        for (var tries = 1; tries <= Tries && !said.Acknowledged; tries++)
        {
            await house.UpAsync(RunningHouse.Ct);
            said.Acknowledged = await PushAsync(said);
            if (!said.Acknowledged)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), RunningHouse.RealClock, RunningHouse.Ct);
            }
        }

        return said.Acknowledged;
    }

    private async Task<bool> PushAsync(Said said)
    {
        var (at, nonce, encrypt) = ($"{Now}", chance.Hex(4), envelope.Seal(said.Xml, chance.Bytes(16)));
        var url = $"/wechat?timestamp={at}&nonce={nonce}&encrypt_type=aes&msg_signature={Signature.Of(Vectors.Token, at, nonce, encrypt)}";
        var began = RunningHouse.RealClock.GetTimestamp();
        try
        {
            using var patience = new CancellationTokenSource(Patience);
            using var answer = await http.PostAsync(url, new StringContent($"<xml><Encrypt>{encrypt}</Encrypt></xml>", Encoding.UTF8, "text/xml"), patience.Token);
            var body = await answer.Content.ReadAsStringAsync(patience.Token);
            var took = RunningHouse.RealClock.GetElapsedTime(began);
            Longest = took > Longest ? took : Longest;
            Hear(said.OpenId, body);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception nobody) when (nobody is HttpRequestException or OperationCanceledException or IOException)
        {
            return false;
        }
    }

    private void Hear(string openid, string body)
    {
        if (body.StartsWith('<') && SafeXml.Read(body)?["Encrypt"] is { } inside && Envelope.TryDecode(inside, out var cipher))
        {
            Answers.Enqueue((openid, SafeXml.Read(envelope.Open(cipher)!)!["Content"]!));
        }
    }

    private string Xml(string openid, string words) =>
        $"<xml><ToUserName>gh_a</ToUserName><FromUserName>{openid}</FromUserName><CreateTime>{Now}</CreateTime><MsgType>text</MsgType><Content>{words}</Content><MsgId>{Interlocked.Increment(ref ids)}</MsgId></xml>";

    private static long Now => RunningHouse.RealClock.GetUtcNow().ToUnixTimeSeconds();
}
