using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Dom;
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

    /// <summary>Presses the button with these words; what is typed goes into the empty or only field of its form.</summary>
    /// <returns>False when there is no such button.</returns>
    public async Task<bool> PressAsync(string words, string? typed, CancellationToken ct)
    {
        if (Page?.QuerySelectorAll("button").FirstOrDefault(b => b.TextContent.Trim() == words) is not { } button || button.Closest("form") is not { } form)
        {
            return false;
        }

        var fields = form.QuerySelectorAll("input,textarea").Where(f => f.HasAttribute("name"))
            .Select(f => KeyValuePair.Create(f.GetAttribute("name")!, f.GetAttribute("type") == "hidden" || typed is null ? f.GetAttribute("value") ?? f.TextContent : typed)).ToList();
        if (button.GetAttribute("name") is { } name)
        {
            fields.Add(KeyValuePair.Create(name, button.GetAttribute("value") ?? ""));
        }

        var to = form.GetAttribute("action") is { Length: > 0 } action ? new Uri(here, action) : here;
        await GoAsync(HttpMethod.Post, to, fields, ct);
        return true;
    }

    private async Task GoAsync(HttpMethod method, Uri to, List<KeyValuePair<string, string>>? fields, CancellationToken ct)
    {
        using var http = new HttpMessageInvoker(house());
        for (var step = 0; step < StepsAtMost; step++)
        {
            if (to.AbsolutePath == AuthorizePath)
            {
                (method, fields) = (HttpMethod.Get, null);
                to = new Uri(platform.Authorize(openId, to.Query) is { Location: { } back } ? back : throw new InvalidOperationException($"the platform refuses {to.Query}"));
                continue;
            }

            using var answer = await http.SendAsync(Request(method, to, fields), ct);
            (here, Page) = (to, await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(ct), ct));
            foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
            {
                cookies.SetCookies(to, cookie);
            }

            if (answer.Headers.Location is not { } next)
            {
                return;
            }

            (method, to, fields) = (HttpMethod.Get, new Uri(to, next), null);
        }

        throw new InvalidOperationException($"sent round in circles, at last to {to}");
    }

    private HttpRequestMessage Request(HttpMethod method, Uri to, List<KeyValuePair<string, string>>? fields)
    {
        var request = new HttpRequestMessage(method, to) { Content = fields is null ? null : new FormUrlEncodedContent(fields) };
        request.Headers.TryAddWithoutValidation("Cookie", cookies.GetCookieHeader(to));
        request.Headers.UserAgent.Add(openId is null ? new ProductInfoHeaderValue("Mozilla", "5.0") : new ProductInfoHeaderValue("MicroMessenger", "8.0.50"));
        return request;
    }
}
