using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Storage;
using Luzhi.Testing;

namespace Luzhi.Core.Tests.Storage;

public sealed class VersionBookTests : IDisposable
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("forms").FullName;

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_form_begun_before_an_edit_goes_on_by_its_own_version_after_a_restart(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var book = new VersionBook(house.Database, new ManualClock());
        Write("什么时候？");
        var before = FormReader.ReadAll(folder);
        await book.RecallAsync(FormReader.In(folder), before, default);
        var begun = before.Find("visit")!.Version;

        Write("哪一天？");
        var after = FormReader.ReadAll(folder);
        await book.RecallAsync(FormReader.In(folder), after, default);

        after.Find("visit")!.Questions[0].Ask.ShouldBe("哪一天？");
        after.Find("visit", begun)!.Questions[0].Ask.ShouldBe("什么时候？");
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_broken_edit_is_on_the_offices_list_until_it_is_mended_and_the_old_form_stays(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var (clock, heard) = (new ManualClock(), new List<string>());
        var (book, incidents) = (new VersionBook(house.Database, clock), new IncidentBook(house.Database, clock));
        Write("什么时候？");
        var shelf = FormReader.ReadAll(folder);
        var restock = new Restock<Form>(FormReader.In(folder), shelf, book, incidents, [(news, _) => { heard.AddRange(news.Changed.Select(f => f.Id)); return Task.CompletedTask; }]);

        Write("哪一天？", type: "dat");
        await restock.TakeAsync(default);
        shelf.Find("visit")!.Questions[0].Ask.ShouldBe("什么时候？");
        (await incidents.OpenOnesAsync(default)).ShouldHaveSingleItem().What.ShouldContain("forms/visit.yaml 第 5 行");
        heard.ShouldBeEmpty();

        Write("哪一天？");
        await restock.TakeAsync(default);
        shelf.Find("visit")!.Questions[0].Ask.ShouldBe("哪一天？");
        (await incidents.OpenOnesAsync(default)).ShouldBeEmpty();
        heard.ShouldBe(["visit"]);
        (await book.OfAsync("forms", default)).ShouldContain(v => v.Version == shelf.Find("visit")!.Version);
    }

    private void Write(string ask, string type = "date") => File.WriteAllText(Path.Combine(folder, "visit.yaml"), $"""
        form: visit
        title: 走访
        questions:
          - key: day
            type: {type}
            label: 时间
            ask: {ask}
        """);
}
