using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Luzhi.Bot.Simulator;

namespace Luzhi.Journeys;

/// <summary>
/// A browser in somebody's hand: WeChat's own on their phone, which the platform knows, or any other. It follows where it is sent, keeps its
/// cookies, and presses buttons; scripts it has none.
/// </summary>
internal sealed class PhoneBrowser(Func<HttpMessageHandler> house, Platform platform, string? openId)
{
    private const string AuthorizePath = "/connect/oauth2/authorize";
    private const int StepsAtMost = 10;

    private readonly CookieContainer cookies = new();
    private Uri here = new("http://nowhere.invalid");

    public IDocument? Page { get; private set; }

    /// <summary>Everything that is written on the page.</summary>
    public string Text => Page?.Body?.TextContent ?? "";

    public Task OpenAsync(string link, CancellationToken ct) => GoAsync(HttpMethod.Get, new Uri(link), null, ct);

    /// <summary>Presses the button, or follows the link, with these words; what is typed goes into the empty or only field of its form.</summary>
    /// <returns>False when there is no such button.</returns>
    public async Task<bool> PressAsync(string words, string? typed, CancellationToken ct)
    {
        if (Find(words) is not var (button, form))
        {
            return await FollowAsync(words, ct);
        }

        var fields = Fields(form, typed);
        if (button.GetAttribute("name") is { } name)
        {
            fields.Add(KeyValuePair.Create(name, button.GetAttribute("value") ?? ""));
        }

        await GoAsync(HttpMethod.Post, Target(form), () => new FormUrlEncodedContent(fields), ct);
        return true;
    }

    /// <summary>Chooses a file for the form's file field, and presses.</summary>
    public async Task<bool> HandInAsync(string words, string fileName, byte[] bytes, CancellationToken ct)
    {
        if (Find(words) is not var (button, form) || FileField(form, fileName)?.GetAttribute("name") is not { } file)
        {
            return false;
        }

        await GoAsync(HttpMethod.Post, Target(form), () =>
        {
            var body = new MultipartFormDataContent();
            foreach (var (name, value) in Fields(form, null))
            {
                body.Add(new StringContent(value), name);
            }

            if (button.GetAttribute("name") is { } pressed)
            {
                body.Add(new StringContent(button.GetAttribute("value") ?? ""), pressed);
            }

            body.Add(new ByteArrayContent(bytes), file, fileName);
            return body;
        }, ct);
        return true;
    }

    private async Task<bool> FollowAsync(string words, CancellationToken ct)
    {
        if (Page?.QuerySelectorAll("a").FirstOrDefault(a => a.TextContent.Trim() == words)?.GetAttribute("href") is not { } to)
        {
            return false;
        }

        await GoAsync(HttpMethod.Get, new Uri(here, to), null, ct);
        return true;
    }

    private (IElement Button, IElement Form)? Find(string words) =>
        Page?.QuerySelectorAll("button").FirstOrDefault(b => b.TextContent.Trim() == words) is { } button && button.Closest("form") is { } form ? (button, form) : null;

    private static List<KeyValuePair<string, string>> Fields(IElement form, string? typed) =>
    [
        .. form.QuerySelectorAll("input:not([type=file]),textarea,select").Where(f => f.HasAttribute("name"))
            .Where(f => f.GetAttribute("type") is not ("checkbox" or "radio") || f.HasAttribute("checked"))
            .Select(f => KeyValuePair.Create(f.GetAttribute("name")!, f is IHtmlSelectElement select ? select.Value ?? "" : Kept(f) || typed is null ? f.GetAttribute("value") ?? f.TextContent : typed)),
    ];

    private static bool Kept(IElement field) => field.GetAttribute("type") is "hidden" or "checkbox" or "radio";

    /// <summary>The first field that takes such a file: a paper is not put where pictures go.</summary>
    private static IElement? FileField(IElement form, string fileName)
    {
        var fields = form.QuerySelectorAll("input[type=file]").ToList();
        var picture = System.IO.Path.GetExtension(fileName) is ".jpg" or ".png";
        return fields.Find(f => picture || f.GetAttribute("accept") != "image/*") ?? fields.FirstOrDefault();
    }

    private Uri Target(IElement form) => form.GetAttribute("action") is { Length: > 0 } action ? new Uri(here, action) : here;

    private async Task GoAsync(HttpMethod method, Uri to, Func<HttpContent>? body, CancellationToken ct)
    {
        using var http = new HttpMessageInvoker(house());
        for (var step = 0; step < StepsAtMost; step++)
        {
            if (to.AbsolutePath == AuthorizePath)
            {
                (method, body) = (HttpMethod.Get, null);
                to = new Uri(platform.Authorize(openId, to.Query) is { Location: { } back } ? back : throw new InvalidOperationException($"the platform refuses {to.Query}"));
                continue;
            }

            using var answer = await http.SendAsync(Request(method, to, body?.Invoke()), ct);
            (here, Page) = (to, await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(ct), ct));
            foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
            {
                cookies.SetCookies(to, cookie);
            }

            if (answer.Headers.Location is not { } next)
            {
                return;
            }

            (method, to, body) = (HttpMethod.Get, new Uri(to, next), null);
        }

        throw new InvalidOperationException($"sent round in circles, at last to {to}");
    }

    private HttpRequestMessage Request(HttpMethod method, Uri to, HttpContent? body)
    {
        var request = new HttpRequestMessage(method, to) { Content = body };
        request.Headers.TryAddWithoutValidation("Cookie", cookies.GetCookieHeader(to));
        request.Headers.UserAgent.Add(openId is null ? new ProductInfoHeaderValue("Mozilla", "5.0") : new ProductInfoHeaderValue("MicroMessenger", "8.0.50"));
        return request;
    }
}
