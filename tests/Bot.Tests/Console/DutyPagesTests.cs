using System.Text;
using Luzhi.Bot.OfficeConsole;
using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Duties;
using Luzhi.Core.Duties.Files;
using Luzhi.Core.Duties.Planning;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Luzhi.Scheduler.Calendar;

namespace Luzhi.Bot.Tests.OfficeConsole;

public sealed class DutyPagesTests
{
    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_duty_is_switched_on_stands_in_the_years_calendar_and_in_the_phones_own(Provider provider)
    {
        await using var house = await RunningHouse.StartAsync(provider, duties: Shipped());
        using var browser = await Browser.AtDeskAsync(house);
        await browser.SeeAsync("/console/duties/micro-lecture");
        browser.Text.ShouldContain("未启用");

        await browser.PressAsync("启用");
        browser.Text.ShouldContain("已启用");
        await browser.SeeAsync("/console/duties");
        browser.Text.ShouldContain("微党课");
        await browser.SeeAsync("/console/duties/year?year=2027");

        browser.Page.QuerySelectorAll("a[href='/console/duties/micro-lecture']").Length.ShouldBe(12);
        var feed = new Uri(browser.Page.QuerySelector("input[readonly]")!.GetAttribute("value")!);
        using var phone = house.Stranger;
        (await phone.GetStringAsync(feed.PathAndQuery)).ShouldContain("SUMMARY:微党课");
        (await phone.GetAsync(feed.PathAndQuery[..^8] + "AAAA.ics")).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_file_is_checked_in_the_browser_with_the_same_faults_and_a_dry_run()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite, duties: Shipped());
        using var browser = await Browser.AtDeskAsync(house);
        await browser.SeeAsync("/console/duties/micro-lecture/file");
        var written = browser.Page.QuerySelector("textarea")!.TextContent;

        await browser.PressAsync("检查", ("Written", written.Replace("shift: previous", "shift: previos", StringComparison.Ordinal)));
        browser.Page.QuerySelector(".fault")!.TextContent.ShouldContain("previous");
        await browser.PressAsync("检查", ("Written", written.Replace("duty: micro-lecture", "duty: another", StringComparison.Ordinal)));
        browser.Page.QuerySelector(".fault")!.TextContent.ShouldContain("名字不能改");
        await browser.PressAsync("检查", ("Written", written.Replace("day: 25", "day: 20", StringComparison.Ordinal)));
        browser.Text.ShouldContain("今后一年的变化");
        browser.Text.ShouldContain("截止时间从");
    }

    [Fact]
    public async Task What_is_not_open_is_in_the_feed_without_its_name_and_no_line_is_too_long()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        var at = new DateTimeOffset(2027, 1, 15, 1, 0, 0, TimeSpan.Zero);
        var text = house.Get<CalendarFeed>().Text(
            [(Secrecy.Internal, new("life", "2027", "民主生活会准备", at, at, [])), (Secrecy.Open, new("long", "2027", new string('会', 60) + ",;", at, at, []))], at);

        text.ShouldNotContain("民主生活会");
        text.Split("\r\n").Max(line => Encoding.UTF8.GetByteCount(line)).ShouldBeLessThanOrEqualTo(75);
        text.Replace("\r\n ", "", StringComparison.Ordinal).ShouldContain(new string('会', 60) + "\\,\\;");
    }

    private static DutyShelf Shipped()
    {
        var config = House.Find(AppContext.BaseDirectory).Config;
        return DutyFiles.ReadAll(Path.Combine(config, "duties"), [.. FormReader.ReadAll(Path.Combine(config, "forms")).All.Select(f => f.Id)]);
    }
}
