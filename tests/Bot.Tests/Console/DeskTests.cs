using System.Net;
using Luzhi.Core.Duties;
using Luzhi.Core.Meetings;
using Luzhi.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Luzhi.Bot.Tests.OfficeConsole;

/// <summary>The secretary's day at the console: what needs them, who has to be called, who did what, and their own phone.</summary>
public sealed class DeskTests
{
    private static readonly CancellationToken Ct = RunningHouse.Ct;

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Today_says_what_needs_the_secretary_and_leads_to_where_it_is_done(Provider provider)
    {
        await using var house = await RunningHouse.StartAsync(provider);
        var zhang = await Some.MemberAsync(house.Database, "张建国");
        await Some.MemberAsync(house.Database, "李秀英");
        var soon = await CallAsync(house, "主席会议", TimeSpan.FromHours(20));
        await Meetings(house).EnterAnswerAsync(soon, zhang.Id, InvitationState.Asked, "停车在哪里", "phone", "秘书", Ct);
        using var browser = await Browser.AtDeskAsync(house);

        await browser.SeeAsync("/console");

        browser.Text.ShouldContain("主席会议");
        browser.Text.ShouldContain("主席会议：1 人未答复");
        Links(browser).ShouldContain($"/console/meetings/{soon}?state=Pending");
        (await browser.SeeAsync("/console?handler=Part")).Text.ShouldContain("主席会议：1 人未答复");
    }

    [Fact]
    public async Task Who_was_not_reached_is_one_number_and_who_has_no_phone_is_not_waited_for()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        var zhang = await Some.MemberAsync(house.Database, "张建国");
        var sent = await Broadcasts(house).SendAsync(new NewBroadcast("选题征集", "请报选题。", "全体", null, "text"), "秘书小周", Ct);
        await HoldAsync(house, zhang.Id);
        using var browser = await Browser.AtDeskAsync(house);

        await browser.SeeAsync("/console");
        browser.Text.ShouldContain("1 人还没送到，要打电话");
        browser.Page.QuerySelector(".tally li.leave b")!.TextContent.ShouldBe("1");
        browser.Text.ShouldNotContain("未能送达");

        await browser.SeeAsync($"/console/broadcasts/{sent.Id}");
        browser.Text.ShouldContain("未绑定，要打电话");
        browser.Text.ShouldNotContain("等下次来信");
    }

    [Fact]
    public async Task A_meeting_is_chased_with_the_secretarys_own_words_and_it_says_when()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        await Some.MemberAsync(house.Database, "张建国");
        var id = await CallAsync(house, "主席会议", TimeSpan.FromDays(2));
        using var browser = await Browser.AtDeskAsync(house);

        await browser.SeeAsync($"/console/meetings/{id}");
        await browser.PressAsync("催办", ("Words", "请今天下班前答复"));

        browser.Text.ShouldContain("催办正在发出");
        browser.Text.ShouldContain("上次催办");
        await using var db = house.Database.Open();
        (await db.Notices.SingleAsync(n => n.Kind == "chase")).Text.ShouldContain("请今天下班前答复");
        (await db.Audit.CountAsync(a => a.Action == "meeting.chase" && a.Actor == "秘书小周")).ShouldBe(1);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_call_is_entered_on_the_line_of_the_call_sheet_and_the_line_goes(Provider provider)
    {
        await using var house = await RunningHouse.StartAsync(provider);
        var zhang = await Some.MemberAsync(house.Database, "张建国");
        var sent = await Broadcasts(house).SendAsync(new NewBroadcast("选题征集", "请报选题。", "全体", null, "text"), "秘书", Ct);
        await HoldAsync(house, zhang.Id);
        using var browser = await Browser.AtDeskAsync(house);

        (await browser.SeeAsync($"/console/deliveries/calls?about=b{sent.Id}")).Text.ShouldContain("张建国");
        await browser.PressAsync("登记", ("Said", "建议调研加装电梯"));

        browser.Text.ShouldContain("已登记");
        browser.Text.ShouldContain("现在没有需要打电话的");
        await using var db = house.Database.Open();
        var line = await db.Assignments.SingleAsync(a => a.PersonId == zhang.Id);
        (line.State, line.Via, line.Answer).ShouldBe((AssignmentState.Answered, "phone", "建议调研加装电梯"));
    }

    [Fact]
    public async Task A_call_is_entered_for_nobody_who_is_not_on_the_sheet()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        var zhang = await Some.MemberAsync(house.Database, "张建国");
        var li = await Some.MemberAsync(house.Database, "李秀英");
        await Broadcasts(house).SendAsync(new NewBroadcast("选题征集", "请报选题。", "全体", null, "text"), "秘书", Ct);
        await HoldAsync(house, zhang.Id);
        await using var db = house.Database.Open();
        var other = await db.Assignments.Where(a => a.PersonId == li.Id).Select(a => a.Id).SingleAsync();
        await db.Assignments.Where(a => a.Id == other).ExecuteUpdateAsync(a => a.SetProperty(x => x.AnsweredAt, Some.Monday).SetProperty(x => x.Answer, "本人的话"));
        using var browser = await Browser.AtDeskAsync(house);

        await browser.SeeAsync("/console/deliveries/calls");
        await browser.PressAsync("登记", ("AssignmentId", $"{other}"), ("Said", "不在名单上"));

        browser.Text.ShouldContain("这一行已经不在名单上");
        (await db.Assignments.AsNoTracking().SingleAsync(a => a.Id == other)).Answer.ShouldBe("本人的话");
    }

    [Fact]
    public async Task A_broadcast_is_taken_back_once_and_answers_to_it_stay()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        await Some.MemberAsync(house.Database, "张建国");
        var sent = await Broadcasts(house).SendAsync(new NewBroadcast("停车安排", "请走北门。", "全体"), "秘书", Ct);
        using var browser = await Browser.AtDeskAsync(house);

        await browser.SeeAsync($"/console/broadcasts/{sent.Id}");
        await browser.PressAsync("撤回这条通知");

        browser.Text.ShouldContain("已撤回");
        browser.Page.QuerySelectorAll("button").ShouldNotContain(b => b.TextContent.Contains("撤回这条通知"));
        await Should.ThrowAsync<Luzhi.Core.FaultsException>(() => Broadcasts(house).WithdrawAsync(sent.Id, "秘书", Ct));
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task The_trail_is_for_the_office_and_is_found_by_who_what_whom_and_when(Provider provider)
    {
        await using var house = await RunningHouse.StartAsync(provider);
        var zhang = await Some.MemberAsync(house.Database, "张建国");
        var id = await CallAsync(house, "主席会议", TimeSpan.FromDays(2));
        using var office = await Browser.AtDeskAsync(house);
        await office.SeeAsync($"/console/members/{zhang.Id}");

        (await office.SeeAsync("/console/settings/audit")).Text.ShouldContain("查看委员资料");
        Links(office).ShouldContain($"/console/meetings/{id}");
        (await office.SeeAsync("/console/settings/audit?about=张建国")).Page.QuerySelectorAll("tbody tr").Length.ShouldBe(1);
        (await office.SeeAsync("/console/settings/audit?did=meeting.call&actor=秘书")).Page.QuerySelectorAll("tbody tr").Length.ShouldBe(1);
        (await office.SeeAsync("/console/settings/audit?until=2020-01-01")).Text.ShouldContain("没有符合的记录");
        (await office.SeeAsync("/console/settings/audit?about=没有这个人&from=明天")).Text.ShouldContain("名册上没有");

        await using var db = house.Database.Open();
        (await db.Audit.CountAsync(a => a.Action == "audit.seen")).ShouldBe(1);
        var unit = await UnitAsync(house, zhang.Id);
        using var secretary = await Browser.AtDeskAsync(house, unit, name: "孙联络");
        (await secretary.SeeAsync("/console/settings/audit")).Last.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await secretary.SeeAsync("/console/settings/staff/1")).Last.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task One_who_works_in_the_office_gets_a_code_and_is_no_member_by_it(Provider provider)
    {
        await using var house = await RunningHouse.StartAsync(provider);
        await Some.MemberAsync(house.Database, "张建国");
        using var browser = await Browser.AtDeskAsync(house);
        var staff = (await house.Services.GetRequiredService<StaffBook>().ListAsync(Ct)).Single(s => s.Name == "秘书小周").Id;

        await browser.SeeAsync($"/console/settings/staff/{staff}");
        await browser.PressAsync("发绑定码");
        var code = browser.Page.QuerySelector(".code")!.TextContent;
        code.Length.ShouldBe(6);

        (await house.Services.GetRequiredService<AudienceBook>().ResolveAsync("全体", Ct)).PersonIds.Count.ShouldBe(1);
        (await browser.SeeAsync("/console/members")).Text.ShouldNotContain("秘书小周（");
        await using var db = house.Database.Open();
        (await db.BindingCodes.SingleAsync()).Code.ShouldBe(code);

        await browser.SeeAsync($"/console/settings/staff/{staff}");
        await browser.PressAsync("保存", ("Member", "张建国"));
        browser.Text.ShouldContain("用委员 张建国 的手机");
        (await db.BindingCodes.AsNoTracking().SingleAsync()).RevokedAt.ShouldNotBeNull();
        await browser.PressAsync("保存", ("Member", "没有这个人"));
        browser.Text.ShouldContain("名册上没有");
    }

    private static MeetingBook Meetings(RunningHouse house) => house.Services.GetRequiredService<MeetingBook>();

    private static BroadcastBook Broadcasts(RunningHouse house) => house.Services.GetRequiredService<BroadcastBook>();

    private static Task<long> CallAsync(RunningHouse house, string title, TimeSpan ahead) => Meetings(house).CallAsync(
        new NewMeeting(title, house.Services.GetRequiredService<TimeProvider>().GetUtcNow() + ahead, "三楼", "全体", []), "秘书", Ct);

    private static IEnumerable<string?> Links(Browser browser) => browser.Page.QuerySelectorAll("a").Select(a => a.GetAttribute("href"));

    /// <summary>As the door leaves it for whom there is no way to: rung, and held.</summary>
    private static async Task HoldAsync(RunningHouse house, long personId)
    {
        await house.Services.GetRequiredService<Bell>().RingAsync(house.Services.GetRequiredService<TimeProvider>().GetUtcNow(), Ct);
        await using var db = house.Database.Open();
        await db.Outbox.Where(o => o.PersonId == personId).ExecuteUpdateAsync(o => o.SetProperty(x => x.State, "held"));
    }

    private static async Task<long> UnitAsync(RunningHouse house, long member)
    {
        await using var db = house.Database.Open();
        var unit = db.Units.Add(new Luzhi.Core.Directory.Unit { BodyId = 1, Kind = Luzhi.Core.Directory.UnitKind.Committee, Name = "经济委" }).Entity;
        await db.SaveChangesAsync();
        db.Memberships.Add(new Luzhi.Core.Directory.Membership { PersonId = member, UnitId = unit.Id });
        await db.SaveChangesAsync();
        return unit.Id;
    }
}
