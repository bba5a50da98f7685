using Luzhi.Core;
using Luzhi.Core.Meetings;
using Luzhi.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Luzhi.Bot.Tests.OfficeConsole;

public sealed class LeaveTests
{
    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Leave_is_decided_from_the_list_and_whoever_comes_second_is_told(Provider provider)
    {
        await using var house = await RunningHouse.StartAsync(provider);
        var zhang = await Some.MemberAsync(house.Database, "张建国");
        var id = await CallAsync(house, null);
        await Meetings(house).EnterAnswerAsync(id, zhang.Id, InvitationState.Leave, "住院手术", "phone", "秘书", RunningHouse.Ct);
        using var approver = await Browser.AtDeskAsync(house);
        using var other = await Browser.AtDeskAsync(house, approves: false, name: "小李");

        (await other.SeeAsync("/console/leaves")).Text.ShouldNotContain("住院手术");
        (await approver.SeeAsync("/console/leaves")).Text.ShouldContain("住院手术");
        await approver.PressAsync("不准", ("Remark", "请安排副职参加"));

        approver.Text.ShouldContain("没有待批的请假");
        (await Should.ThrowAsync<FaultsException>(() => Meetings(house).DecideLeaveAsync(id, zhang.Id, true, "另一位", RunningHouse.Ct))).Message.ShouldContain("秘书小周");
        await using var db = house.Database.Open();
        (await db.Invitations.SingleAsync()).LeaveApproved.ShouldBe(false);
        (await db.LeaveRequests.SingleAsync()).Remark.ShouldBe("请安排副职参加");
        (await db.Notices.SingleAsync(n => n.Kind == "decided")).Text.ShouldContain("请安排副职参加");
    }

    [Fact]
    public async Task The_office_edits_its_meeting_types_and_a_meeting_begins_with_them()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        await Some.MemberAsync(house.Database, "张建国");
        using var browser = await Browser.AtDeskAsync(house);

        (await browser.SeeAsync("/console/settings/types")).Text.ShouldContain("常委会会议");
        await browser.PressAsync("新增", ("Name", "考察活动"), ("Approver", "none"));
        browser.Text.ShouldContain("考察活动");
        await browser.PressAsync("新增", ("Name", "考察活动"));
        browser.Text.ShouldContain("已有名为“考察活动”的会议类型");

        await browser.SeeAsync("/console/meetings/new");
        browser.Page.QuerySelectorAll("select[name=TypeId] option").Select(o => o.TextContent).ShouldContain("考察活动");
    }

    [Fact]
    public async Task Leave_of_a_type_that_needs_no_approval_is_settled_at_once()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        var zhang = await Some.MemberAsync(house.Database, "张建国");
        var other = await house.Services.GetRequiredService<MeetingTypeBook>().FindAsync(null, "其他", RunningHouse.Ct);
        var id = await CallAsync(house, other!.Id);

        await Meetings(house).EnterAnswerAsync(id, zhang.Id, InvitationState.Leave, null, "phone", "秘书", RunningHouse.Ct);

        (await Meetings(house).TallyAsync(id, RunningHouse.Ct)).LeaveApproved.ShouldBe(1);
        (await Meetings(house).UndecidedAsync(null, null, RunningHouse.Ct)).ShouldBeEmpty();
    }

    private static MeetingBook Meetings(RunningHouse house) => house.Services.GetRequiredService<MeetingBook>();

    private static Task<long> CallAsync(RunningHouse house, long? type) => Meetings(house).CallAsync(
        new NewMeeting("主席会议", new DateTimeOffset(2036, 12, 5, 9, 0, 0, TimeSpan.FromHours(8)), "", "全体", [], TypeId: type), "秘书", RunningHouse.Ct);
}
