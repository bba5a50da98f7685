using Luzhi.Core.Meetings;
using Luzhi.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Luzhi.Bot.Tests.OfficeConsole;

public sealed class JielongTests
{
    private static readonly DateTimeOffset InTenYears = new(2036, 12, 5, 9, 0, 0, TimeSpan.FromHours(8));

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_paste_is_shown_before_it_is_taken_and_the_members_own_answer_stays_unless_ticked(Provider provider)
    {
        await using var house = await RunningHouse.StartAsync(provider);
        var zhang = await Some.MemberAsync(house.Database, "张建国");
        await Some.MemberAsync(house.Database, "李秀英");
        var wang = await Some.MemberAsync(house.Database, "王芳");
        var id = await CallAsync(house);
        await AnswerByChatAsync(house, zhang.Id);
        using var browser = await Browser.AtDeskAsync(house);

        await browser.SeeAsync($"/console/meetings/{id}/jielong");
        await browser.PressAsync("读接龙", ("Pasted", "#接龙\n1. 张建国 参加\n2. 李秀英 请假（出差）\n3. 老王"));
        browser.Page.QuerySelector(".tally .leave b").ShouldBeNull("only looked at so far");
        Ticked(browser).ShouldBe(["1"], "张建国 has answered by himself, 老王 is not clear");
        browser.Text.ShouldContain("本人在聊天里答复了请假；打钩才改");
        browser.Text.ShouldContain("“老王”是称呼");

        await browser.PressAsync("登记打钩的", ("Take", "1"), ("Take", "2"), ("who-2", $"{wang.Id}"), ("state-2", "Attending"));
        browser.Text.ShouldContain("接龙已登记：改动 2 人");
        await using var db = house.Database.Open();
        var lines = await db.Invitations.OrderBy(i => i.PersonId).Select(i => new { i.State, i.Via, i.LeaveReason, i.EnteredBy }).ToListAsync();
        lines.Select(l => $"{l.State} {l.Via} {l.LeaveReason} {l.EnteredBy}").ShouldBe(
            ["Leave chat 出差 ", "Leave jielong 出差 秘书小周", "Attending jielong  秘书小周"]);
        (await db.Audit.CountAsync(a => a.Action == "meeting.jielong")).ShouldBe(1);
    }

    [Fact]
    public async Task Every_line_that_was_read_is_counted_once_and_a_remark_stays_beside_the_answer()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        await Some.MemberAsync(house.Database, "张建国");
        await Some.MemberAsync(house.Database, "李秀英");
        var wang = await Some.MemberAsync(house.Database, "王芳");
        var id = await CallAsync(house);
        await house.Services.GetRequiredService<MeetingBook>().EnterAnswerAsync(id, wang.Id, InvitationState.Attending, null, "phone", "秘书小周", RunningHouse.Ct);
        using var browser = await Browser.AtDeskAsync(house);

        await browser.SeeAsync($"/console/meetings/{id}/jielong");
        await browser.PressAsync("读接龙", ("Pasted", "1. 张建国 请假\n2. 李秀英 参加，会晚到\n3. 王芳\n4. 老李\n5. 张建国 参加"));
        browser.Text.ShouldContain("重复 1");
        await browser.PressAsync("登记打钩的", ("Take", "1"), ("Take", "4"));

        browser.Text.ShouldContain("接龙已登记：改动 2 人，与原答复相同 1 条，重复 1 条，没有登记 1 条；共读出 5 条。");
        await using var db = house.Database.Open();
        (await db.Invitations.SingleAsync(i => i.PersonId == wang.Id - 1)).Question.ShouldNotBeNull().ShouldContain("晚到");
        (await db.Questions.AnyAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task A_tick_overwrites_what_was_seen_and_not_what_the_member_said_meanwhile()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        var zhang = await Some.MemberAsync(house.Database, "张建国");
        var li = await Some.MemberAsync(house.Database, "李秀英");
        var id = await CallAsync(house);
        var book = house.Services.GetRequiredService<MeetingBook>();
        await AnswerByChatAsync(house, zhang.Id);
        await AnswerByChatAsync(house, li.Id);

        var taken = await book.TakeJielongAsync(id, [new(zhang.Id, InvitationState.Attending, null, Over: true), new(li.Id, InvitationState.Attending, null)], "秘书小周", RunningHouse.Ct);

        taken.ShouldBe(new JielongTaken(Entered: 1, Same: 0, Kept: 1));
        (await book.TallyAsync(id, RunningHouse.Ct)).Attending.ShouldBe(1);
    }

    [Fact]
    public async Task A_ticked_line_without_a_person_is_named_and_nothing_is_taken()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        await Some.MemberAsync(house.Database, "张建国");
        var id = await CallAsync(house);
        using var browser = await Browser.AtDeskAsync(house);

        await browser.SeeAsync($"/console/meetings/{id}/jielong");
        await browser.PressAsync("读接龙", ("Pasted", "1. 张建国\n2. 孙悟空 参加"));
        await browser.PressAsync("登记打钩的", ("Take", "0"), ("Take", "1"), ("who-1", "孙悟空"));

        browser.Text.ShouldContain("第 2 行打了钩，还没有选清楚");
        Ticked(browser).ShouldBe(["0", "1"]);
        (await house.Services.GetRequiredService<MeetingBook>().TallyAsync(id, RunningHouse.Ct)).Attending.ShouldBe(0);
    }

    private static IEnumerable<string?> Ticked(Browser browser) =>
        browser.Page.QuerySelectorAll("[name=Take]").Where(box => box.HasAttribute("checked")).Select(box => box.GetAttribute("value"));

    private static async Task AnswerByChatAsync(RunningHouse house, long person)
    {
        await using var db = house.Database.Open();
        await db.Invitations.Where(i => i.PersonId == person).ExecuteUpdateAsync(set => set
            .SetProperty(i => i.State, InvitationState.Leave).SetProperty(i => i.LeaveReason, "出差").SetProperty(i => i.Via, "chat").SetProperty(i => i.AnsweredAt, InTenYears.AddYears(-9)));
    }

    private static Task<long> CallAsync(RunningHouse house) => house.Services.GetRequiredService<MeetingBook>().CallAsync(
        new NewMeeting("主席会议", InTenYears, "三楼会议室", "全体", []), "秘书", RunningHouse.Ct);
}
