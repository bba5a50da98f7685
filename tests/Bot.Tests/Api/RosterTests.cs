using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Luzhi.Core.Storage;

namespace Luzhi.Bot.Tests.Api;

public sealed class RosterTests
{
    private const string Sheet = """
        姓名,手机,绑定码,政治面貌,专委会,职务
        张建国,13800000001,K7M2QX,中共党员,经济委,委员
        李秀英,1380000,,民革,提案委,委员
        王海涛,13800000003,,,经济委,委员;常委
        """;

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_roster_is_looked_at_first_then_taken_and_taking_it_again_changes_nothing(Provider provider)
    {
        await using var house = await RunningHouse.StartAsync(provider);
        using var client = await house.ClientAsync("roster");

        var preview = await SendAsync(client, "/api/v1/roster?preview=true", Sheet);
        (preview.Number("created"), preview.Number("updated")).ShouldBe((2, 0));
        await using (var db = house.Database.Open())
        {
            db.People.ShouldBeEmpty();
        }

        var taken = await SendAsync(client, "/api/v1/roster", Sheet);
        (taken.Number("created"), taken.Number("updated")).ShouldBe((2, 0));
        var rejected = taken["rejected"]!.AsArray().ShouldHaveSingleItem()!;
        (rejected.Number("row"), rejected.Text("column")).ShouldBe((3, "手机"));
        rejected.Text("reason").ShouldNotBeEmpty();

        var again = await SendAsync(client, "/api/v1/roster", Sheet);
        (again.Number("created"), again.Number("updated")).ShouldBe((0, 0));
        using var members = await client.GetAsync("/api/v1/members?audience=经济委 %26 常委");
        (await members.Json()).Items().ShouldHaveSingleItem().Text("name").ShouldBe("王海涛");
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_roster_sent_twice_under_one_idempotency_key_is_taken_once(Provider provider)
    {
        await using var house = await RunningHouse.StartAsync(provider);
        using var client = await house.ClientAsync();
        client.DefaultRequestHeaders.Add("Idempotency-Key", "roster-1");

        var first = await SendAsync(client, "/api/v1/roster", Sheet);
        var second = await SendAsync(client, "/api/v1/roster", Sheet);

        second.ToJsonString().ShouldBe(first.ToJsonString());
        second.Number("created").ShouldBe(2);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_workbook_is_taken_by_the_same_rules_and_twice_changes_nothing(Provider provider)
    {
        await using var house = await RunningHouse.StartAsync(provider);
        using var client = await house.ClientAsync("roster");
        var file = new WorkbookFile().Sheet("名册").Row("姓名", "电话", "专委会").Row("张建国", 13800000001, "经济委").Row("李秀英", 12, "经济委").Bytes();

        var taken = await SendWorkbookAsync(client, file);
        (taken.Number("created"), taken.Number("updated")).ShouldBe((1, 0));
        var rejected = taken["rejected"]!.AsArray().ShouldHaveSingleItem()!;
        (rejected.Number("row"), rejected.Text("column"), rejected.Text("cell")).ShouldBe((3, "手机", "B3"));

        var again = await SendWorkbookAsync(client, file);
        (again.Number("created"), again.Number("updated")).ShouldBe((0, 0));
    }

    [Fact]
    public async Task A_roster_of_twenty_megabytes_is_refused_before_it_is_read()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        using var client = await house.ClientAsync();

        using var answer = await client.PostAsync("/api/v1/roster", new ByteArrayContent(new byte[20 * 1024 * 1024]));

        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    private static async Task<JsonObject> SendWorkbookAsync(HttpClient client, byte[] file)
    {
        using var body = new ByteArrayContent(file);
        body.Headers.ContentType = new("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        using var answer = await client.PostAsync("/api/v1/roster", body);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.Json();
    }

    private static async Task<JsonObject> SendAsync(HttpClient client, string path, string sheet)
    {
        using var answer = await client.PostAsync(path, new StringContent(sheet, Encoding.UTF8, "text/csv"));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.Json();
    }
}
