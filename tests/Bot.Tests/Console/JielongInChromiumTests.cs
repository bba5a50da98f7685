using Luzhi.Core.Meetings;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Microsoft.Extensions.DependencyInjection;
using OpenQA.Selenium;

namespace Luzhi.Bot.Tests.OfficeConsole;

/// <summary>A 接龙 is pasted, looked over and taken in a real browser, by keyboard.</summary>
public sealed class JielongInChromiumTests
{
    [Fact]
    public async Task A_paste_is_looked_over_and_taken_by_keyboard_on_a_wide_and_on_a_small_screen()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        foreach (var name in new[] { "张建国", "李秀英", "王芳", "陈刚" })
        {
            await Some.MemberAsync(house.Database, name);
        }

        var meetings = house.Services.GetRequiredService<MeetingBook>();
        var id = await meetings.CallAsync(
            new NewMeeting("主席会议", new DateTimeOffset(2036, 12, 5, 9, 0, 0, TimeSpan.FromHours(8)), "三楼会议室", "全体", []), "秘书", RunningHouse.Ct);
        using var chromium = Chromium.At(house);
        var staff = new StaffBook(house.Database, new ManualClock(), Luzhi.Core.Chance.Seeded(7), house.Services.GetRequiredService<Words>());
        chromium.SignIn("秘书小周", await staff.AddAsync("秘书小周", null, true, "测试", RunningHouse.Ct));

        chromium.Open($"/console/meetings/{id}/jielong");
        chromium.TabTo("[name=Pasted]");
        chromium.See("[name=Pasted]").SendKeys("#接龙\n1. 张建国委员\n2、李秀英 请假（出差）\n3. 老陈\n4. 王芳 看情况吧");
        chromium.Choose("form[action*=Look] button");
        chromium.UntilSays("读出 4 条");
        chromium.Text.ShouldContain("“老陈”是称呼");
        chromium.Widen(360);
        chromium.Beyond().ShouldBe(0);
        chromium.Shoot("jielong-360");
        chromium.Widen(1280);
        chromium.Shoot("jielong-1280");

        chromium.See("[name=Take][value='3']").Selected.ShouldBeFalse();
        chromium.TabTo("[name='state-3']").Press("请");
        chromium.Until(() => chromium.See("[name=Take][value='3']").Selected, "whoever chooses in a row means it");
        chromium.Choose("#take button", asked: true);

        chromium.UntilSays("接龙已登记：改动 3 人");
        (await meetings.TallyAsync(id, RunningHouse.Ct)).ShouldBe(new Tally(4, 1, 2, 0, 0, 1));
        chromium.Complaints().ShouldBeEmpty();
        chromium.Elsewhere().ShouldBeEmpty();
    }
}
