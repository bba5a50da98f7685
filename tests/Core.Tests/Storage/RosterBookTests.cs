using System.Text;
using Luzhi.Core.Directory;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Luzhi.Testing;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Tests.Storage;

public sealed class RosterBookTests
{
    private static readonly Words Words = Words.Load(Path.Combine(House.Find(AppContext.BaseDirectory).Config, "words.zh-CN.yaml"));
    private static readonly CancellationToken Ct = CancellationToken.None;

    private const string First = """
        姓名,手机,绑定码,政治面貌,界别,专委会,委员组,党支部,属地,职务,任期起
        张建国,13800000001,A1,中共党员,经济界;工商联,经济委,第1组,第一支部,城关镇,委员;召集人,2022-01-15
        李秀英,13800000002,,民盟,医卫界,提案委,第1组,,柳河镇,委员,2022-01-15
        王芳,,A3,,,,,,,,
        张伟,13800000004,,,,,,,,,
        张伟,13800000005,,,,,,,,,
        """;

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Importing_twice_changes_nothing_the_second_time_and_a_preview_changes_nothing_at_all(Provider provider)
    {
        await using var house = await HouseAsync(provider);
        (await house.PreviewAsync(First)).ShouldBe((5, 0, 0));
        await using (var db = house.Database.Open())
        {
            (await db.People.CountAsync()).ShouldBe(0);
        }

        (await house.ImportAsync(First)).ShouldBe((5, 0, 0));
        var before = await house.ShownAsync();
        (await house.PreviewAsync(First)).ShouldBe((0, 0, 0));
        (await house.ImportAsync(First)).ShouldBe((0, 0, 0));
        (await house.ShownAsync()).ShouldBe(before);
        before.ShouldBe("""
            张建国 13800000001 A1 中共党员 2022-01-15 | 专委会:经济委 党支部:第一支部 委员组:经济委/第1组 属地:城关镇 界别:工商联 界别:经济界 | 召集人@2022-01-15 委员@2022-01-15
            李秀英 13800000002 - 民盟 2022-01-15 | 专委会:提案委 委员组:提案委/第1组 属地:柳河镇 界别:医卫界 | 委员@2022-01-15
            王芳 - A3 - - |  | 委员@
            张伟 13800000004 - - - |  | 委员@
            张伟 13800000005 - - - |  | 委员@
            """);
    }

    [Fact]
    public async Task Where_nobody_is_asked_the_unique_name_decides_and_a_warning_says_that_the_number_differs()
    {
        await using var house = await HouseAsync(Provider.Sqlite);
        await house.ImportAsync("姓名,手机\n李秀英,13800000002");

        var result = await house.Book.ImportAsync(house.Read("姓名,手机\n李秀英,13900000002"), "机器", Ct);

        (result.Created, result.Updated).ShouldBe((0, 1));
        result.Warnings.Select(w => (w.Row, w.Column)).ShouldBe([(2, "手机")]);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_code_given_to_the_offices_own_staff_stops_no_import_and_is_nobody_elses(Provider provider)
    {
        await using var house = await HouseAsync(provider);
        await using (var db = house.Database.Open())
        {
            var staff = new Person { BodyId = 1, Name = "陈秘书", Kind = PersonKind.Staff, CreatedAt = DateTimeOffset.UnixEpoch };
            db.Add(staff);
            await db.SaveChangesAsync();
            db.Add(new BindingCode { Code = "K7M2QX", PersonId = staff.Id, IssuedAt = DateTimeOffset.UnixEpoch });
            await db.SaveChangesAsync();
        }

        (await house.ImportAsync(First)).ShouldBe((5, 0, 0));
        (await house.ImportAsync("姓名,绑定码\n赵敏,K7M2QX")).ShouldBe((0, 0, 1));
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task What_changed_is_closed_with_a_date_and_begun_anew_and_absent_columns_stay_as_they_are(Provider provider)
    {
        await using var house = await HouseAsync(provider);
        await house.ImportAsync(First);
        (await house.ImportAsync("姓名,绑定码,专委会,职务\n张建国,A1,提案委,委员;常委\n王芳,A3,,")).ShouldBe((0, 1, 0));
        (await house.ShownAsync()).Split('\n')[0].ShouldBe(
            "张建国 13800000001 A1 中共党员 2022-01-15 | 专委会:提案委 专委会:经济委(2026-11-22) 党支部:第一支部 委员组:经济委/第1组(2026-11-22) 属地:城关镇 界别:工商联 界别:经济界 | 召集人@2022-01-15(2026-11-22) 委员@2022-01-15 常委@2026-11-23");
        (await house.ImportAsync("姓名,绑定码,任期起\n张建国,A1,2021-01-01")).ShouldBe((0, 1, 0));
        (await house.ShownAsync()).Split('\n')[0].ShouldEndWith("召集人@2022-01-15(2026-11-22) 委员@2021-01-01 常委@2026-11-23");
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task The_same_person_is_found_by_code_else_by_phone_else_by_a_unique_name(Provider provider)
    {
        await using var house = await HouseAsync(provider);
        await house.ImportAsync(First);
        (await house.ImportAsync("姓名,手机,绑定码\n张建设,13900000001,a1\n李秀瑛,13800000002,\n王芳,13900000003,")).ShouldBe((0, 3, 0));
        (await house.ShownAsync()).Split('\n').Select(l => string.Join(' ', l.Split(' ').Take(3))).ShouldBe(
            ["张建设 13900000001 A1", "李秀瑛 13800000002 -", "王芳 13900000003 A3", "张伟 13800000004 -", "张伟 13800000005 -"]);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Who_cannot_be_told_apart_is_rejected_with_row_column_and_reason(Provider provider)
    {
        await using var house = await HouseAsync(provider);
        await house.ImportAsync(First);
        var result = await house.Book.PreviewAsync(house.Read("姓名,手机,绑定码\n张伟,13900000009,\n李秀英,13800000001,\n张建国,,A1\n王芳,13800000004,A3\n赵敏,13900000008,"), Ct);
        result.Created.ShouldBe(1);
        result.Rejected.ShouldBe([
            new RosterRejected(2, "姓名", "名册里叫“张伟”的不止一人，分不清是哪一位；请补写手机或绑定码。"),
            new RosterRejected(3, "手机", "与第4行是同一个人（张建国）。"),
            new RosterRejected(5, "手机", "这个手机已登记在“张伟”名下。"),
        ]);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_namesake_with_another_code_and_another_phone_is_another_person(Provider provider)
    {
        await using var house = await HouseAsync(provider);
        await house.ImportAsync("姓名,手机,绑定码\n张伟,13800000001,A1");
        (await house.ImportAsync("姓名,手机,绑定码\n张伟,13800000002,A2")).ShouldBe((1, 0, 0));
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_new_code_revokes_the_old_one_that_nobody_used(Provider provider)
    {
        await using var house = await HouseAsync(provider);
        await house.ImportAsync("姓名,手机,绑定码\n张建国,13800000001,A1");
        await house.ImportAsync("姓名,手机,绑定码\n张建国,13800000001,B1");
        await using var db = house.Database.Open();
        (await db.BindingCodes.OrderBy(c => c.Code).Select(c => new { c.Code, Revoked = c.RevokedAt != null }).ToListAsync())
            .Select(c => (c.Code, c.Revoked)).ShouldBe([("A1", true), ("B1", false)]);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task New_units_are_named_so_that_a_misspelled_one_is_seen_before_the_import(Provider provider)
    {
        await using var house = await HouseAsync(provider);
        await house.ImportAsync(First);
        var preview = await house.Book.PreviewAsync(house.Read("姓名,专委会,委员组\n刘洋,经计委,第1组\n陈静,提案委,第１组"), Ct);
        preview.NewUnits.ShouldBe(["专委会:经计委", "委员组:经计委/第1组"]);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Any_roster_imported_again_in_any_order_changes_nothing(Provider provider)
    {
        var chance = Chance.Seeded(3);
        for (var round = 0; round < 3; round++)
        {
            await using var house = await HouseAsync(provider);
            var rows = Enumerable.Range(0, 60).Select(i => AnyRow(chance, i)).ToList();
            var header = "姓名,手机,绑定码,政治面貌,界别,专委会,委员组,党支部,属地,职务,任期起\n";
            var first = await house.ImportAsync(header + string.Join('\n', rows));
            (first.Created + first.Rejected).ShouldBeGreaterThanOrEqualTo(60);
            rows.Reverse();
            var again = await house.ImportAsync(header + string.Join('\n', rows));
            (again.Created, again.Updated).ShouldBe((0, 0));
        }
    }

    private static string AnyRow(Chance chance, int i)
    {
        string Pick(params string[] of) => of[chance.Bytes(1)[0] % of.Length];
        var committee = Pick("", "经济委", "提案委", "文史委");
        return string.Join(',', Pick("张伟", "李娜", "王芳", $"委员{i}"), $"138{i:00000000}", Pick("", $"C{i}"), Pick("", "中共党员", "民盟"),
            Pick("", "经济界", "经济界;工商联"), committee, committee.Length > 0 ? Pick("", "第1组", "第2组") : "", Pick("", "第一支部"), Pick("", "城关镇"), Pick("", "委员", "委员;常委"), Pick("", "2022-01-15"));
    }

    private static async Task<Fixture> HouseAsync(Provider provider) => new(await FreshDatabase.CreateAsync(provider));

    private sealed class Fixture(FreshDatabase fresh) : IAsyncDisposable
    {
        public Database Database => fresh.Database;

        public RosterBook Book { get; } = new(fresh.Database, new ManualClock(), Some.Zone, Words, new OrganizationSettings());

        public RosterSheet Read(string text) => new RosterReader(Words).Read(Encoding.UTF8.GetBytes(text));

        public async Task<(int Created, int Updated, int Rejected)> ImportAsync(string text) => Numbers(await Book.ImportAsync(Read(text), "秘书", Ct));

        public async Task<(int Created, int Updated, int Rejected)> PreviewAsync(string text) => Numbers(await Book.PreviewAsync(Read(text), Ct));

        private static (int, int, int) Numbers(RosterResult result) => (result.Created, result.Updated, result.Rejected.Count);

        /// <summary>Everybody on a line: fields, units (with their last day in brackets), roles (@ first day).</summary>
        public async Task<string> ShownAsync()
        {
            await using var db = Database.Open();
            var units = await db.Units.ToDictionaryAsync(u => u.Id);
            string Unit(Membership m) => $"{AudienceWords.Kinds[units[m.UnitId].Kind]}:{(units[m.UnitId].ParentId is { } p ? units[p].Name + "/" : "")}{units[m.UnitId].Name}{Last(m.ToDate)}";
            string Last(DateOnly? to) => to is null ? "" : $"({to:yyyy-MM-dd})";
            var memberships = (await db.Memberships.ToListAsync()).ToLookup(m => m.PersonId, Unit);
            var roles = (await db.Roles.ToListAsync()).ToLookup(r => r.PersonId, r => $"{r.Name}@{r.FromDate:yyyy-MM-dd}{Last(r.ToDate)}");
            var lines = (await db.People.OrderBy(p => p.Id).ToListAsync()).Select(p =>
                $"{p.Name} {p.Phone ?? "-"} {p.RosterCode ?? "-"} {p.Party ?? "-"} {p.Since?.ToString("yyyy-MM-dd", null) ?? "-"} | {string.Join(' ', memberships[p.Id].Order(StringComparer.Ordinal))} | {string.Join(' ', roles[p.Id].Order(StringComparer.Ordinal))}");
            return string.Join('\n', lines);
        }

        public ValueTask DisposeAsync() => fresh.DisposeAsync();
    }
}
