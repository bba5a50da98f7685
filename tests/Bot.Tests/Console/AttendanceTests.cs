using System.Net;
using System.Net.Http.Json;
using Luzhi.Core.Directory;
using Luzhi.Core.Meetings;
using Luzhi.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Luzhi.Bot.Tests.OfficeConsole;

public sealed class AttendanceTests
{
    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Attendance_is_ticked_in_one_form_and_everyone_who_said_so_at_once(Provider provider)
    {
        await using var house = await RunningHouse.StartAsync(provider);
        var zhang = await Some.MemberAsync(house.Database, "张建国");
        var li = await Some.MemberAsync(house.Database, "李秀英");
        var id = await CallAsync(house);
        await house.Services.GetRequiredService<MeetingBook>().EnterAnswerAsync(id, zhang.Id, InvitationState.Attending, null, "phone", "秘书", RunningHouse.Ct);
        using var browser = await Browser.AtDeskAsync(house);

        await browser.SeeAsync($"/console/meetings/{id}/attendance");
        browser.Page.QuerySelectorAll("tbody tr").Length.ShouldBe(2);
        await browser.PressAsync("答复参加而未登记的都记到会，并保存", ($"now-{li.Id}", "Late"));
        browser.Text.ShouldContain("改动 2 人");

        browser.Page.QuerySelector($"[name=now-{zhang.Id}][value=Present]")!.HasAttribute("checked").ShouldBeTrue();
        browser.Page.QuerySelector($"[name=now-{li.Id}][value=Late]")!.HasAttribute("checked").ShouldBeTrue();
        browser.Text.ShouldContain("才能在这里结束登记");
        browser.Page.QuerySelectorAll("button").ShouldNotContain(b => b.TextContent == "结束登记");
    }

    [Fact]
    public async Task Before_the_hours_of_the_door_the_list_says_from_when_on_and_offers_nothing_to_press()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        await Some.MemberAsync(house.Database, "张建国");
        var id = await house.Services.GetRequiredService<MeetingBook>().CallAsync(
            new NewMeeting("主席会议", house.Services.GetRequiredService<TimeProvider>().GetUtcNow().AddDays(2), "三楼", "全体", []), "秘书小周", RunningHouse.Ct);
        using var browser = await Browser.AtDeskAsync(house);

        await browser.SeeAsync($"/console/meetings/{id}/attendance");

        browser.Text.ShouldContain("现在还不能登记：到会登记从");
        browser.Page.QuerySelectorAll("main button").Select(b => b.TextContent).ShouldNotContain("保存");
        browser.Page.QuerySelector("fieldset")!.HasAttribute("disabled").ShouldBeTrue();
    }

    [Fact]
    public async Task The_door_shows_a_code_only_to_who_may_change_the_meeting_and_counts_who_is_in()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        await Some.MemberAsync(house.Database, "张建国");
        var id = await CallAsync(house);
        using var browser = await Browser.AtDeskAsync(house);

        (await browser.SeeAsync($"/console/meetings/{id}/door")).Text.ShouldContain("已签到 0 人，应到 1 人");
        await using var db = house.Database.Open();
        var code = await db.DoorCodes.SingleAsync();
        (code.ExpiresAt - code.MadeAt).ShouldBe(DoorHours.CodeLives);
        browser.Page.QuerySelector("meta[http-equiv=refresh]").ShouldNotBeNull();
        browser.Page.QuerySelectorAll("script:not([src]), style, [style]").ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_sees_only_a_units_part_of_the_offices_meeting_changes_nothing_and_sees_nobody_else()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        var zhang = await Some.MemberAsync(house.Database, "张建国");
        await Some.MemberAsync(house.Database, "李秀英");
        var unit = await UnitAsync(house, zhang);
        var id = await CallAsync(house);
        await Some.MemberAsync(house.Database, "王芳");
        using var browser = await Browser.AtDeskAsync(house, unit, name: "经济委小李");

        foreach (var page in new[] { "attendance", "sheet", "text", "text?all=true" })
        {
            (await browser.SeeAsync($"/console/meetings/{id}/{page}")).Last.StatusCode.ShouldBe(HttpStatusCode.OK, page);
            browser.Text.ShouldContain("张建国", customMessage: page);
            browser.Text.ShouldNotContain("李秀英", customMessage: page);
        }

        foreach (var page in new[] { "late", "door", "door?handler=Count", "jielong" })
        {
            (await browser.SeeAsync($"/console/meetings/{id}/{page}")).Last.StatusCode.ShouldBe(HttpStatusCode.Forbidden, page);
        }

        (await browser.SeeAsync("/console/attendance")).Last.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await browser.SeeAsync("/console/deliveries/missed")).Last.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<long> UnitAsync(RunningHouse house, Person member)
    {
        await using var db = house.Database.Open();
        var unit = db.Units.Add(new Unit { BodyId = member.BodyId, Kind = UnitKind.Committee, Name = "经济委" }).Entity;
        await db.SaveChangesAsync();
        db.Memberships.Add(new Membership { PersonId = member.Id, UnitId = unit.Id });
        await db.SaveChangesAsync();
        return unit.Id;
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_machine_reads_and_enters_who_came(Provider provider)
    {
        await using var house = await RunningHouse.StartAsync(provider);
        await Some.MemberAsync(house.Database, "张建国");
        var id = await CallAsync(house);
        using var client = await house.ClientAsync();

        (await client.PutAsJsonAsync($"/api/v1/meetings/{id}/attendance/张建国", new { state = "late" })).StatusCode.ShouldBe(System.Net.HttpStatusCode.NoContent);
        (await client.PutAsJsonAsync($"/api/v1/meetings/{id}/attendance/无此人", new { state = "late" })).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        var list = System.Text.Json.Nodes.JsonNode.Parse(await client.GetStringAsync($"/api/v1/meetings/{id}/attendance"))!;

        ((int)list["invited"]!, (int)list["late"]!, (bool)list["closed"]!).ShouldBe((1, 1, false));
        ((string)list["items"]![0]!["state"]!, (string)list["items"]![0]!["via"]!).ShouldBe(("late", "api"));
    }

    private static Task<long> CallAsync(RunningHouse house) => house.Services.GetRequiredService<MeetingBook>().CallAsync(
        new NewMeeting("主席会议", house.Services.GetRequiredService<TimeProvider>().GetUtcNow().AddHours(1), "三楼会议室", "全体", []), "秘书", RunningHouse.Ct);
}
