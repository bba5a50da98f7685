using Luzhi.Bot.Letters;
using Luzhi.Bot.Tests.OfficeConsole;
using Luzhi.Bot.Tests.WeChat;
using Luzhi.Core.Directory;
using Luzhi.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Luzhi.Bot.Tests.Letters;

public sealed class LetterTests
{
    private const string SceneAnswer = """{"ticket":"gQH+x=","expire_seconds":2592000,"url":"http://weixin.qq.com/q/abc"}""";

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Everybody_without_a_bound_phone_gets_one_page_with_their_own_code(Provider provider)
    {
        if (await FontShelf.FindAsync(RunningHouse.Ct) is null)
        {
            Missing.Skip("a Chinese font (fonts-noto-cjk)");
        }

        await using var platform = StandIn.Open();
        platform.Answer = (_, _) => Task.FromResult<string?>(SceneAnswer);
        await using var house = await RunningHouse.StartAsync(provider, all => all with { WeChat = platform.Settings });
        var (zhang, li) = (await Some.MemberAsync(house.Database, "张建国"), await Some.MemberAsync(house.Database, "阿依古丽·买买提"));
        await Some.BoundMemberAsync(house.Database, "王芳");
        using var browser = await Browser.AtDeskAsync(house);
        await browser.SeeAsync("/console/members/letters");
        browser.Text.ShouldNotContain("王芳");

        using var answer = await PrintAsync(browser, zhang.Id, li.Id);

        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
        var pdf = new PdfReading(await answer.Content.ReadAsByteArrayAsync());
        pdf.Pages.Count.ShouldBe(2);
        pdf.Pages[0].ShouldContain("尊敬的张建国委员：");
        pdf.Pages[1].ShouldContain("尊敬的阿依古丽·买买提委员：");
        await using var db = house.Database.Open();
        foreach (var (person, page) in new[] { (zhang, pdf.Pages[0]), (li, pdf.Pages[1]) })
        {
            page.ShouldContain("绑定 " + await db.BindingCodes.Where(c => c.PersonId == person.Id).Select(c => c.Code).SingleAsync());
            (await db.Audit.CountAsync(a => a.Action == "binding.issue" && a.Subject == $"person:{person.Id}")).ShouldBe(1);
        }

        platform.Sends.Count().ShouldBe(2);
    }

    [Fact]
    public async Task An_account_without_the_right_is_asked_little_and_the_letters_have_the_code_in_words()
    {
        await using var platform = StandIn.Open();
        platform.Answer = (_, _) => Task.FromResult<string?>("""{"errcode":48001,"errmsg":"api unauthorized"}""");
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite, all => all with { WeChat = platform.Settings });
        for (var i = 0; i < 30; i++)
        {
            await Some.MemberAsync(house.Database, $"委员{i}");
        }

        using var browser = await Browser.AtDeskAsync(house);
        await browser.SeeAsync("/console/members/letters");
        await browser.PressAsync("网页版（打印）", ("ids", "1"), ("ids", "2"));

        browser.Page.QuerySelectorAll("article.letter").Length.ShouldBe(2);
        browser.Page.QuerySelectorAll("article.letter img").ShouldBeEmpty();
        browser.Page.QuerySelector("article .code")!.TextContent.ShouldStartWith("绑定 ");
        browser.Text.ShouldContain("48001");
    }

    [Fact]
    public async Task Printing_again_keeps_the_code_that_still_waits_and_a_unit_is_only_its_own()
    {
        await using var platform = StandIn.Open();
        platform.Answer = (_, _) => Task.FromResult<string?>(SceneAnswer);
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite, all => all with { WeChat = platform.Settings });
        var (zhang, li) = (await Some.MemberAsync(house.Database, "张建国"), await Some.MemberAsync(house.Database, "李秀英"));
        await using var db = house.Database.Open();
        var unit = db.Units.Add(new Unit { BodyId = zhang.BodyId, Kind = UnitKind.Committee, Name = "经济委" }).Entity;
        await db.SaveChangesAsync();
        db.Memberships.Add(new Membership { PersonId = zhang.Id, UnitId = unit.Id });
        await db.SaveChangesAsync();
        using var browser = await Browser.AtDeskAsync(house);

        (await browser.SeeAsync("/console/members/binding")).Text.ShouldContain("1 人还联系不上");
        await browser.SeeAsync($"/console/members/letters?unit={unit.Id}");
        browser.Text.ShouldContain("张建国");
        browser.Text.ShouldNotContain("李秀英");
        await browser.PressAsync("网页版（打印）", ("ids", $"{zhang.Id}"), ("ids", $"{li.Id}"));
        var first = browser.Page.QuerySelectorAll("article .code").ShouldHaveSingleItem().TextContent;
        await browser.SeeAsync($"/console/members/letters?unit={unit.Id}");
        await browser.PressAsync("网页版（打印）", ("ids", $"{zhang.Id}"));

        browser.Page.QuerySelector("article .code")!.TextContent.ShouldBe(first);
    }

    [Fact]
    public async Task Five_hundred_letters_are_a_few_megabytes()
    {
        if (await FontShelf.FindAsync(RunningHouse.Ct) is not { } font)
        {
            Missing.Skip("a Chinese font (fonts-noto-cjk)");
            return;
        }

        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        var letters = Enumerable.Range(0, 500).Select(i => new Letter(i, $"{(char)('一' + (i * 7))}建国", $"K7M2{i:D3}", $"http://weixin.qq.com/q/{i:D20}", Some.Monday)).ToList();

        var file = new LetterPrint(house.Services.GetRequiredService<LetterWords>()).Print(letters, font, RunningHouse.Ct);

        file.Length.ShouldBeLessThan(6_000_000);
        var pdf = new PdfReading(file);
        pdf.Pages.Count.ShouldBe(500);
        pdf.Pages[499].ShouldContain("绑定 K7M2499");
        pdf.Outlines.Length.ShouldBe(font.Outlines.Length);
    }

    private static async Task<HttpResponseMessage> PrintAsync(Browser browser, params long[] ids)
    {
        var token = browser.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var body = new FormUrlEncodedContent([.. ids.Select(id => KeyValuePair.Create("ids", $"{id}")), KeyValuePair.Create("__RequestVerificationToken", token)]);
        return await browser.Http.PostAsync("/console/members/letters?handler=Pdf", body);
    }
}
