using System.Globalization;
using Luzhi.Bot.Channels.WeChat.WireIn;
using Luzhi.Core;
using Luzhi.Core.Settings;

namespace Luzhi.Bot.Channels.WeChat.Walk;

/// <summary>Asks our own public address the way the platform does when the server URL is entered, and looks whether the echo comes back.</summary>
internal sealed class CallbackProbe(IHttpClientFactory http, WeChatSettings wechat, Words words, Chance chance, TimeProvider clock)
{
    public const string Client = "wechat-callback";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private const int EchoAtMost = 4096;

    public async Task<Finding> LookAsync(string publicUrl, CancellationToken ct)
    {
        if (publicUrl.Length == 0)
        {
            return new(Grade.Warning, words["account.walk.callback.unset"]);
        }

        var address = publicUrl.TrimEnd('/') + Porch.Path;
        var echo = chance.Hex(8);
        var (came, why) = await AskAsync($"{address}?{Query(echo)}", ct);
        return came == echo
            ? new(Grade.Good, words.Say("account.walk.callback.good", ("url", address), ("mode", words[$"account.walk.callback.{wechat.EffectiveMode.ToString().ToLowerInvariant()}"])))
            : new(Grade.Bad, words.Say("account.walk.callback.bad", ("url", address), ("why", why)));
    }

    private async Task<(string? Echo, string Why)> AskAsync(string url, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            using var answer = await http.CreateClient(Client).GetAsync(url, both.Token);
            var status = (int)answer.StatusCode;
            return status switch
            {
                200 => (await answer.Content.ReadAsStringAsync(both.Token), words["account.walk.callback.other"]),
                >= 300 and < 400 => (null, words.Say("account.walk.callback.redirect", ("code", status))),
                401 => (null, words["account.walk.callback.token"]),
                503 => (null, words["account.walk.callback.closed"]),
                _ => (null, words.Say("account.walk.callback.status", ("code", status))),
            };
        }
        catch (HttpRequestException failure)
        {
            return (null, words.Say("account.walk.callback.unreachable", ("why", failure.HttpRequestError)));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return (null, words["account.walk.callback.slow"]);
        }
    }

    private string Query(string echo)
    {
        var (at, nonce) = (clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), chance.Hex(4));
        return $"signature={Signature.Of(wechat.Token, at, nonce)}&timestamp={at}&nonce={nonce}&echostr={echo}";
    }

    /// <summary>No redirects are followed: the platform does not follow them either. Nobody's page is read whole.</summary>
    public static void Wire(IServiceCollection services) => services
        .AddHttpClient(Client, client => client.MaxResponseContentBufferSize = EchoAtMost)
        .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        .RemoveAllLoggers();
}
