using System.Text;
using Luzhi.Core.Directory;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Luzhi.Testing;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Tests.Storage;

public sealed class CoverageBookTests
{
    private static readonly Words Words = Words.Load(Path.Combine(House.Find(AppContext.BaseDirectory).Config, "words.zh-CN.yaml"));
    private static readonly CancellationToken Ct = CancellationToken.None;

    private const string Roster = """
        姓名,政治面貌,专委会,界别,委员组,党支部,属地,职务
        张建国,中共党员,经济委,经济界,第1组,第一支部,城关镇,委员
        李秀英,民盟,经济委,经济界,第1组,,城关镇,委员
        王芳,,提案委,,,,,委员
        陈伟,中共党员,,,,,,秘书长
        """;

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Who_is_not_covered_is_named_until_the_suggested_link_is_made_and_again_when_it_ends(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        var clock = new ManualClock();
        var sheet = new RosterReader(Words).Read(Encoding.UTF8.GetBytes(Roster));
        await new RosterBook(fresh.Database, clock, Some.Zone, Words, new OrganizationSettings()).ImportAsync(sheet, "秘书", Ct);
        var book = new CoverageBook(fresh.Database, clock, Some.Zone, Words);

        var before = await book.LookAsync(Ct);
        before.Members.ShouldBe(3);
        Names(before.NoGroup).ShouldBe(["王芳"]);
        Names(before.NoLocality).ShouldBe(["王芳"]);
        Names(before.NoContact).ShouldBe(["李秀英", "王芳"]);
        var fix = before.NoContact[0].Fix!.Contact!;
        fix.Name.ShouldBe("张建国");

        await book.LinkAsync(fix.Id, before.NoContact[0].Person.Id, "秘书", Ct);
        await book.LinkAsync(fix.Id, before.NoContact[0].Person.Id, "秘书", Ct);
        var secretary = await PersonAsync(fresh.Database, "陈伟");
        await book.LinkAsync(secretary, await PersonAsync(fresh.Database, "王芳"), "秘书", Ct);
        (await book.LookAsync(Ct)).NoContact.ShouldBeEmpty();

        await using var db = fresh.Database.Open();
        var links = await db.Links.OrderBy(l => l.Id).ToListAsync();
        links.Count.ShouldBe(2);
        (await book.UnlinkAsync(links[1].Id, "秘书", Ct)).ShouldBeTrue();
        (await book.UnlinkAsync(links[1].Id, "秘书", Ct)).ShouldBeFalse();
        Names((await book.LookAsync(Ct)).NoContact).ShouldBe(["王芳"]);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_contact_joins_one_inside_the_Party_and_one_outside_it(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        var (one, other) = (await Some.MemberAsync(fresh.Database, "李秀英"), await Some.MemberAsync(fresh.Database, "王芳"));
        var book = new CoverageBook(fresh.Database, new ManualClock(), Some.Zone, Words);
        (await Should.ThrowAsync<FaultsException>(() => book.LinkAsync(one.Id, other.Id, "秘书", Ct))).Message.ShouldBe("联系人应是名册上的一位党员委员和一位党外委员。");
    }

    private static async Task<long> PersonAsync(Database database, string name)
    {
        await using var db = database.Open();
        return await db.People.Where(p => p.Name == name).Select(p => p.Id).SingleAsync();
    }

    private static IEnumerable<string> Names(IEnumerable<CoverageLine> lines) => lines.Select(l => l.Person.Name);
}
