using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Luzhi.Bot.Simulator;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Luzhi.Testing;
using OpenQA.Selenium;
using OpenQA.Selenium.Chrome;
using OpenQA.Selenium.Support.UI;

namespace Luzhi.Bot.Tests.Simulator;

/// <summary>The page as a newcomer meets it: in a browser, with a hand and a keyboard.</summary>
public sealed class InChromiumTests : IAsyncLifetime, IDisposable
{
    private readonly ManualClock real = new();
    private FreshDatabase fresh = null!;
    private PageHost host = null!;
    private ChromeDriver chrome = null!;

    public async Task InitializeAsync()
    {
        var browser = Missing.Find("chromium");
        var driver = Missing.Find("chromedriver");
        if (browser is null || driver is null)
        {
            Missing.Skip("Chromium with its driver");
        }

        fresh = await FreshDatabase.CreateAsync(Provider.Sqlite);
        host = await PageHost.OnLoopbackAsync(fresh.Database, real, House.Find(AppContext.BaseDirectory));
        var options = new ChromeOptions { BinaryLocation = browser };
        options.AddArguments("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage");
        chrome = new ChromeDriver(ChromeDriverService.CreateDefaultService(Path.GetDirectoryName(driver), Path.GetFileName(driver)), options);
    }

    public async Task DisposeAsync()
    {
        if (host is not null)
        {
            await host.DisposeAsync();
            await fresh.DisposeAsync();
        }
    }

    public void Dispose() => chrome?.Dispose();

    [Fact]
    public async Task Two_phones_are_held_at_once_and_what_is_typed_and_answered_stands_in_bubbles()
    {
        Open(1400, 900);
        var (openId, phone) = Held("李秀英");
        See(".phone:nth-child(2)").FindElement(By.CssSelector(".owner b")).Text.ShouldBe("李秀英");
        host.Platform.PushMode = PushMode.Plain;
        host.Platform.Porch = (_, _) => Task.FromResult(Stage.Ok(Stage.TextReply("已记录：您参加", openId)));

        phone.FindElement(By.CssSelector(".say input")).SendKeys("我一定到" + Keys.Enter);

        Until(() => Texts(phone, ".said.own .bubble").Contains("我一定到") && Texts(phone, ".said:not(.own) .bubble").Contains("已记录：您参加"));
        await MenuAsync(openId);
        Until(() => phone.FindElements(By.CssSelector(".items button")).Count == 2);
        phone.FindElement(By.CssSelector(".items button")).Click();
        Until(() => Texts(phone, ".said.own .bubble").Contains("1 参加"));
        Complaints().ShouldBeEmpty();
    }

    [Fact]
    public void The_clock_is_pulled_with_a_button_and_says_so()
    {
        Open(1400, 900);
        See("[data-minutes='1440']").Click();
        Until(() => See("#shift").Text == "模拟时钟：已拨快 1 天");
        See("#now").Text.ShouldContain("2026年11月24日");
    }

    [Fact]
    public void On_a_small_screen_everything_is_within_reach_of_the_thumb_and_the_keyboard()
    {
        Open(360, 740);
        chrome.ExecuteScript("return [window.innerWidth, document.documentElement.scrollWidth].join()").ShouldBe("360,360");
        See(".panes [data-pane='people']").Click();
        See("#who").SendKeys("陈晓燕");
        Until(() => chrome.FindElements(By.CssSelector(".found button")).Count == 1);
        See(".found button").Text.ShouldContain("绑定码 QU3BCG");
        See("#who").SendKeys(Keys.Enter);
        Until(() => chrome.FindElements(By.CssSelector(".phone")).Count == 3);

        var phone = chrome.FindElements(By.CssSelector(".phone"))[2];
        phone.FindElement(By.CssSelector(".follow")).SendKeys(Keys.Enter);
        Until(() => !phone.FindElement(By.CssSelector(".welcome")).Displayed);
        Complaints().ShouldBeEmpty();
    }

    private void Open(int width, int height)
    {
        // The window itself does not get as narrow as a phone.
        chrome.ExecuteCdpCommand("Emulation.setDeviceMetricsOverride", new() { ["width"] = width, ["height"] = height, ["deviceScaleFactor"] = 1, ["mobile"] = width < 500 });
        chrome.Navigate().GoToUrl(new Uri(host.Http.BaseAddress!, "/simulator"));
        Until(() => chrome.FindElements(By.CssSelector(".phone .owner b")).Any(b => b.Text.Length > 0) && See("#now").Text.Length > 5);
    }

    private (string OpenId, IWebElement Phone) Held(string name)
    {
        Until(() => chrome.FindElements(By.CssSelector(".phone")).Any(p => p.FindElement(By.CssSelector(".owner b")).Text == name));
        var phone = chrome.FindElements(By.CssSelector(".phone")).First(p => p.FindElement(By.CssSelector(".owner b")).Text == name);
        return (host.Platform.Look(w => w.Phones.Values.First(p => p.Name == name).OpenId), phone);
    }

    private async Task MenuAsync(string openId)
    {
        var account = host.Settings.WeChat;
        using var wire = new HttpClient(new PlatformHandler(host.Platform)) { BaseAddress = new Uri("http://platform") };
        var token = await wire.GetFromJsonAsync<JsonObject>($"{Routes.Token}?grant_type=client_credential&appid={account.AppId}&secret={account.AppSecret}");
        using var menu = new StringContent("{\"touser\":\"" + openId + "\",\"msgtype\":\"msgmenu\",\"msgmenu\":{\"head_content\":\"请答复\",\"list\":[{\"id\":\"a1:1\",\"content\":\"1 参加\"},{\"id\":\"a1:2\",\"content\":\"2 请假\"}],\"tail_content\":\"\"}}");
        await wire.PostAsync($"{Routes.CustomSend}?access_token={token!["access_token"]}", menu);
    }

    private IWebElement See(string selector) => chrome.FindElement(By.CssSelector(selector));

    private static IEnumerable<string> Texts(IWebElement within, string selector) => within.FindElements(By.CssSelector(selector)).Select(e => e.Text);

    /// <summary>What the browser complained of: a refused script, a failed request.</summary>
    private IEnumerable<string> Complaints() => chrome.Manage().Logs.GetLog(LogType.Browser).Select(l => l.Message);

    private void Until(Func<bool> fact) => new WebDriverWait(chrome, TimeSpan.FromSeconds(20)) { PollingInterval = TimeSpan.FromMilliseconds(50) }.Until(_ =>
    {
        try
        {
            return fact();
        }
        catch (StaleElementReferenceException)
        {
            return false; // drawn anew while we looked
        }
    });
}
