using Luzhi.Bot.Channels.WeChat;
using Luzhi.Bot.Channels.WeChat.WireOut;
using Luzhi.Core;
using Luzhi.Core.Messages;
using Luzhi.Core.PhonePages;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;

namespace Luzhi.Bot.PhonePages;

/// <summary>
/// Finds out who opened a page. Inside WeChat the platform says it (网页授权); elsewhere a code from the chat does. The way back is kept in a
/// cookie of this browser alone, under a state that works once, so that nobody can be sent here under another's code.
/// </summary>
public sealed class PhoneDoor(
    WebLogin login, PageBook book, PageCodes codes, PageSeal seal, WeChatSettings wechat, OrganizationSettings organization,
    IDataProtectionProvider protection, Chance chance, TimeProvider clock)
{
    private const string CookiePrefix = "luzhi.back.";
    private const string PathPrefix = "/m/";
    private static readonly TimeSpan BackLives = TimeSpan.FromMinutes(10);

    private readonly ITimeLimitedDataProtector sealedBack = protection.CreateProtector("luzhi.phone.back").ToTimeLimitedDataProtector();

    /// <summary>The address to go to, to show who one is. Without an account of ours WeChat cannot say it either: then the code from the chat.</summary>
    public string Ask(HttpContext context)
    {
        var here = context.Request.Path.Value ?? PathPrefix;
        return wechat.Configured && InWeChat(context.Request) ? login.Address(Front(context.Request) + "/m/in", Remember(context, here)) : $"{context.Request.PathBase}/m/who?to={Uri.EscapeDataString(here)}";
    }

    /// <summary>The way back that this browser was given with this state; it is forgotten by being asked for.</summary>
    public string? Back(HttpContext context, string? state)
    {
        if (state is not { Length: 32 } || !state.All(char.IsAsciiHexDigitLower) || context.Request.Cookies[CookiePrefix + state] is not { } kept)
        {
            return null;
        }

        context.Response.Cookies.Delete(CookiePrefix + state, Options(context.Request));
        try
        {
            return sealedBack.Unprotect(kept) is var back && back.StartsWith(state, StringComparison.Ordinal) && IsPage(back[state.Length..]) ? back[state.Length..] : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    /// <returns>The text's key to show; null when the session stands.</returns>
    public async Task<string?> EnterByWeChatAsync(HttpContext context, string code, CancellationToken ct) => await login.ExchangeAsync(code, ct) switch
    {
        WebLoginAnswer.Known known => await book.HolderAsync(new Address(WeChatChannel.Word, wechat.AppId, known.OpenId), ct) is { } holder ? await OpenAsync(context, holder) : "page.unbound",
        WebLoginAnswer.Snapshot => "page.snapshot",
        WebLoginAnswer.Refused => "page.again",
        _ => "page.busy",
    };

    /// <summary>Digits typed on the page: where the way leads to somebody's page, only that person's code is looked at.</summary>
    public async Task<CodeAnswer> EnterByCodeAsync(HttpContext context, string to, string name, string digits, CancellationToken ct)
    {
        var answer = await SubjectAsync(to, ct) is { } person ? await codes.TryAsync(person, digits, ct)
            : name.Length > 0 ? await codes.TryAsync(name, digits, ct)
            : new CodeAnswer.Wrong();
        if (answer is CodeAnswer.Right right && await book.HolderAsync(right.ContactId, right.PersonId, ct) is { } holder)
        {
            await OpenAsync(context, holder);
            return answer;
        }

        return answer is CodeAnswer.Right ? new CodeAnswer.Wrong() : answer;
    }

    /// <summary>Whether the way says whose page it leads to.</summary>
    public async Task<long?> SubjectAsync(string to, CancellationToken ct)
    {
        if (to.Split('/') is not ["", "m", var page, var token, ..])
        {
            return null;
        }

        var now = clock.GetUtcNow();
        return page switch
        {
            "i" => seal.Open(token, PageKind.Item, now) is { } item ? await book.AddresseeAsync(item.Subject, ct) : null,
            "me" => seal.Open(token, PageKind.Me, now)?.Subject,
            "form" => seal.Open(token, PageKind.Form, now)?.Subject,
            _ => null,
        };
    }

    /// <summary>Only ways within the phone pages, and not those of the door itself.</summary>
    public static bool IsPage(string? path) =>
        path is not null && path.StartsWith(PathPrefix, StringComparison.Ordinal) && path.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '-' or '_') && path.TrimEnd('/').ToLowerInvariant() is not ("/m/in" or "/m/who");

    public static bool InWeChat(HttpRequest request) => request.Headers.UserAgent.ToString().Contains("MicroMessenger", StringComparison.OrdinalIgnoreCase);

    private async Task<string?> OpenAsync(HttpContext context, PageHolder holder)
    {
        await context.SignInAsync(PagesSetup.Scheme, PhoneSession.Principal(holder, chance.Hex(8)));
        return null;
    }

    private string Remember(HttpContext context, string here)
    {
        var state = chance.Hex(16);
        context.Response.Cookies.Append(CookiePrefix + state, sealedBack.Protect(state + here, BackLives), Options(context.Request));
        return state;
    }

    private CookieOptions Options(HttpRequest request) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax, // the way back is a link followed from another site
        Secure = PagesSetup.Secure(organization, request),
        MaxAge = BackLives,
        Path = request.PathBase + "/m/in",
    };

    private string Front(HttpRequest request) =>
        (organization.PublicUrl.Length > 0 ? organization.PublicUrl.TrimEnd('/') : $"{request.Scheme}://{request.Host}") + request.PathBase;
}
