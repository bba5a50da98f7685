using System.Net;
using System.Text;
using Luzhi.Bot.Tests.OfficeConsole;
using Luzhi.Bot.Workers;
using Luzhi.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Luzhi.Bot.Tests.Front;

/// <summary>What nobody sees goes into no database: not from a page, not from a program, not from a chat.</summary>
public sealed class SeenInputTests
{
    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_page_loses_it_an_address_and_a_program_are_refused(Provider provider)
    {
        await using var house = await RunningHouse.StartAsync(provider);
        var (person, _) = await Some.BoundMemberAsync(house.Database, "张建国");
        using var browser = await Browser.AtDeskAsync(house);

        await browser.SeeAsync("/console/meetings/new");
        await browser.PressAsync("先存草稿", ("Title", "主席\u0001会\u202E议"), ("Place", "三\u2066楼"), ("Date", "2036-12-05"));
        browser.Last.StatusCode.ShouldBe(HttpStatusCode.OK);
        await using var db = house.Database.Open();
        (await db.Meetings.Select(m => m.Title + m.Place).SingleAsync()).ShouldBe("主席会议三楼");

        (await browser.Http.GetAsync("/console/members?name=%00")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await browser.Http.GetAsync("/console/exports/members?name=%00")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        await house.Services.GetRequiredService<Converse>().HearAsync(Some.Text("张建国", "汇\u0000报", house.Services.GetRequiredService<TimeProvider>().GetUtcNow()), RunningHouse.Ct);
        (await db.Inbox.AsNoTracking().Select(i => i.Body).ToListAsync()).ShouldAllBe(body => body == null || !body.Contains('\0'));
        person.Name.ShouldBe("张建国");
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_program_that_sends_a_NUL_is_told_so_however_it_is_written_and_nothing_is_kept(Provider provider)
    {
        await using var house = await RunningHouse.StartAsync(provider);
        await Some.MemberAsync(house.Database, "张建国");
        using var client = await house.ClientAsync();
        const string json = """{"title":"主席\u0000会议","place":"三楼","startsAt":"2036-12-05T09:00","audience":"全体"}""";

        foreach (var (body, charset) in new (byte[], string)[] { (Encoding.UTF8.GetBytes(json), ""), ([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(json)], ""), (Encoding.Unicode.GetBytes(json), "; charset=utf-16") })
        {
            (await SendAsync(client, body, charset, null)).ShouldBe((HttpStatusCode.UnprocessableEntity, true), charset);
            (await SendAsync(client, body, charset, "k1")).ShouldBe((HttpStatusCode.UnprocessableEntity, true), charset);
        }

        (await SendAsync(client, Encoding.UTF8.GetBytes("""{"ti\u0000tle":"主席会议"}"""), "", null)).ShouldBe((HttpStatusCode.UnprocessableEntity, true));
        await using var db = house.Database.Open();
        (await db.Meetings.CountAsync()).ShouldBe(0);

        (await SendAsync(client, Encoding.UTF8.GetBytes(json.Replace("\\u0000", "", StringComparison.Ordinal)), "", "k1")).Status.ShouldBe(HttpStatusCode.Created);
        (await db.Meetings.Select(m => m.Title).SingleAsync()).ShouldBe("主席会议");
    }

    private static async Task<(HttpStatusCode Status, bool Said)> SendAsync(HttpClient client, byte[] body, string charset, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/meetings") { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json" + charset);
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        using var answer = await client.SendAsync(request);
        return (answer.StatusCode, (await answer.Content.ReadAsStringAsync()).Contains("看不见的控制字符", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/m/who")]
    [InlineData("/m/who/")]
    [InlineData("/m/Who")]
    public async Task The_page_that_asks_who_you_are_never_leads_to_itself(string to)
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        using var browser = new Browser(house.Stranger.BaseAddress!);

        await browser.SeeAsync("/m/who?to=" + Uri.EscapeDataString(to));

        browser.Page.QuerySelectorAll("[name=To], [name=to]").Select(f => f.GetAttribute("value")).ShouldNotContain(to);
    }
}
