using System.Text.Json;
using System.Text.Json.Nodes;
using OpenQA.Selenium;
using OpenQA.Selenium.Chrome;
using OpenQA.Selenium.Interactions;
using OpenQA.Selenium.Support.UI;

namespace Luzhi.Bot.Tests.OfficeConsole;

/// <summary>
/// A real browser without a screen, at one house. It remembers whatever the pages complained of and whatever they asked of whom.
/// Pictures of what it saw go to the folder LUZHI_SHOTS.
/// </summary>
internal sealed class Chromium : IDisposable
{
    private const int StopsAtMost = 120;
    private readonly ChromeDriver chrome;
    private readonly Uri house;
    private readonly string profile = Directory.CreateTempSubdirectory("luzhi-chromium-").FullName;

    private Chromium(string browser, string driver, Uri house)
    {
        this.house = house;
        var options = new ChromeOptions { BinaryLocation = browser };
        options.AddArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--no-first-run", $"--user-data-dir={profile}");
        options.SetLoggingPreference(LogType.Browser, LogLevel.All);
        options.SetLoggingPreference("performance", LogLevel.All);
        chrome = new ChromeDriver(ChromeDriverService.CreateDefaultService(Path.GetDirectoryName(driver), Path.GetFileName(driver)), options);
    }

    public string Text => See("body").Text;

    public static Chromium At(RunningHouse house, int width = 1280) => At(house.Stranger.BaseAddress!, width);

    public static Chromium At(Uri house, int width)
    {
        if (Missing.Find("chromium") is not { } browser || Missing.Find("chromedriver") is not { } driver)
        {
            Missing.Skip("Chromium with its driver");
            return null!;
        }

        var chromium = new Chromium(browser, driver, house);
        chromium.Widen(width);
        return chromium;
    }

    /// <summary>The window itself does not get as narrow as a phone.</summary>
    public void Widen(int width) => chrome.ExecuteCdpCommand("Emulation.setDeviceMetricsOverride", new()
    {
        ["width"] = width,
        ["height"] = 800,
        ["deviceScaleFactor"] = 1,
        ["mobile"] = width < 500,
    });

    /// <summary>As in a lift: nothing leaves, nothing comes.</summary>
    public void Offline(bool cut)
    {
        chrome.ExecuteCdpCommand("Network.enable", []);
        chrome.ExecuteCdpCommand("Network.emulateNetworkConditions", new() { ["offline"] = cut, ["latency"] = 0, ["downloadThroughput"] = -1, ["uploadThroughput"] = -1 });
    }

    public void Open(string path) => chrome.Navigate().GoToUrl(new Uri(house, path));

    public IWebElement See(string selector) => chrome.FindElement(By.CssSelector(selector));

    /// <summary>Waits for a fact; what is drawn anew while we look is looked at again.</summary>
    public void Until(Func<bool> fact, string? what = null) => new WebDriverWait(chrome, TimeSpan.FromSeconds(60)) { PollingInterval = TimeSpan.FromMilliseconds(50), Message = what ?? "" }.Until(_ =>
    {
        try
        {
            return fact();
        }
        catch (WebDriverException gone) when (IsGone(gone))
        {
            return false;
        }
    });

    public void UntilSays(string words) => Until(() => Text.Contains(words, StringComparison.Ordinal), $"the page says {words}");

    /// <summary>With the Tab key alone, as somebody without a mouse.</summary>
    public Chromium TabTo(string selector)
    {
        for (var stops = 0; stops < StopsAtMost; stops++)
        {
            if (Here(selector))
            {
                return this;
            }

            Press(Keys.Tab);
        }

        throw new InvalidOperationException($"{selector} is not reached by the Tab key");
    }

    public Chromium Press(string keys)
    {
        new Actions(chrome).SendKeys(keys).Perform();
        return this;
    }

    /// <summary>To the field by Tab, in place of what it holds.</summary>
    public Chromium Fill(string selector, string text)
    {
        TabTo(selector);
        new Actions(chrome).KeyDown(Keys.Control).SendKeys("a").KeyUp(Keys.Control).SendKeys(Keys.Delete).SendKeys(text).Perform();
        return this;
    }

    /// <summary>To the button by Tab, Enter on it; a question that is asked then is confirmed.</summary>
    public void Choose(string selector, bool asked = false)
    {
        var before = See("html");
        TabTo(selector).Press(Keys.Enter);
        if (asked)
        {
            new WebDriverWait(chrome, TimeSpan.FromSeconds(60)).Until(_ => chrome.SwitchTo().Alert() is not null);
            chrome.SwitchTo().Alert().Accept();
        }

        Until(() => IsGone(before), $"{selector} leads on");
    }

    public void SignIn(string name, string password)
    {
        Open("/console");
        Fill("[name=StaffName]", name);
        Fill("[name=Password]", password).Press(Keys.Enter);
        Until(() => Text.Contains("退出", StringComparison.Ordinal), "signed in");
    }

    /// <summary>How many pixels of the page lie beyond the right edge.</summary>
    public long Beyond() => (long)chrome.ExecuteScript("return Math.max(0, document.scrollingElement.scrollWidth - innerWidth)")!;

    /// <summary>What the browser complained of: a refused script or style, a failed request, an error in ours.</summary>
    public IReadOnlyList<string> Complaints() => [.. chrome.Manage().Logs.GetLog(LogType.Browser).Where(l => l.Level >= LogLevel.Warning).Select(l => l.Message)];

    /// <summary>Addresses the pages asked for that are not this house.</summary>
    public IReadOnlyList<string> Elsewhere() =>
        [.. chrome.Manage().Logs.GetLog("performance").Select(l => JsonNode.Parse(l.Message)!["message"]!)
            .Where(m => (string?)m["method"] == "Network.requestWillBeSent").Select(m => (string)m["params"]!["request"]!["url"]!)
            .Where(url => !url.StartsWith(house.ToString(), StringComparison.Ordinal) && OverTheWire(url))];

    public void Shoot(string name)
    {
        if (Environment.GetEnvironmentVariable("LUZHI_SHOTS") is not { Length: > 0 } folder)
        {
            return;
        }

        var shot = (Dictionary<string, object>)chrome.ExecuteCdpCommand("Page.captureScreenshot", new() { ["captureBeyondViewport"] = true })!;
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, name + ".png"), Convert.FromBase64String((string)shot["data"]));
    }

    public void Dispose()
    {
        chrome.Dispose();
        Directory.Delete(profile, recursive: true);
    }

    /// <summary>Not what a browser keeps in itself: its own first page, a picture written into a page.</summary>
    private static bool OverTheWire(string url) => new Uri(url).Scheme is not ("chrome" or "chrome-untrusted" or "data" or "blob" or "about");

    private bool Here(string selector) =>
        (bool)chrome.ExecuteScript($"return document.activeElement.matches({JsonSerializer.Serialize(selector)})")!;

    private static bool IsGone(IWebElement element)
    {
        try
        {
            _ = element.TagName;
            return false;
        }
        catch (WebDriverException gone) when (IsGone(gone))
        {
            return true;
        }
    }

    /// <summary>While one page makes way for the next, the driver says so in more than one way.</summary>
    private static bool IsGone(WebDriverException gone) =>
        gone is StaleElementReferenceException or NoSuchElementException || gone.Message.Contains("does not belong to the document", StringComparison.Ordinal);
}
