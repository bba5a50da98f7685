using System.Net;
using System.Net.Http.Json;
using Luzhi.Core.Office;
using Luzhi.Core.Storage;

namespace Luzhi.Bot.Tests.Api;

public sealed class BroadcastTests
{
    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_broadcast_says_whom_it_reaches_and_counts_who_has_not_answered(Provider provider)
    {
        await using var house = await RunningHouse.StartAsync(provider);
        await Some.MemberAsync(house.Database, "张建国");
        await Some.BoundMemberAsync(house.Database, "李秀英");
        using var client = await house.ClientAsync(Scope.Broadcasts);

        using var sent = await client.PostAsJsonAsync("/api/v1/broadcasts", new { title = "通知", text = "请查收", audience = "全体", ask = "read" });
        sent.StatusCode.ShouldBe(HttpStatusCode.Created, await sent.Content.ReadAsStringAsync());
        var made = await sent.Json();
        var reach = made["reach"]!;
        (reach.Number("free"), reach.Number("elsewhere"), reach.Number("unbound")).ShouldBe((0, 1, 1));

        using var answer = await client.GetAsync($"/api/v1/broadcasts/{made.Number("id")}");
        var counts = (await answer.Json())["counts"]!;
        counts.Number("people").ShouldBe(2);
        counts["answers"]!.Number("unanswered").ShouldBe(2);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_broadcast_is_sent_once_under_one_idempotency_key(Provider provider)
    {
        await using var house = await RunningHouse.StartAsync(provider);
        await Some.MemberAsync(house.Database);
        using var client = await house.ClientAsync();
        client.DefaultRequestHeaders.Add("Idempotency-Key", "b-1");

        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => client.PostAsJsonAsync("/api/v1/broadcasts", new { title = "通知", text = "请查收", audience = "全体" })));

        answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.Created);
        await using var db = house.Database.Open();
        db.Broadcasts.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_a_broadcast_lacks_is_named()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        using var client = await house.ClientAsync();

        using var answer = await client.PostAsJsonAsync("/api/v1/broadcasts", new { title = "通知" });

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Json())["errors"]!.AsObject().Select(e => e.Key).ShouldBe(["text", "audience"]);
    }
}
