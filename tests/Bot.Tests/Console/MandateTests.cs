using Luzhi.Core.Directory;
using Luzhi.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Bot.Tests.OfficeConsole;

public sealed class MandateTests
{
    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_leaders_secretary_is_set_up_with_the_consent_on_record_and_ended_again(Provider provider)
    {
        await using var house = await RunningHouse.StartAsync(provider);
        var wang = await Some.MemberAsync(house.Database, "王建国");
        using var browser = await Browser.AtDeskAsync(house);

        await browser.SeeAsync($"/console/members/{wang.Id}/proxy");
        await browser.PressAsync("保存", ("Name", ""));
        browser.Text.ShouldContain("请写代办人的姓名");
        await browser.PressAsync("保存", ("Name", "小赵"), ("Consent", "Paper"));
        browser.Text.ShouldContain("书面同意");
        browser.Text.ShouldContain("绑定 ");

        await using (var db = house.Database.Open())
        {
            var associate = await db.People.SingleAsync(p => p.Name == "小赵");
            associate.Kind.ShouldBe(PersonKind.Associate);
            (await db.Links.SingleAsync(l => l.Kind == Link.Secretary)).ShouldSatisfyAllConditions(l => l.FromId.ShouldBe(wang.Id), l => l.ToId.ShouldBe(associate.Id));
        }

        await browser.PressAsync("停止");
        browser.Text.ShouldContain("已停止（秘书小周）");
        await using var after = house.Database.Open();
        (await after.Links.SingleAsync(l => l.Kind == Link.Secretary)).ToDate.ShouldNotBeNull();
        (await after.Notices.Select(n => n.Kind).ToListAsync()).ShouldBe(["begun", "appointed", "over", "ended"], ignoreOrder: true);
    }
}
