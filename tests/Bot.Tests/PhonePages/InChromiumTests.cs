using Luzhi.Bot.Tests.OfficeConsole;
using Luzhi.Core.Meetings;
using Luzhi.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Bot.Tests.PhonePages;

/// <summary>A doorbell's page in a real browser, as small as the smallest phone.</summary>
public sealed class InChromiumTests
{
    [Fact]
    public async Task On_the_smallest_phone_a_tap_answers_and_an_answer_typed_without_a_network_arrives_once_when_it_is_back()
    {
        await using var house = await PagesHouse.StartAsync(Provider.Sqlite);
        var (zhang, zhangs) = await house.MemberAsync("张建国");
        var lines = await house.MeetingAsync("第三季度主席会议暨重点提案督办协商会");
        using var chromium = Chromium.At(house.Front, 320);

        chromium.Open(house.Held(house.Link(lines[zhang.Id]), zhangs).PathAndQuery);
        chromium.UntilSays("还没有答复");
        chromium.Beyond().ShouldBe(0);
        chromium.See(".button").Size.Height.ShouldBeGreaterThan(44);
        chromium.Shoot("phone-meeting");
        chromium.Choose("button[value=Attend]");
        chromium.UntilSays("您的答复：参加");

        chromium.TabTo("details summary").Press(OpenQA.Selenium.Keys.Enter);
        chromium.Fill("details[open] textarea", "去省里出差");
        chromium.Offline(true);
        chromium.TabTo("details[open] button").Press(OpenQA.Selenium.Keys.Enter);
        chromium.UntilSays("已经存在这部手机上");
        chromium.Shoot("phone-offline");
        chromium.Offline(false);
        chromium.UntilSays("您的答复：请假");
        chromium.UntilSays("去省里出差");

        chromium.Beyond().ShouldBe(0);
        chromium.Elsewhere().ShouldBeEmpty();
        await using var db = house.Database.Open();
        (await db.Inbox.CountAsync(i => i.Kind == "page")).ShouldBe(2);
        (await db.Invitations.SingleAsync(i => i.PersonId == zhang.Id)).ShouldSatisfyAllConditions(i => i.State.ShouldBe(InvitationState.Leave), i => i.LeaveReason.ShouldBe("去省里出差"));
    }
}
