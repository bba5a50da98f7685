using System.Globalization;
using Luzhi.Core;
using Luzhi.Core.Settings;

namespace Luzhi.Bot.Channels.WeChat.WireOut;

/// <summary>What a page shows WeChat's script, so that it may ask the reader something in WeChat's own way.</summary>
public sealed record PageSignature(string AppId, string Timestamp, string Nonce, string Signature);

/// <summary>Signs pages for the JS-SDK under the account's jsapi ticket, which is fetched seldom and kept until shortly before its end.</summary>
public sealed class PageTickets(Platform platform, WeChatSettings settings, Chance chance, TimeProvider clock) : IDisposable
{
    public const string Path = "/cgi-bin/ticket/getticket";
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim gate = new(1);
    private (string Value, DateTimeOffset Until)? kept;

    /// <param name="url">The page's own address, whole.</param>
    /// <param name="ct">The caller's patience.</param>
    /// <returns>Null while the platform gives no ticket: the page then does without.</returns>
    public async Task<PageSignature?> SignAsync(string url, CancellationToken ct)
    {
        if (await TicketAsync(ct) is not { } ticket)
        {
            return null;
        }

        var (nonce, at) = (chance.Hex(8), clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        return new PageSignature(settings.AppId, at, nonce, JsSdkSignature.Of(ticket, nonce, at, url));
    }

    public void Dispose() => gate.Dispose();

    private async Task<string?> TicketAsync(CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            if (kept is { } known && known.Until > clock.GetUtcNow())
            {
                return known.Value;
            }

            if (await platform.GetAsync(Path, "type=jsapi", ct) is not PlatformAnswer.Coded { Code: 0 } given || given.Text("ticket") is not { Length: > 0 } ticket)
            {
                return null;
            }

            kept = (ticket, clock.GetUtcNow() + TimeSpan.FromSeconds(given.Number("expires_in")) - Margin);
            return ticket;
        }
        finally
        {
            gate.Release();
        }
    }
}
