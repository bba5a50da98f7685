using Luzhi.Core.Meetings;
using Luzhi.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Luzhi.Bot.Tests.OfficeConsole;

/// <summary>Two things that happen beside the plan: somebody joins late, and a reminder fell due while the house was down.</summary>
public sealed class LateAndMissedTests
{
    private static readonly DateTimeOffset InTenYears = new(2036, 12, 5, 9, 0, 0, TimeSpan.FromHours(8));

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Who_joined_the_audience_late_is_shown_by_name_and_invited_on_a_word(Provider provider)
    {
        await using var house = await RunningHouse.StartAsync(provider);
        await Some.MemberAsync(house.Database, "张建国");
        var id = await CallAsync(house);
        using var browser = await Browser.AtDeskAsync(house);
        (await browser.SeeAsync($"/console/meetings/{id}/late")).Text.ShouldContain("不用补请");
        await Some.MemberAsync(house.Database, "王芳");

        await browser.SeeAsync($"/console/meetings/{id}/late");
        browser.Page.QuerySelector("form.card")!.TextContent.ShouldContain("王芳");
        browser.Page.QuerySelector("form.card")!.TextContent.ShouldNotContain("张建国");
        await browser.PressAsync("补请并通知");

        browser.Text.ShouldContain("已补请 1 人");
        browser.Page.QuerySelector(".tally b")!.TextContent.ShouldBe("2");
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_missed_reminder_is_read_and_rung_by_hand_once(Provider provider)
    {
        await using var house = await RunningHouse.StartAsync(provider);
        await Some.MemberAsync(house.Database, "张建国");
        await CallAsync(house);
        await using (var db = house.Database.Open())
        {
            await db.Notices.Where(n => n.Kind == "reminder").ExecuteUpdateAsync(set => set.SetProperty(n => n.State, "missed"));
        }

        using var browser = await Browser.AtDeskAsync(house);
        (await browser.SeeAsync("/console")).Page.QuerySelector("a[href='/console/deliveries/missed']").ShouldNotBeNull();
        await browser.SeeAsync("/console/deliveries/missed");
        browser.Page.QuerySelectorAll("form.actions").Length.ShouldBe(2);
        browser.Text.ShouldContain("会议提醒，盼您答复");
        await browser.PressAsync("现在补发");

        browser.Text.ShouldContain("正在补发");
        browser.Page.QuerySelectorAll("form.actions").Length.ShouldBe(1);
        await using var after = house.Database.Open();
        (await after.Audit.CountAsync(a => a.Action == "notice.ring" && a.Actor == "秘书小周")).ShouldBe(1);
    }

    [Fact]
    public async Task A_plenary_counts_down_from_the_form_with_offsets_of_ones_own_beside()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        await Some.MemberAsync(house.Database, "张建国");
        using var browser = await Browser.AtDeskAsync(house);

        await browser.SeeAsync("/console/meetings/new");
        await browser.PressAsync("立即通知", ("Title", "五届六次全会"), ("Date", "2036-12-05"), ("Countdown", "true"), ("OtherReminders", "P3D、很早"));
        browser.Text.ShouldContain("“很早”看不懂");
        browser.Page.QuerySelector("[name=Countdown]")!.HasAttribute("checked").ShouldBeTrue();
        await browser.PressAsync("立即通知", ("OtherReminders", "P3D"));

        await using var db = house.Database.Open();
        var meeting = await db.Meetings.SingleAsync();
        meeting.Countdown.ShouldBeTrue();
        meeting.Reminders.Split(' ').Order().ShouldBe(["P1D", "P30D", "P3D", "P7D", "PT2H"]);
        (await db.Notices.Where(n => n.UniqueKey == "reminder:P30D:unsettled:1").Select(n => n.Text).SingleAsync()).ShouldContain("五届六次全会距开幕还有30天");
    }

    private static Task<long> CallAsync(RunningHouse house) => house.Services.GetRequiredService<MeetingBook>().CallAsync(
        new NewMeeting("主席会议", InTenYears, "三楼会议室", "全体", ["P1D"]), "秘书", RunningHouse.Ct);
}
