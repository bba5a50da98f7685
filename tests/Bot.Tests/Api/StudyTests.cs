using System.Net;
using System.Net.Http.Json;
using Luzhi.Core.Office;
using Luzhi.Core.PhonePages;
using Luzhi.Core.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Luzhi.Bot.Tests.Api;

public sealed class StudyTests
{
    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task An_assignment_is_given_counted_and_chased_once_for_a_day(Provider provider)
    {
        await using var house = await RunningHouse.StartAsync(provider);
        await Some.BoundMemberAsync(house.Database, "李秀英");
        using var client = await house.ClientAsync(Scope.Broadcasts);

        using var given = await client.PostAsJsonAsync("/api/v1/study", new { title = "季度学习", text = "读第三章。", audience = "全体", secrecy = "internal" });
        given.StatusCode.ShouldBe(HttpStatusCode.Created, await given.Content.ReadAsStringAsync());
        var made = await given.Json();
        made["reach"]!.Number("elsewhere").ShouldBe(1);
        using var answer = await client.GetAsync($"/api/v1/study/{made.Number("id")}");
        var study = await answer.Json();
        (study["secrecy"]!.ToString(), study["counts"]!.Number("people"), study["counts"]!.Number("seen")).ShouldBe(("internal", 1, 0));

        using var once = await client.PostAsJsonAsync($"/api/v1/study/{made.Number("id")}/chase", new { words = "就差您了。" });
        using var twice = await client.PostAsJsonAsync($"/api/v1/study/{made.Number("id")}/chase", new { });
        (once.StatusCode, twice.StatusCode).ShouldBe((HttpStatusCode.NoContent, HttpStatusCode.Conflict));
        using var notes = await client.GetAsync($"/api/v1/study/{made.Number("id")}/notes");
        notes.StatusCode.ShouldBe(HttpStatusCode.Forbidden, "notes are read, not sent");
    }

    [Fact]
    public async Task An_assignment_names_its_papers_and_their_sizes()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        await Some.MemberAsync(house.Database);
        var id = (await house.Services.GetRequiredService<StudyBook>().KeepAsync(null, new("季度学习", "", ""), "陈秘书", RunningHouse.Ct))!.Value;
        await house.Services.GetRequiredService<StudyFileBook>().KeepAsync(id, "讲话.pdf", FileKind.Of("%PDF-"u8, "")!, [.. "%PDF-1.7"u8], RunningHouse.Ct);
        using var client = await house.ClientAsync(Scope.Read);

        using var answer = await client.GetAsync($"/api/v1/study/{id}");

        (await answer.Json())["files"]!.ToJsonString().ShouldBe("""[{"name":"\u8BB2\u8BDD.pdf","size":8}]""");
    }

    [Fact]
    public async Task What_cannot_be_sent_leaves_no_draft_behind()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        await Some.MemberAsync(house.Database);
        using var client = await house.ClientAsync();

        using var wrong = await client.PostAsJsonAsync("/api/v1/study", new { title = "季度学习", text = "正文", audience = "全体", link = "javascript:alert(1)" });

        (await wrong.Json())["errors"]!.AsObject().Select(e => e.Key).ShouldBe(["link"]);
        await using var db = house.Database.Open();
        db.Studies.ShouldBeEmpty();
    }
}
