using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Luzhi.Core;
using Luzhi.Core.Office;
using Luzhi.Core.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Luzhi.Bot.Tests.OfficeConsole;

/// <summary>A browser without a screen: follows links and sends forms as a person would, with the cookies and the form token.</summary>
internal sealed class Browser(Uri house) : IDisposable
{
    private readonly HttpClient http = new(new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = true }) { BaseAddress = house };

    public HttpClient Http => http;

    public HttpResponseMessage Last { get; private set; } = null!;

    public IDocument Page { get; private set; } = null!;

    public string Text => Page.Body!.TextContent;

    public async Task<Browser> SeeAsync(string path) => await ShowAsync(await http.GetAsync(path));

    /// <summary>Fills the form whose button says so and presses it.</summary>
    public async Task<Browser> PressAsync(string button, params (string Name, string Value)[] filled)
    {
        var pressed = Page.QuerySelectorAll("button").First(b => b.TextContent.Trim() == button);
        var form = pressed.Closest("form")!;
        var fields = form.QuerySelectorAll("input,select,textarea").Where(f => f.HasAttribute("name"))
            .Where(f => f.GetAttribute("type") is not ("checkbox" or "radio") || f.HasAttribute("checked"))
            .Select(f => (Name: f.GetAttribute("name")!, Value: f.GetAttribute("value") ?? f.QuerySelector("option")?.GetAttribute("value") ?? ""))
            .Where(f => filled.All(g => g.Name != f.Name)).Concat(filled).ToList();
        if (pressed.GetAttribute("name") is { } name)
        {
            fields.Add((name, pressed.GetAttribute("value") ?? ""));
        }

        var target = pressed.GetAttribute("formaction") ?? form.GetAttribute("action");
        var body = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return await ShowAsync(await http.PostAsync(string.IsNullOrEmpty(target) ? Last.RequestMessage!.RequestUri!.ToString() : target, body));
    }

    /// <summary>Chooses a file in the form that takes one, and sends it.</summary>
    public async Task<Browser> UploadAsync(string name, byte[] file)
    {
        var form = Page.QuerySelector("input[type=file]")!.Closest("form")!;
        using var body = new MultipartFormDataContent { { new ByteArrayContent(file), form.QuerySelector("input[type=file]")!.GetAttribute("name")!, name } };
        foreach (var field in form.QuerySelectorAll("input[name]:not([type=file])"))
        {
            body.Add(new StringContent(field.GetAttribute("value") ?? ""), field.GetAttribute("name")!);
        }

        return await ShowAsync(await http.PostAsync(form.GetAttribute("action"), body));
    }

    public async Task<Browser> SignInAsync(string name, string password)
    {
        await SeeAsync("/console");
        return await PressAsync("登录", ("StaffName", name), ("Password", password));
    }

    /// <summary>Somebody at the console: the office, or a unit's secretary.</summary>
    public static async Task<Browser> AtDeskAsync(RunningHouse house, long? unitId = null, bool approves = true, string name = "秘书小周")
    {
        var book = new StaffBook(house.Database, new ManualClock(), Chance.Seeded(7), house.Services.GetRequiredService<Luzhi.Core.Settings.Words>());
        var password = await book.AddAsync(name, unitId, approves, "测试", RunningHouse.Ct);
        return await new Browser(house.Stranger.BaseAddress!).SignInAsync(name, password);
    }

    public void Dispose() => http.Dispose();

    private async Task<Browser> ShowAsync(HttpResponseMessage answer)
    {
        Last = answer;
        Page = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());
        return this;
    }
}
