using System.Net;
using System.Text.RegularExpressions;

namespace Luzhi.Bench.Ground;

/// <summary>Somebody signed in at the console of one server, with a watch.</summary>
internal sealed partial class Secretary(Uri server, TimeProvider clock) : IDisposable
{
    private readonly HttpClient browser = new(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = server, Timeout = TimeSpan.FromMinutes(5) };

    public async Task SignInAsync(CancellationToken ct)
    {
        var form = await browser.GetStringAsync("/console/signin", ct);
        using var said = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["StaffName"] = "admin",
            ["Password"] = Account.AdminPassword,
            ["__RequestVerificationToken"] = Token().Match(form).Groups[1].Value,
        });
        using var answer = await browser.PostAsync("/console/signin", said, ct);
        if (answer.RequestMessage!.RequestUri!.AbsolutePath != "/console")
        {
            throw new InvalidOperationException($"the console let nobody in: {(int)answer.StatusCode}");
        }
    }

    /// <returns>Milliseconds until the whole page was there.</returns>
    public async Task<double> OpenAsync(string page, CancellationToken ct)
    {
        var began = clock.GetTimestamp();
        using var answer = await browser.GetAsync(page, ct);
        var body = await answer.Content.ReadAsStringAsync(ct);
        var took = clock.GetElapsedTime(began).TotalMilliseconds;
        return answer.IsSuccessStatusCode && body.Contains("</html>", StringComparison.Ordinal)
            ? took
            : throw new InvalidOperationException($"{page} answered {(int)answer.StatusCode}");
    }

    public void Dispose() => browser.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
