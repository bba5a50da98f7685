using System.Text;
using Luzhi.Core.Directory;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Luzhi.Testing;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Tests.Storage;

public sealed class LinkBookTests
{
    private static readonly Words Words = Words.Load(Path.Combine(House.Find(AppContext.BaseDirectory).Config, "words.zh-CN.yaml"));
    private static readonly CancellationToken Ct = CancellationToken.None;

    private const string Roster = """
        姓名,手机,专委会,界别,属地,职务
        张建国,13800000001,经济委,经济界,城关镇,委员
        李秀英,13800000002,经济委,教育界,青山镇,委员
        王芳,13800000003,提案委,教育界,青山镇,委员
        王芳,13800000004,经济委,教育界,青山镇,委员
        """;

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_table_links_members_to_units_places_and_members_and_says_what_it_cannot_take(Provider provider)
    {
        await using var fresh = await OpenAsync(provider);
        var clock = new ManualClock();
        await Places(fresh.Database, clock).SaveAsync(null, new("委员之家", "青山镇委员之家", "", "青山镇", "李秀英", "每周三上午"), "秘书", Ct);
        var sheet = Sheet("""
            联系名单,,,
            联系人,类别,对象,备注
            张建国,联系,界别:教育界,
            张建国,联系,李秀英,
            李秀英,联系,青山镇委员之家,
            张建国,联系,王芳,
            赵六,联系,李秀英,
            张建国,联系,张建国,
            """, LinkBook.Headings);

        var result = await Links(fresh.Database, clock).ImportAsync(sheet, "秘书", Ct);

        result.Added.ShouldBe(3);
        result.Unread.ShouldBe(["备注"]);
        result.Rejected.Select(r => r.Row).ShouldBe([6, 7, 8]);
        result.Rejected[0].Reason.ShouldContain("几位“王芳”");
        result.Rejected[1].Reason.ShouldContain("没有“赵六”");
        (await Links(fresh.Database, clock).ListAsync("联系", Ct)).Select(l => $"{l.From}→{l.To}({l.ToKind})")
            .ShouldBe(["张建国→教育界(unit)", "张建国→李秀英(person)", "李秀英→青山镇委员之家(place)"]);
        (await Links(fresh.Database, clock).ImportAsync(sheet, "秘书", Ct)).Kept.ShouldBe(3);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Somebody_outside_is_kept_only_with_consent_purpose_and_a_last_day_and_forgotten_after_it(Provider provider)
    {
        await using var fresh = await OpenAsync(provider);
        var clock = new ManualClock();
        var until = DateOnly.FromDateTime(clock.GetUtcNow().Date).AddDays(20);
        (await Links(fresh.Database, clock).ListAsync(null, Ct)).ShouldBeEmpty();
        var (book, asked) = (Links(fresh.Database, clock), new LinkDraft("联帮", "张建国", "周明", "春节返乡联帮", until, Consented: false));

        (await Should.ThrowAsync<FaultsException>(() => book.AddAsync(asked, "秘书", Ct))).Message.ShouldContain("征得本人同意");
        await book.AddAsync(asked with { Consented = true }, "秘书", Ct);
        (await book.ListAsync(null, Ct)).Single().To.ShouldBe("周明");

        await new Housekeeping(fresh.Database).ForgetOutsidersAsync(until.AddDays(1), Ct);
        await using var db = fresh.Database.Open();
        (await db.Outsiders.SingleAsync(Ct)).Name.ShouldBe("");
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_locality_without_a_place_of_the_kind_is_named(Provider provider)
    {
        await using var fresh = await OpenAsync(provider);
        var book = Places(fresh.Database, new ManualClock());
        var home = await book.SaveAsync(null, new("委员之家", "青山镇委员之家", "", "青山镇", "李秀英", ""), "秘书", Ct);

        (await book.LocalitiesWithoutAsync("委员之家", Ct)).ShouldBe(["城关镇"]);
        (await Should.ThrowAsync<FaultsException>(() => book.SaveAsync(null, new("委员之家", "另一处", "", "青山真", "", ""), "秘书", Ct))).Message.ShouldContain("最接近的是：青山镇");
        await book.CloseAsync(home, "秘书", Ct);
        (await book.LocalitiesWithoutAsync("委员之家", Ct)).ShouldBe(["城关镇", "青山镇"]);
    }

    private static SmallSheet Sheet(string text, IReadOnlyList<string> headings) => SmallSheet.Read(Encoding.UTF8.GetBytes(text), headings, Words);

    private static LinkBook Links(Database database, TimeProvider clock) => new(database, clock, Some.Zone, Words, new OrganizationSettings());

    private static PlaceBook Places(Database database, TimeProvider clock) => new(database, clock, Some.Zone, Words, new OrganizationSettings());

    private static async Task<FreshDatabase> OpenAsync(Provider provider)
    {
        var fresh = await FreshDatabase.CreateAsync(provider);
        var sheet = new RosterReader(Words).Read(Encoding.UTF8.GetBytes(Roster));
        await new RosterBook(fresh.Database, new ManualClock(), Some.Zone, Words, new OrganizationSettings()).ImportAsync(sheet, "秘书", Ct);
        return fresh;
    }
}
