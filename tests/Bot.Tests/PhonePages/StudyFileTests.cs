using System.Net;
using Luzhi.Core.Duties;
using Luzhi.Core.PhonePages;
using Luzhi.Core.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Luzhi.Bot.Tests.PhonePages;

/// <summary>The papers of an assignment, over the wire: on its addressee's page and nowhere else.</summary>
public sealed class StudyFileTests
{
    private const string Nothing = "已经失效，或者不是发给您的";

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task The_addressee_reads_the_papers_and_another_member_a_guesser_and_a_stranger_get_nothing(Provider provider)
    {
        await using var house = await PagesHouse.StartAsync(provider);
        var ((zhang, zhangs), (_, lis)) = (await house.MemberAsync("张建国"), await house.MemberAsync("李秀英"));
        var (study, file) = await GivenAsync(house, "全会材料", "讲话.pdf");
        var (_, other) = await GivenAsync(house, "另一份材料", "另一份.pdf");
        var link = house.Link(await LineAsync(house, study, zhang.Id));
        using var mine = house.Browser();

        using (var unknown = house.Browser(follow: false))
        {
            var asked = await unknown.GetAsync($"{link}/file/{file}");
            (asked.StatusCode, asked.Headers.Location!.ToString().Contains("/m/who", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.Redirect, true));
            (await asked.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        }

        await mine.GetAsync(house.Held($"{house.Front}m/me", zhangs));
        var page = await (await mine.GetAsync(house.Held(link, zhangs))).Content.ReadAsStringAsync();
        page.ShouldContain("讲话.pdf");
        page.ShouldContain($"/file/{file}\"");
        page.ShouldContain("1 KB");
        var given = await mine.GetAsync(house.Held($"{link}/file/{file}", zhangs));
        (await given.Content.ReadAsStringAsync()).ShouldBe("%PDF-1.7 全会材料");
        given.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        given.Content.Headers.ContentDisposition.FileNameStar.ShouldBe("讲话.pdf");
        given.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);

        foreach (var guess in new[] { $"{link}/file/{other}", $"{link}/file/999", $"{link}/file/x", $"{link}x/file/{file}" })
        {
            await NothingAsync(mine, house.Held(guess, zhangs));
        }

        using var others = house.Browser();
        await others.GetAsync(house.Held($"{house.Front}m/me", lis));
        await NothingAsync(others, house.Held($"{link}/file/{file}", lis));
    }

    private static async Task NothingAsync(HttpClient browser, Uri at)
    {
        var answer = await browser.GetAsync(at);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, at.ToString());
        var said = await answer.Content.ReadAsStringAsync();
        said.ShouldContain(Nothing);
        said.ShouldNotContain("PDF");
    }

    /// <summary>An internal one: what it says in the chat says nothing, so all of it is on the page.</summary>
    private static async Task<(long Study, long File)> GivenAsync(PagesHouse house, string title, string name)
    {
        var (book, files) = (house.Services.GetRequiredService<StudyBook>(), house.Services.GetRequiredService<StudyFileBook>());
        var id = (await book.KeepAsync(null, new(title, "请看附件。", "全体", Secrecy: Secrecy.Internal), "陈秘书", default))!.Value;
        var file = (await files.KeepAsync(id, name, FileKind.Of("%PDF-"u8, name)!, System.Text.Encoding.UTF8.GetBytes("%PDF-1.7 " + title), default))!.Value;
        await book.SendAsync(id, "陈秘书", default);
        return (id, file);
    }

    private static async Task<long> LineAsync(PagesHouse house, long studyId, long personId)
    {
        await using var db = house.Database.Open();
        var period = "b" + db.Studies.Single(s => s.Id == studyId).BroadcastId;
        return db.Assignments.Single(a => a.PersonId == personId && db.Occurrences.Any(o => o.Id == a.OccurrenceId && o.Period == period)).Id;
    }
}
