using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Luzhi.Core.Office;
using Luzhi.Core.Storage;

namespace Luzhi.Bot.Tests.Api;

public sealed class MeetingTests
{
    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_meeting_is_called_answered_on_paper_moved_and_withdrawn(Provider provider)
    {
        await using var house = await RunningHouse.StartAsync(provider);
        var (zhang, li) = (await Some.MemberAsync(house.Database, "张建国"), await Some.MemberAsync(house.Database, "李秀英"));
        using var client = await house.ClientAsync();

        var id = await CallAsync(client);
        var meeting = await GetAsync(client, $"/api/v1/meetings/{id}");
        meeting.Text("state").ShouldBe("announced");
        meeting.Text("startsAt").ShouldBe("2036-12-05T09:00:00+08:00");
        meeting["reminders"]!.AsArray().Select(r => r!.GetValue<string>()).ShouldBe(["P1D", "PT2H"]);
        Tally(meeting).ShouldBe((2, 0, 0, 0, 2));

        using var entered = await client.PutAsJsonAsync($"/api/v1/meetings/{id}/invitations/{zhang.Id}", new { state = "leave", reason = "出差", via = "phone" });
        entered.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var byName = await client.PutAsJsonAsync($"/api/v1/meetings/{id}/invitations/李秀英", new { state = "attending", via = "paper" });
        byName.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        Tally(await GetAsync(client, $"/api/v1/meetings/{id}")).ShouldBe((2, 1, 1, 0, 0));

        var lines = (await GetAsync(client, $"/api/v1/meetings/{id}/invitations")).Items().ToList();
        lines.Select(l => (l.Text("name"), l.Text("state"), l.Text("via"))).ShouldBe([("张建国", "leave", "phone"), ("李秀英", "attending", "paper")]);
        lines[0].Text("reason").ShouldBe("出差");
        lines[0].Number("member").ShouldBe(zhang.Id);
        (await GetAsync(client, $"/api/v1/meetings/{id}/invitations?state=attending")).Items().ShouldHaveSingleItem().Number("member").ShouldBe(li.Id);

        using var moved = await client.PatchAsJsonAsync($"/api/v1/meetings/{id}", new { startsAt = "2036-12-06T14:30", place = "二楼" });
        moved.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await moved.Json()).Text("startsAt").ShouldBe("2036-12-06T14:30:00+08:00");

        using var off = await client.PostAsync($"/api/v1/meetings/{id}/withdraw", null);
        (await off.Json()).Text("state").ShouldBe("withdrawn");
        using var again = await client.PostAsync($"/api/v1/meetings/{id}/withdraw", null);
        again.StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_draft_invites_nobody_until_it_is_announced(Provider provider)
    {
        await using var house = await RunningHouse.StartAsync(provider);
        await Some.MemberAsync(house.Database);
        using var client = await house.ClientAsync(Scope.Meetings);

        var id = await CallAsync(client, announce: false);
        Tally(await GetAsync(client, $"/api/v1/meetings/{id}")).ShouldBe((0, 0, 0, 0, 0));
        using var announced = await client.PostAsync($"/api/v1/meetings/{id}/announce", null);

        (await announced.Json()).Text("state").ShouldBe("announced");
        Tally(await GetAsync(client, $"/api/v1/meetings/{id}")).ShouldBe((1, 0, 0, 0, 1));
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_leave_reason_is_shown_only_to_a_key_that_may_see_it_and_that_is_noted(Provider provider)
    {
        await using var house = await RunningHouse.StartAsync(provider);
        var zhang = await Some.MemberAsync(house.Database, "张建国");
        using var all = await house.ClientAsync();
        using var reader = await house.ClientAsync(Scope.Read);
        var id = await CallAsync(all);
        using var entered = await all.PutAsJsonAsync($"/api/v1/meetings/{id}/invitations/{zhang.Id}", new { state = "leave", reason = "看病" });

        (await reader.GetStringAsync($"/api/v1/meetings/{id}/invitations")).ShouldNotContain("看病");
        await using var db = house.Database.Open();
        db.Audit.Where(a => a.Action == "meeting.reasons.seen").ShouldBeEmpty();

        (await all.GetStringAsync($"/api/v1/meetings/{id}/invitations")).ShouldContain("看病");
        db.Audit.Where(a => a.Action == "meeting.reasons.seen").ShouldHaveSingleItem().Subject.ShouldBe($"meeting:{id}");
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Every_wrong_field_is_named_at_once(Provider provider)
    {
        await using var house = await RunningHouse.StartAsync(provider);
        await Some.MemberAsync(house.Database);
        using var client = await house.ClientAsync();

        using var empty = await client.PostAsJsonAsync("/api/v1/meetings", new { });
        empty.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        Errors(await empty.Json()).ShouldBe(["title", "startsAt", "audience"]);

        using var wrong = await client.PostAsJsonAsync("/api/v1/meetings", new { title = "主席会议", startsAt = "2020-01-01T09:00:00+08:00", audience = "委圆", reminders = (string[])["昨天"] });
        Errors(await wrong.Json()).ShouldBe(["startsAt", "reminders", "audience"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("""{"title": "主席会议", """, HttpStatusCode.BadRequest, null)]
    [InlineData("""[]""", HttpStatusCode.BadRequest, null)]
    [InlineData("""{"title": "主席会议", "startsAt": "明天上午"}""", HttpStatusCode.UnprocessableEntity, "startsAt")]
    [InlineData("""{"title": 7}""", HttpStatusCode.UnprocessableEntity, "title")]
    [InlineData("""{"titel": "主席会议"}""", HttpStatusCode.UnprocessableEntity, "titel")]
    public async Task What_cannot_be_read_is_told_in_words(string body, HttpStatusCode status, string? field)
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        using var client = await house.ClientAsync();

        using var answer = await client.PostAsync("/api/v1/meetings", new StringContent(body, Encoding.UTF8, "application/json"));

        answer.StatusCode.ShouldBe(status);
        var problem = await answer.Json();
        problem.Text("detail").ShouldNotContain("System.");
        Errors(problem).SingleOrDefault().ShouldBe(field);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task What_is_not_there_is_not_found(Provider provider)
    {
        await using var house = await RunningHouse.StartAsync(provider);
        await Some.MemberAsync(house.Database);
        using var client = await house.ClientAsync();
        var id = await CallAsync(client);

        foreach (var path in (string[])["/api/v1/meetings/4711", "/api/v1/meetings/4711/invitations", "/api/v1/meetings/neun"])
        {
            using var answer = await client.GetAsync(path);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        }

        using var stranger = await client.PutAsJsonAsync($"/api/v1/meetings/{id}/invitations/4711", new { state = "attending" });
        stranger.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Three_calls_at_once_under_one_idempotency_key_are_one_meeting(Provider provider)
    {
        await using var house = await RunningHouse.StartAsync(provider);
        await Some.MemberAsync(house.Database);
        using var client = await house.ClientAsync();
        client.DefaultRequestHeaders.Add("Idempotency-Key", "k-1");

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => client.PostAsJsonAsync("/api/v1/meetings", Meeting())));
        var bodies = await Task.WhenAll(answers.Select(a => a.Content.ReadAsStringAsync()));

        answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.Created && a.Content.Headers.ContentType!.MediaType == "application/json");
        bodies.Distinct().ShouldHaveSingleItem();
        (await GetAsync(client, "/api/v1/meetings")).Items().ShouldHaveSingleItem();

        using var other = await client.PostAsJsonAsync("/api/v1/meetings", Meeting("另一次会议"));
        other.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await other.Json()).Text("detail").ShouldContain("Idempotency-Key");
    }

    private static async Task<long> CallAsync(HttpClient client, bool announce = true)
    {
        using var called = await client.PostAsJsonAsync("/api/v1/meetings", Meeting(announce: announce));
        called.StatusCode.ShouldBe(HttpStatusCode.Created, await called.Content.ReadAsStringAsync());
        return (await called.Json()).Number("id");
    }

    private static object Meeting(string title = "主席会议", bool announce = true) =>
        new { title, startsAt = "2036-12-05T09:00:00+08:00", place = "三楼", audience = "全体", reminders = (string[])["P1D", "PT2H"], announce };

    private static async Task<JsonObject> GetAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.Json();
    }

    private static (int, int, int, int, int) Tally(JsonObject meeting)
    {
        var tally = meeting["tally"]!;
        int Of(string state) => tally[state]!.GetValue<int>();
        return (Of("invited"), Of("attending"), Of("leave"), Of("asked"), Of("pending"));
    }

    private static IEnumerable<string> Errors(JsonObject problem) => problem["errors"]?.AsObject().Select(e => e.Key) ?? [];
}
