using System.IO.Compression;
using System.Net;
using Luzhi.Bot.Tests.Api;
using Luzhi.Core.Directory;
using Luzhi.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Luzhi.Bot.Tests.OfficeConsole;

public sealed class PeoplePagesTests
{
    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_member_is_added_mended_taken_off_and_erased_by_the_pages(Provider provider)
    {
        await using var house = await RunningHouse.StartAsync(provider);
        using var browser = await Browser.AtDeskAsync(house);

        await browser.SeeAsync("/console/members/new");
        await browser.PressAsync("保存", ("Cells[Name]", "张 建国"), ("Cells[Phone]", "12"));
        browser.Page.QuerySelector(".field-fault")!.TextContent.ShouldContain("不是手机号码");
        await browser.PressAsync("保存", ("Cells[Phone]", "13800000001"), ("Cells[Committee]", "经济委"));
        browser.Text.ShouldContain("已列入名册");
        browser.Text.ShouldContain("经济委");

        await using var db = house.Database.Open();
        var id = await db.People.Where(p => p.Name == "张建国").Select(p => p.Id).SingleAsync();
        await browser.SeeAsync($"/console/members/{id}/edit");
        browser.Page.QuerySelector("[name='Cells[Phone]']")!.GetAttribute("value").ShouldBe("13800000001");
        await browser.PressAsync("保存", ("Cells[Committee]", "提案委"));
        browser.Text.ShouldContain("修改资料");
        (await db.Memberships.CountAsync(m => m.PersonId == id && m.ToDate != null)).ShouldBe(1);

        await browser.SeeAsync($"/console/members/{id}/data");
        browser.Text.ShouldContain("先移出名册，才能清除");
        await browser.PressAsync("移出名册");
        await browser.PressAsync("清除个人信息", ("Name", "李秀英"));
        browser.Text.ShouldContain("与本人不符");
        await browser.PressAsync("清除个人信息", ("Name", "张建国"));
        browser.Text.ShouldContain("不能恢复");
        (await db.People.AnyAsync(p => p.Phone == "13800000001" || p.Name == "张建国")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_persons_data_leaves_as_one_file_for_people_and_machines_and_it_is_on_the_trail()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        var (zhang, _) = await Some.BoundMemberAsync(house.Database);
        using var browser = await Browser.AtDeskAsync(house);
        await browser.SeeAsync($"/console/members/{zhang.Id}/data");

        await browser.PressAsync("导出本人数据");

        using var archive = new ZipArchive(new MemoryStream(await browser.Last.Content.ReadAsByteArrayAsync()));
        archive.Entries.Select(e => e.Name).ShouldBe(["个人数据.xlsx", "个人数据.json"]);
        using var json = new StreamReader(archive.GetEntry("个人数据.json")!.Open());
        (await json.ReadToEndAsync()).ShouldContain("\"姓名\": \"张建国\"");
        await using var db = house.Database.Open();
        (await db.Audit.CountAsync(a => a.Action == "own_data.export" && a.Subject == $"person:{zhang.Id}")).ShouldBe(1);
    }

    [Fact]
    public async Task A_request_is_decided_on_the_offices_list_and_declining_needs_a_reason()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        var zhang = await Some.MemberAsync(house.Database);
        await house.Services.GetRequiredService<RequestBook>().AskAsync(zhang.Id, DataRequestKind.Correction, "手机换成139", "chat", RunningHouse.Ct);
        using var browser = await Browser.AtDeskAsync(house);
        (await browser.SeeAsync("/console/members/requests")).Text.ShouldContain("手机换成139");

        await browser.PressAsync("不办（须写原因）");
        browser.Text.ShouldContain("请写明原因");
        await browser.PressAsync("办结", ("Answer", "已改好。"));

        browser.Text.ShouldContain("已办结");
        await using var db = house.Database.Open();
        (await db.Notices.SingleAsync()).Text.ShouldContain("已改好。");
    }

    [Fact]
    public async Task A_units_secretary_reaches_none_of_it_and_sees_only_the_unit()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        var zhang = await Some.MemberAsync(house.Database);
        var units = house.Services.GetRequiredService<UnitBook>();
        var (mine, other) = (await units.OpenAsync(UnitKind.Committee, null, "经济委", "机关", RunningHouse.Ct), await units.OpenAsync(UnitKind.Committee, null, "提案委", "机关", RunningHouse.Ct));
        await using var db = house.Database.Open();
        db.Memberships.Add(new Membership { PersonId = zhang.Id, UnitId = mine });
        await db.SaveChangesAsync();
        using var browser = await Browser.AtDeskAsync(house, mine);

        foreach (var path in new[]
        {
            "/console/members/new", $"/console/members/{zhang.Id}/edit", $"/console/members/{zhang.Id}/data", "/console/members/requests", "/console/members/letters", $"/console/units/{other}",
        })
        {
            (await browser.SeeAsync(path)).Last.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        }

        (await browser.SeeAsync("/console/units")).Text.ShouldNotContain("提案委");
        (await browser.SeeAsync($"/console/units/{mine}")).Text.ShouldContain("张建国");
        browser.Page.QuerySelectorAll("main form").ShouldBeEmpty();
    }

    [Fact]
    public async Task The_api_gives_a_member_a_binding_code_and_keeps_it_while_it_waits()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        var zhang = await Some.MemberAsync(house.Database);
        using var client = await house.ClientAsync("roster");

        using var first = await client.PostAsync($"/api/v1/members/{zhang.Id}/binding-code", null);
        using var again = await client.PostAsync($"/api/v1/members/{zhang.Id}/binding-code", null);
        using var nobody = await client.PostAsync("/api/v1/members/4711/binding-code", null);

        var code = (await first.Json()).Text("code");
        code.Length.ShouldBe(6);
        (await again.Json()).Text("code").ShouldBe(code);
        nobody.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
