using System.Net;
using Luzhi.Core.Duties;
using Luzhi.Core.Storage;

namespace Luzhi.Bot.Tests.Api;

public sealed class ListTests
{
    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_list_is_paged_by_following_next_until_it_is_null(Provider provider)
    {
        await using var house = await RunningHouse.StartAsync(provider);
        foreach (var name in (string[])["张建国", "李秀英", "王海涛", "赵敏", "陈国强"])
        {
            await Some.MemberAsync(house.Database, name);
        }

        using var client = await house.ClientAsync();
        var names = new List<string>();
        for (var next = "/api/v1/members?audience=全体&limit=2"; next is not null;)
        {
            using var answer = await client.GetAsync(next);
            var page = await answer.Json();
            names.AddRange(page.Items().Select(item => item.Text("name")));
            next = page["next"]?.GetValue<string>();
            next?.ShouldStartWith("/api/v1/members?");
        }

        names.ShouldBe(["张建国", "李秀英", "王海涛", "赵敏", "陈国强"]);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_wrong_audience_is_refused_at_its_field(Provider provider)
    {
        await using var house = await RunningHouse.StartAsync(provider);
        await Some.MemberAsync(house.Database);
        using var client = await house.ClientAsync();

        using var answer = await client.GetAsync("/api/v1/members?audience=委圆");

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Json())["errors"]!["audience"]![0]!.GetValue<string>().ShouldContain("委员");
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_limit_that_is_no_number_is_refused_in_words(Provider provider)
    {
        await using var house = await RunningHouse.StartAsync(provider);
        using var client = await house.ClientAsync();

        using var answer = await client.GetAsync("/api/v1/members?limit=多");

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Json())["errors"]!.AsObject().ContainsKey("limit").ShouldBeTrue();
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Submissions_come_with_the_members_own_words_and_filter_by_form_and_member(Provider provider)
    {
        await using var house = await RunningHouse.StartAsync(provider);
        var (zhang, li) = (await Some.MemberAsync(house.Database, "张建国"), await Some.MemberAsync(house.Database, "李秀英"));
        await SaveAsync(house, zhang.Id, "昨天下午到东湖社区走访了3户");
        await SaveAsync(house, li.Id, "上周五参加了座谈");
        using var client = await house.ClientAsync("read");

        using var all = await client.GetAsync("/api/v1/submissions");
        (await all.Json()).Items().Select(item => item.Text("name")).ShouldBe(["李秀英", "张建国"]);

        using var his = await client.GetAsync($"/api/v1/submissions?form=report&member={zhang.Id}");
        var item = (await his.Json()).Items().ShouldHaveSingleItem();
        item.Number("member").ShouldBe(zhang.Id);
        item.Text("said").ShouldBe("昨天下午到东湖社区走访了3户");
        item.Text("state").ShouldBe("saved");
        item["answers"]!.Text("what").ShouldBe("走访");
        item.Text("at").ShouldBe("2026-11-23T09:00:00+08:00");
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task What_is_not_there_is_a_problem_in_words(Provider provider)
    {
        await using var house = await RunningHouse.StartAsync(provider);
        using var client = await house.ClientAsync();

        using var answer = await client.GetAsync("/api/v1/nothing");

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Json()).Text("title").ShouldBe("没有找到");
    }

    private static async Task SaveAsync(RunningHouse house, long personId, string said)
    {
        await using var db = house.Database.Open();
        db.Add(new Submission { Form = "report", PersonId = personId, State = "saved", Said = said, Answers = """{"what":"走访"}""", At = Some.Monday });
        await db.SaveChangesAsync();
    }
}
