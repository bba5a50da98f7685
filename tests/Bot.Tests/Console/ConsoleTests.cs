using System.Net;
using Luzhi.Core.Directory;
using Luzhi.Core.Meetings;
using Luzhi.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Luzhi.Bot.Tests.OfficeConsole;

public sealed class ConsoleTests
{
    [Fact]
    public async Task Nobody_sees_a_page_without_signing_in_and_assets_are_our_own()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        using var browser = new Browser(house.Stranger.BaseAddress!);

        foreach (var path in new[] { "/console", "/console/meetings", "/console/meetings/new", "/console/members", "/console/members/import", "/console/deliveries", "/console/settings" })
        {
            (await browser.SeeAsync(path)).Text.ShouldContain("登录后台", customMessage: path);
        }

        browser.Last.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().ShouldContain("default-src 'none'");
        browser.Page.QuerySelectorAll("script:not([src]), style, [style], [onclick]").ShouldBeEmpty();
        (await browser.Http.GetAsync("/console/assets/console.css")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await browser.Http.GetAsync("/console/assets/..%2Fsecret.css")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_name_where_they_came_from_even_for_the_right_one()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        var password = await new StaffBook(house.Database, new ManualClock(), Luzhi.Core.Chance.Seeded(1), house.Services.GetRequiredService<Luzhi.Core.Settings.Words>()).AddAsync("秘书小周", null, true, "测试", RunningHouse.Ct);
        using var browser = new Browser(house.Stranger.BaseAddress!);

        for (var i = 0; i < 4; i++)
        {
            (await browser.SignInAsync("秘书小周", "guess" + i)).Text.ShouldContain("姓名或密码不对");
        }

        (await browser.SignInAsync("秘书小周", "guess")).Text.ShouldContain("试错次数过多");
        (await browser.SignInAsync("秘书小周", password)).Text.ShouldContain("试错次数过多");
        (await browser.SignInAsync("不存在", "guess")).Text.ShouldContain("姓名或密码不对");
    }

    [Fact]
    public async Task A_form_without_its_token_changes_nothing()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        await Some.MemberAsync(house.Database);
        using var browser = await Browser.AtDeskAsync(house);

        using var forged = await browser.Http.PostAsync("/console/meetings/new", new FormUrlEncodedContent([KeyValuePair.Create("Title", "假会议")]));

        forged.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await using var db = house.Database.Open();
        (await db.Meetings.CountAsync()).ShouldBe(0);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_meeting_is_called_seen_answered_for_and_withdrawn_at_the_console(Provider provider)
    {
        await using var house = await RunningHouse.StartAsync(provider);
        var zhang = await Some.MemberAsync(house.Database, "张建国");
        await Some.MemberAsync(house.Database, "李秀英");
        using var browser = await Browser.AtDeskAsync(house);

        await browser.SeeAsync("/console/meetings/new");
        await browser.PressAsync("立即通知", ("Title", "主席会议"), ("Date", "2036-12-05"), ("Place", "三楼会议室"), ("Audience", "全提"));
        browser.Text.ShouldContain("请改正");
        browser.Page.QuerySelector("input[name=Title]")!.GetAttribute("value").ShouldBe("主席会议");

        await browser.PressAsync("立即通知", ("Audience", "全体"));
        browser.Text.ShouldContain("主席会议");
        browser.Page.QuerySelector(".tally .pending b")!.TextContent.ShouldBe("2");

        await browser.PressAsync("登记", ("Who", $"张建国（{zhang.Id}）"), ("Answer", "Leave"), ("Via", "phone"), ("Reason", "出差"));
        browser.Page.QuerySelector(".tally .leave b")!.TextContent.ShouldBe("1");
        browser.Text.ShouldContain("秘书小周 登记");
        await browser.PressAsync("批准");
        browser.Text.ShouldContain("已批 1");

        await browser.PressAsync("撤回会议");
        browser.Text.ShouldContain("已撤回");
        (await browser.SeeAsync("/console")).Last.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_reason_of_a_leave_is_for_the_approver_only()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        var zhang = await Some.MemberAsync(house.Database, "张建国");
        var id = await CallAsync(house, "全体");
        await house.Services.GetRequiredService<MeetingBook>().EnterAnswerAsync(id, zhang.Id, InvitationState.Leave, "住院手术", "phone", "秘书", RunningHouse.Ct);

        using var approver = await Browser.AtDeskAsync(house);
        using var other = await Browser.AtDeskAsync(house, approves: false, name: "小李");

        (await approver.SeeAsync($"/console/meetings/{id}")).Text.ShouldContain("住院手术");
        (await other.SeeAsync($"/console/meetings/{id}")).Text.ShouldNotContain("住院手术");
        (await other.SeeAsync($"/console/meetings/{id}?handler=Lines")).Text.ShouldNotContain("住院手术");
        await using var db = house.Database.Open();
        (await db.Audit.Where(a => a.Action == "leave.reasons.seen").Select(a => a.Actor).Distinct().ToListAsync()).ShouldBe(["秘书小周"]);
    }

    [Fact]
    public async Task A_units_secretary_sees_the_unit_and_calls_only_the_unit()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        var (zhang, li) = (await Some.MemberAsync(house.Database, "张建国"), await Some.MemberAsync(house.Database, "李秀英"));
        var unit = await UnitAsync(house, "经济委", zhang);
        using var browser = await Browser.AtDeskAsync(house, unit);

        (await browser.SeeAsync("/console/members")).Text.ShouldContain("张建国");
        browser.Text.ShouldNotContain("李秀英");
        (await browser.SeeAsync("/console/settings")).Last.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await browser.SeeAsync("/console/members/import")).Last.StatusCode.ShouldBe(HttpStatusCode.NotFound);

        await browser.SeeAsync("/console/meetings/new");
        await browser.PressAsync("立即通知", ("Title", "经济委会议"), ("Date", "2036-12-05"), ("Audience", "全体"));
        browser.Page.QuerySelector(".tally b")!.TextContent.ShouldBe("1");

        var others = await CallAsync(house, "姓名:李秀英");
        (await browser.SeeAsync($"/console/meetings/{others}")).Last.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await browser.SeeAsync("/console/meetings")).Text.ShouldNotContain("别家的会");
    }

    private static Task<long> CallAsync(RunningHouse house, string audience) =>
        house.Services.GetRequiredService<MeetingBook>().CallAsync(
            new NewMeeting("别家的会", new DateTimeOffset(2036, 12, 5, 9, 0, 0, TimeSpan.FromHours(8)), "", audience, []), "秘书", RunningHouse.Ct);

    private static async Task<long> UnitAsync(RunningHouse house, string name, Person member)
    {
        await using var db = house.Database.Open();
        var unit = db.Units.Add(new Unit { BodyId = member.BodyId, Kind = UnitKind.Committee, Name = name }).Entity;
        await db.SaveChangesAsync();
        db.Memberships.Add(new Membership { PersonId = member.Id, UnitId = unit.Id });
        await db.SaveChangesAsync();
        return unit.Id;
    }
}
