using Luzhi.Core.Duties;
using Luzhi.Core.Meetings;
using Luzhi.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Luzhi.Bot.Tests.OfficeConsole;

/// <summary>What leaves the house on paper or by the clipboard.</summary>
public sealed class SheetTests
{
    private static readonly DateTimeOffset InTenYears = new(2036, 12, 5, 9, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public async Task The_list_to_sign_has_everyone_once_and_reasons_only_for_an_approver_who_asks()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        var (id, zhang) = await CallAsync(house);
        using var approver = await Browser.AtDeskAsync(house);
        using var other = await Browser.AtDeskAsync(house, approves: false, name: "小李");

        await approver.SeeAsync($"/console/meetings/{id}/sheet");
        approver.Page.QuerySelectorAll("tbody tr").Length.ShouldBe(2);
        approver.Text.ShouldContain("应到 2 人");
        approver.Text.ShouldNotContain("住院手术");
        (await approver.SeeAsync($"/console/meetings/{id}/sheet?reasons=true")).Text.ShouldContain("住院手术");
        (await other.SeeAsync($"/console/meetings/{id}/sheet?reasons=true")).Text.ShouldNotContain("住院手术");
        await using var db = house.Database.Open();
        (await db.Audit.Where(a => a.Action == "leave.reasons.seen").Select(a => a.Actor).ToListAsync()).ShouldBe(["秘书小周"]);
    }

    [Fact]
    public async Task The_groups_text_names_only_whom_the_secretary_ticked_and_no_answer()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        var (id, _) = await CallAsync(house);
        using var browser = await Browser.AtDeskAsync(house);

        await browser.SeeAsync($"/console/meetings/{id}/text");
        browser.Page.QuerySelector("#notice")!.TextContent.ShouldContain("请出席主席会议。\n时间：2036年12月5日（周五）09:00\n地点：三楼会议室");
        browser.Page.QuerySelector("#waiting").ShouldBeNull("nobody is named by itself");
        browser.Text.ShouldNotContain("住院手术");

        await browser.SeeAsync($"/console/meetings/{id}/text?all=true");
        var named = browser.Page.QuerySelector("#waiting")!.TextContent;
        named.ShouldContain("还有1位没有答复");
        named.ShouldContain("李秀英");
        named.ShouldNotContain("张建国");
    }

    [Fact]
    public async Task What_is_internal_has_no_text_for_a_group()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        await Some.MemberAsync(house.Database, "张建国");
        var id = await house.Services.GetRequiredService<MeetingBook>().CallAsync(
            new NewMeeting("内部会", InTenYears, "", "全体", [], Secrecy: Secrecy.Internal), "秘书", RunningHouse.Ct);
        using var browser = await Browser.AtDeskAsync(house);

        (await browser.SeeAsync($"/console/meetings/{id}/text")).Page.QuerySelector("#notice").ShouldBeNull();
    }

    [Fact]
    public async Task The_page_of_rates_says_how_it_counts_and_ranks_nobody()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        using var browser = await Browser.AtDeskAsync(house);

        (await browser.SeeAsync("/console/attendance")).Text.ShouldContain("到会（含迟到）÷（应到 − 请假）");
        browser.Text.ShouldContain("还没有结束到会登记的会议");
        (await browser.SeeAsync("/console/attendance?from=rubbish&type=x")).Last.IsSuccessStatusCode.ShouldBeTrue();
    }

    private static async Task<(long Meeting, long Zhang)> CallAsync(RunningHouse house)
    {
        var zhang = await Some.MemberAsync(house.Database, "张建国");
        await Some.MemberAsync(house.Database, "李秀英");
        var book = house.Services.GetRequiredService<MeetingBook>();
        var id = await book.CallAsync(new NewMeeting("主席会议", InTenYears, "三楼会议室", "全体", []), "秘书", RunningHouse.Ct);
        await book.EnterAnswerAsync(id, zhang.Id, InvitationState.Leave, "住院手术", "phone", "秘书", RunningHouse.Ct);
        return (id, zhang.Id);
    }
}
