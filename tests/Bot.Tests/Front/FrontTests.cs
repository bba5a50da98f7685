using System.Net;
using Luzhi.Bot.Tests.Api;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;

namespace Luzhi.Bot.Tests.Front;

public sealed class FrontTests
{
    [Fact]
    public async Task The_front_page_leads_to_the_console_and_the_document_and_not_to_a_simulator_that_is_off()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        using var stranger = house.Stranger;

        var page = await stranger.GetStringAsync("/");

        page.ShouldContain("href=\"/console\"");
        page.ShouldContain("href=\"/openapi/v1.json\"");
        page.ShouldNotContain("/simulator");
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_process_that_answers_is_alive_and_says_which_of_its_parts_run(Provider provider)
    {
        await using var house = await RunningHouse.StartAsync(provider);
        using var stranger = house.Stranger;

        (await stranger.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var ready = await stranger.GetAsync("/health/ready");
        var checks = (await ready.Json())["checks"]!.AsObject();
        checks.Select(c => c.Key).ShouldBe(["database", "scheduler", "door", "spool"], ignoreOrder: true);
        checks["database"]!.Text("status").ShouldBe("healthy");
    }

    [Fact]
    public async Task A_house_whose_clock_nobody_winds_is_not_ready_and_says_so()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite, settings => settings with { Roles = [NodeRole.Web] });
        using var stranger = house.Stranger;

        using var ready = await stranger.GetAsync("/health/ready");

        ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        var checks = (await ready.Json())["checks"]!.AsObject();
        checks["scheduler"]!.Text("status").ShouldBe("unhealthy");
        checks.ContainsKey("door").ShouldBeFalse();
    }

    [Fact]
    public async Task A_node_without_the_role_web_opens_nothing_but_its_health()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite, settings => settings with { Roles = [NodeRole.Worker] });
        using var stranger = house.Stranger;

        (await stranger.GetAsync("/api/v1/members")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.GetAsync("/console")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
