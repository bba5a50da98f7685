using Luzhi.Core.Directory;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Luzhi.Testing;

namespace Luzhi.Core.Tests.Storage;

public sealed class AudienceBookTests
{
    private static readonly Words Words = Words.Load(Path.Combine(House.Find(AppContext.BaseDirectory).Config, "words.zh-CN.yaml"));

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task An_audience_is_who_is_on_the_roster_and_in_the_unit_today(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        await FillAsync(fresh.Database);
        var book = new AudienceBook(fresh.Database, new ManualClock(), Some.Zone, Words);
        await NamesAsync(book, fresh.Database, "全体", "张建国 李秀英 王芳 陈伟");
        await NamesAsync(book, fresh.Database, "经济委", "张建国 李秀英");
        await NamesAsync(book, fresh.Database, "经济委/第1组", "李秀英");
        await NamesAsync(book, fresh.Database, "党员委员", "张建国 王芳");
        await NamesAsync(book, fresh.Database, "党外委员", "李秀英");
        await NamesAsync(book, fresh.Database, "中共党员", "张建国");
        await NamesAsync(book, fresh.Database, "委员 & !经济委", "王芳");
        await NamesAsync(book, fresh.Database, "！委员｜姓名:王芳", "王芳 陈伟");
        await NamesAsync(book, fresh.Database, "临时党支部", "");
        (await book.ResolveAsync("经济委 & 提案会", CancellationToken.None)).ShouldSatisfyAllConditions(
            a => a.PersonIds.ShouldBeEmpty(),
            a => a.Error.ShouldBe("第7个字“提案会”不认识，是不是“提案委”？"));
    }

    private static async Task NamesAsync(AudienceBook book, Database database, string audience, string names)
    {
        var answer = await book.ResolveAsync(audience, CancellationToken.None);
        answer.Error.ShouldBeNull();
        await using var db = database.Open();
        string.Join(' ', answer.PersonIds.Select(id => db.People.Single(p => p.Id == id).Name)).ShouldBe(names, audience);
    }

    /// <summary>李秀英 came by a group; 王芳 left the committee yesterday; 刘洋 is off the roster; 陈伟's role 委员 ended; the branch was for the session only.</summary>
    private static async Task FillAsync(Database database)
    {
        var today = new DateOnly(2026, 11, 23);
        var body = await Some.BodyAsync(database);
        await using var db = database.Open();
        var people = new[] { ("张建国", "中共党员"), ("李秀英", "民盟"), ("王芳", "中共预备党员"), ("陈伟", ""), ("刘洋", "中共党员") }
            .Select(p => new Person { BodyId = body.Id, Name = p.Item1, Party = p.Item2, CreatedAt = Some.Monday }).ToList();
        people[3].Party = null;
        people[4].RemovedAt = Some.Monday;
        db.People.AddRange(people);
        var committee = new Unit { BodyId = body.Id, Kind = UnitKind.Committee, Name = "经济委" };
        var other = new Unit { BodyId = body.Id, Kind = UnitKind.Committee, Name = "提案委" };
        var branch = new Unit { BodyId = body.Id, Kind = UnitKind.Branch, Name = "临时党支部", ClosesOn = today.AddDays(-1) };
        db.Units.AddRange(committee, other, branch);
        await db.SaveChangesAsync();
        var group = new Unit { BodyId = body.Id, Kind = UnitKind.MemberGroup, Name = "第1组", ParentId = committee.Id };
        db.Units.Add(group);
        await db.SaveChangesAsync();
        db.Memberships.AddRange(
            new Membership { PersonId = people[0].Id, UnitId = committee.Id, FromDate = today, ToDate = today },
            new Membership { PersonId = people[1].Id, UnitId = group.Id },
            new Membership { PersonId = people[2].Id, UnitId = committee.Id, ToDate = today.AddDays(-1) },
            new Membership { PersonId = people[3].Id, UnitId = committee.Id, FromDate = today.AddDays(1) },
            new Membership { PersonId = people[4].Id, UnitId = committee.Id },
            new Membership { PersonId = people[0].Id, UnitId = branch.Id });
        db.Roles.AddRange(people.Select(p => new RoleHeld { PersonId = p.Id, Name = "委员", ToDate = p.Name == "陈伟" ? today.AddDays(-1) : null }));
        await db.SaveChangesAsync();
    }
}
