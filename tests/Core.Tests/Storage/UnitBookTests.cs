using Luzhi.Core.Directory;
using Luzhi.Core.Duties;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Luzhi.Testing;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Tests.Storage;

public sealed class UnitBookTests
{
    private static readonly Words Words = Words.Load(Path.Combine(House.Find(AppContext.BaseDirectory).Config, "words.zh-CN.yaml"));
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_unit_opens_is_renamed_and_closes_and_its_record_stays(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        var (book, list) = Books(fresh);
        var zhang = await Some.MemberAsync(fresh.Database);

        var committee = await book.OpenAsync(UnitKind.Committee, null, "经济委", "秘书", Ct);
        var group = await book.OpenAsync(UnitKind.MemberGroup, committee, "第1组", "秘书", Ct);
        await using var db = fresh.Database.Open();
        db.Memberships.AddRange(new Membership { PersonId = zhang.Id, UnitId = committee }, new Membership { PersonId = zhang.Id, UnitId = group });
        await db.SaveChangesAsync();
        (await book.RenameAsync(committee, "经济和农业委", "秘书", Ct)).ShouldBeTrue();
        (await list.ListAsync(null, null, Ct)).Select(u => (u.Path, u.People)).ShouldBe([("经济和农业委", 1), ("经济和农业委/第1组", 1)]);

        (await book.CloseAsync(committee, "秘书", Ct)).ShouldBeTrue();

        (await list.ListAsync(null, null, Ct)).ShouldAllBe(u => !u.Open && u.People == 0);
        (await db.Memberships.AsNoTracking().CountAsync(m => m.ToDate != null)).ShouldBe(2);
        (await book.CloseAsync(committee, "秘书", Ct)).ShouldBeFalse();
        (await db.Audit.Where(a => a.Action == "unit.rename").Select(a => a.Detail).SingleAsync()).ShouldBe("经济委 → 经济和农业委");
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Who_convenes_a_unit_changes_and_who_did_stays_known(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        var (book, list) = Books(fresh);
        var zhang = await Some.MemberAsync(fresh.Database);
        var unit = await book.OpenAsync(UnitKind.Committee, null, "经济委", "秘书", Ct);
        await using var db = fresh.Database.Open();
        db.Memberships.Add(new Membership { PersonId = zhang.Id, UnitId = unit, FromDate = new DateOnly(2022, 1, 1) });
        await db.SaveChangesAsync();

        (await book.AppointAsync(unit, zhang.Id, "召集人", "秘书", Ct)).ShouldBeTrue();

        (await list.PeopleAsync(unit, 0, 200, Ct)).Select(p => (p.Name, p.Role)).ShouldBe([("张建国", "召集人")]);
        (await list.ListAsync(UnitKind.Committee, null, Ct)).Single().Leaders.ShouldBe([new UnitLeader(zhang.Id, "张建国", "召集人")]);
        (await db.Memberships.AsNoTracking().OrderBy(m => m.Id).Select(m => m.Role).ToListAsync()).ShouldBe([null, "召集人"]);
        (await book.AppointAsync(unit, 4711, "召集人", "秘书", Ct)).ShouldBeFalse();
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task What_the_units_people_have_not_answered_is_open_and_others_are_not_counted(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        var (book, list) = Books(fresh);
        var (zhang, li, wang) = (await Some.MemberAsync(fresh.Database), await Some.MemberAsync(fresh.Database, "李秀英"), await Some.MemberAsync(fresh.Database, "王芳"));
        var unit = await book.OpenAsync(UnitKind.Committee, null, "经济委", "秘书", Ct);
        await using var db = fresh.Database.Open();
        db.Memberships.AddRange(new Membership { PersonId = zhang.Id, UnitId = unit }, new Membership { PersonId = li.Id, UnitId = unit });
        var meeting = db.Occurrences.Add(new Occurrence { BodyId = zhang.BodyId, DutyKey = "meeting", Period = "m1", Title = "主席会议", DueAt = Some.Monday.AddDays(9), CreatedAt = Some.Monday }).Entity;
        var leave = db.Occurrences.Add(new Occurrence { BodyId = zhang.BodyId, DutyKey = "leave", Period = "l1", Title = "王芳请假", CreatedAt = Some.Monday }).Entity;
        await db.SaveChangesAsync();
        db.Assignments.AddRange(
            new Assignment { OccurrenceId = meeting.Id, PersonId = zhang.Id }, new Assignment { OccurrenceId = meeting.Id, PersonId = wang.Id },
            new Assignment { OccurrenceId = meeting.Id, PersonId = li.Id, AnsweredAt = Some.Monday }, new Assignment { OccurrenceId = leave.Id, PersonId = zhang.Id });
        await db.SaveChangesAsync();

        (await list.OpenAsync(unit, Ct)).Select(i => (i.Title, i.Waiting, i.Asked)).ShouldBe([("主席会议", 1, 2)]);
    }

    [Fact]
    public async Task Two_open_units_of_a_kind_never_share_a_name_and_a_group_has_its_committee()
    {
        await using var fresh = await FreshDatabase.CreateAsync(Provider.Sqlite);
        var (book, _) = Books(fresh);
        var committee = await book.OpenAsync(UnitKind.Committee, null, "第1委", "秘书", Ct);

        (await Should.ThrowAsync<FaultsException>(() => book.OpenAsync(UnitKind.Committee, null, " 第１委", "秘书", Ct))).Message.ShouldContain("已有叫");
        (await Should.ThrowAsync<FaultsException>(() => book.OpenAsync(UnitKind.MemberGroup, null, "第1组", "秘书", Ct))).Message.ShouldContain("选专委会");
        (await Should.ThrowAsync<FaultsException>(() => book.RenameAsync(committee, " ", "秘书", Ct))).Message.ShouldBe("请写单位名称。");
    }

    private static (UnitBook, UnitList) Books(FreshDatabase fresh)
    {
        var clock = new ManualClock();
        return (new UnitBook(fresh.Database, clock, Some.Zone, Words, new OrganizationSettings()), new UnitList(fresh.Database, clock, Some.Zone));
    }
}
