using System.Net;
using Luzhi.Bot.Tests.OfficeConsole;
using Luzhi.Core.Storage;

namespace Luzhi.Bot.Tests.Front;

/// <summary>A page knows reading and sending; whatever else is asked of it is refused before the page.</summary>
public sealed class MethodTests
{
    [Fact]
    public async Task What_a_page_does_not_know_is_refused_before_the_page()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        var zhang = await Some.MemberAsync(house.Database, "张建国");
        using var browser = await Browser.AtDeskAsync(house);

        foreach (var path in new[] { "/m/i/x", "/m/report/nope", $"/console/members/{zhang.Id}", "/" })
        {
            foreach (var method in new[] { "TRACE", "PUT", "PATCH", "DELETE", "PROPFIND" })
            {
                using var answer = await AskAsync(browser, method, path);
                answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed, $"{method} {path}");
                answer.Content.Headers.Allow.ShouldBe(["GET", "HEAD", "POST", "OPTIONS"], $"{method} {path}");
            }

            using var options = await AskAsync(browser, "OPTIONS", path);
            options.StatusCode.ShouldBe(HttpStatusCode.NoContent, path);
        }

        using var page = await AskAsync(browser, "GET", $"/console/members/{zhang.Id}");
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_api_keeps_the_methods_it_needs()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        using var browser = await Browser.AtDeskAsync(house);

        foreach (var (method, path) in new[] { ("PATCH", "/api/v1/meetings/1"), ("PUT", "/api/v1/study/1/due") })
        {
            using var answer = await AskAsync(browser, method, path);
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, method);
        }

        using var traced = await AskAsync(browser, "TRACE", "/api/v1/meetings/1");
        traced.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    private static async Task<HttpResponseMessage> AskAsync(Browser browser, string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        return await browser.Http.SendAsync(request);
    }
}
