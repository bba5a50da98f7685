using Luzhi.Bot.Tests.WeChat;
using Luzhi.Core.Storage;

namespace Luzhi.Bot.Tests.OfficeConsole;

public sealed class InvitationTests
{
    [Fact]
    public async Task The_office_draws_an_invitation_that_binds_its_owner_by_one_scan()
    {
        await using var platform = StandIn.Open();
        platform.Answer = (_, _) => Task.FromResult<string?>("""{"ticket":"gQH+x=","expire_seconds":2592000,"url":"http://weixin.qq.com/q/abc"}""");
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite, all => all with { WeChat = platform.Settings });
        var zhang = await Some.MemberAsync(house.Database);
        using var browser = await Browser.AtDeskAsync(house);

        await browser.SeeAsync($"/console/members/{zhang.Id}");
        await browser.PressAsync("邀请二维码");

        browser.Page.QuerySelector("main img")!.GetAttribute("src").ShouldStartWith("data:image/png;base64,iVBOR");
        var code = browser.Page.QuerySelector(".done .code")!.TextContent;
        platform.Sends.ShouldHaveSingleItem().Body.ShouldContain($"\"b_{code}\"");
    }

    [Fact]
    public async Task Without_the_right_the_office_is_told_why_and_still_has_the_code()
    {
        await using var platform = StandIn.Open();
        platform.Answer = (_, _) => Task.FromResult<string?>("""{"errcode":48001,"errmsg":"api unauthorized"}""");
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite, all => all with { WeChat = platform.Settings });
        var zhang = await Some.MemberAsync(house.Database);
        using var browser = await Browser.AtDeskAsync(house);

        await browser.SeeAsync($"/console/members/{zhang.Id}");
        await browser.PressAsync("邀请二维码");

        browser.Page.QuerySelector(".fault")!.TextContent.ShouldContain("48001");
        browser.Page.QuerySelector(".done .code")!.TextContent.Length.ShouldBe(6);
    }
}
