using System.Globalization;
using System.Net.Http;
using System.Text;
using System.Text.Encodings.Web;

namespace Luzhi.Bot.Simulator;

/// <summary>The account's door as the platform sees it: one HTTP POST, and what came back.</summary>
public delegate Task<PorchAnswer> Porch(PorchCall call, CancellationToken ct);

public sealed record PorchCall(string Query, string ContentType, byte[] Body);

public sealed record PorchAnswer(int Status, byte[] Body);

/// <summary>Carries a push to the account: signed, sealed, five seconds a try, three tries, always the same message.</summary>
internal sealed class Postman(Platform platform, Desk desk)
{
    /// <returns>The account's passive reply, or the platform's own words when it got none it could show.</returns>
    public async Task<PassiveReply> PushAsync(string what, string openId, PushBody body, CancellationToken ct)
    {
        if (!platform.Faults.Strikes(Fault.DuplicatedPushes))
        {
            return await TriedAsync(what, openId, body, ct);
        }

        // The network repeats what the platform sent once: all three are on their way at the same time.
        var all = await Task.WhenAll(TriedAsync(what, openId, body, ct), TriedAsync(what, openId, body, ct), TriedAsync(what, openId, body, ct));
        return all[0];
    }

    private async Task<PassiveReply> TriedAsync(string what, string openId, PushBody body, CancellationToken ct)
    {
        for (var attempt = 1; attempt <= desk.Account.Limits.PushTries; attempt++)
        {
            var (answer, note) = await OnceAsync(openId, body, ct);
            platform.LogPush(what, openId, attempt == 1 ? note : $"{note}（第 {attempt} 次）");
            if (answer is not null)
            {
                return PassiveReply.Read(answer, Signer(), openId);
            }
        }

        return PassiveReply.OutOfService;
    }

    private async Task<(byte[]? Answer, string Note)> OnceAsync(string openId, PushBody body, CancellationToken ct)
    {
        if (platform.Porch is not { } porch)
        {
            return (null, "没有服务器");
        }

        using var limit = new CancellationTokenSource(desk.Account.Limits.PushTime, desk.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            // WaitAsync: a porch that does not look at its token must not hold the platform longer than it waits.
            var answer = await porch(Envelope(openId, body), either.Token).WaitAsync(either.Token);
            return answer.Status == 200 ? (answer.Body, "200") : (null, $"HTTP {answer.Status}");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return (null, "5 秒未回答");
        }
        catch (HttpRequestException)
        {
            return (null, "连接失败");
        }
    }

    private PorchCall Envelope(string openId, PushBody body)
    {
        var words = body.Write(platform.PushFormat);
        var (timestamp, nonce) = (desk.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), desk.Chance.Hex(5));
        var query = $"?signature={Seal.Sign(desk.Account.Token, timestamp, nonce)}&timestamp={timestamp}&nonce={nonce}&openid={UrlEncoder.Default.Encode(openId)}";
        if (platform.PushMode != PushMode.Plain)
        {
            var closed = new Seal(desk.Account.EncodingAesKey, desk.Account.AppId).Close(words, Encoding.ASCII.GetBytes(desk.Chance.Hex(8)));
            query += $"&encrypt_type=aes&msg_signature={Seal.Sign(desk.Account.Token, timestamp, nonce, closed)}";
            var shown = platform.PushMode == PushMode.Safe ? body.Fields.Where(f => f.Name == "ToUserName") : body.Fields;
            words = new PushBody([.. shown, new PushField("Encrypt", closed)]).Write(platform.PushFormat);
        }

        return new PorchCall(query, platform.PushFormat == PushFormat.Xml ? "text/xml" : "application/json", Encoding.UTF8.GetBytes(words));
    }

    private ReplyRules Signer() => new(desk.Account, platform.PushMode, platform.PushFormat);
}
