using Luzhi.Core.Directory;
using Luzhi.Core.Meetings;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Luzhi.Testing;

namespace Luzhi.Core.Tests.Storage;

public sealed class AttendanceRatesTests
{
    private static readonly Words Words = Words.Load(Path.Combine(House.Find(AppContext.BaseDirectory).Config, "words.zh-CN.yaml"));
    private static readonly CancellationToken Ct = CancellationToken.None;
    private static readonly RateFilter Year = new(new(2026, 1, 1), new(2026, 12, 31));

    private readonly ManualClock clock = new();

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Attended_is_counted_against_those_who_were_not_on_leave_in_the_order_of_the_roster(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        var people = await PeopleAsync(fresh.Database);
        await HeldAsync(fresh.Database, people, 1, AttendanceState.Present, AttendanceState.Leave, AttendanceState.Absent);
        await HeldAsync(fresh.Database, people, 2, AttendanceState.Late, AttendanceState.Present, AttendanceState.Present);

        var rates = await Book(fresh.Database).RatesAsync(Year, Ct);

        rates.Meetings.ShouldBe(2);
        rates.People.Select(p => (p.Name, p.Units, p.Count, p.Count.Rate)).ShouldBe([
            ("张建国", "经济委", new AttendanceCount(2, 2, 1, 0, 0), 1.0),
            ("李秀英", "经济委 教育界", new AttendanceCount(2, 1, 0, 1, 0), 1.0),
            ("王芳", "", new AttendanceCount(2, 1, 0, 0, 1), 0.5),
        ]);
        rates.Units.Select(u => $"{u.Name} {u.People} {u.Count.Attended}/{u.Count.Invited}").ShouldBe(["经济委 2 3/4", "教育界 1 1/2", "经济委/第1组 1 1/2"]);
        rates.All.ShouldBe(new AttendanceCount(6, 4, 1, 1, 1));
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task What_is_not_finished_withdrawn_or_outside_the_span_does_not_count(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        var people = await PeopleAsync(fresh.Database);
        await HeldAsync(fresh.Database, people, 1, AttendanceState.Present, AttendanceState.Present, AttendanceState.Present);
        var withdrawn = await HeldAsync(fresh.Database, people, 2, AttendanceState.Absent, AttendanceState.Absent, AttendanceState.Absent);
        var open = await HeldAsync(fresh.Database, people, 3, AttendanceState.Absent, AttendanceState.Absent, AttendanceState.Absent);
        var book = Book(fresh.Database);
        await book.ReopenAsync(open, "陈秘书", Ct);
        await using (var db = fresh.Database.Open())
        {
            (await db.Meetings.FindAsync([withdrawn], Ct))!.State = MeetingState.Withdrawn;
            await db.SaveChangesAsync(Ct);
        }

        (await book.RatesAsync(Year, Ct)).All.ShouldBe(new AttendanceCount(3, 3, 0, 0, 0));
        (await book.RatesAsync(Year with { To = new(2026, 11, 23) }, Ct)).Meetings.ShouldBe(0, "the first was on the day after");
        (await book.RatesAsync(Year with { From = new(2026, 11, 24), To = new(2026, 11, 24) }, Ct)).Meetings.ShouldBe(1, "both ends count");
        (await book.RatesAsync(Year with { TypeId = 99 }, Ct)).Meetings.ShouldBe(0);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_units_rates_hold_its_members_and_its_groups_and_nobody_else(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        var people = await PeopleAsync(fresh.Database);
        await HeldAsync(fresh.Database, people, 1, AttendanceState.Present, AttendanceState.Absent, AttendanceState.Absent);
        var book = Book(fresh.Database);
        var committee = (await book.ChoicesAsync(Ct)).Units.Single(u => u.Name == "经济委").Id;

        var rates = await book.RatesAsync(Year with { UnitId = committee }, Ct);

        rates.People.Select(p => p.Name).ShouldBe(["张建国", "李秀英"]);
        rates.Units.Select(u => u.Name).ShouldBe(["经济委", "经济委/第1组"]);
    }

    [Fact]
    public async Task A_group_is_offered_under_its_committee()
    {
        await using var fresh = await FreshDatabase.CreateAsync(Provider.Sqlite);
        var people = await PeopleAsync(fresh.Database);

        (await Book(fresh.Database).ChoicesAsync(Ct)).Units.Select(u => u.Name).ShouldBe(["经济委", "教育界", "经济委/第1组"]);
        var members = new MemberList(fresh.Database, new AudienceBook(fresh.Database, clock, Some.Zone, Words), new OrganizationSettings(), clock);
        (await members.ListAsync(null, 0, 10, Ct)).Items.Single(m => m.Id == people[1]).Units.Select(u => u.ToString()).ShouldBe(["经济委", "经济委/第1组", "教育界"]);
    }

    private AttendanceBook Book(Database database) => new(database, clock, Some.Zone, Words);

    /// <summary>张建国 is in the committee, 李秀英 only in its group and in a sector, 王芳 in nothing.</summary>
    private static async Task<IReadOnlyList<long>> PeopleAsync(Database database)
    {
        var people = new List<long>();
        foreach (var name in new[] { "张建国", "李秀英", "王芳" })
        {
            people.Add((await Some.MemberAsync(database, name)).Id);
        }

        await using var db = database.Open();
        Unit committee = new() { BodyId = 1, Kind = UnitKind.Committee, Name = "经济委" }, sector = new() { BodyId = 1, Kind = UnitKind.Sector, Name = "教育界" };
        db.AddRange(committee, sector);
        await db.SaveChangesAsync(Ct);
        var group = db.Add(new Unit { BodyId = 1, Kind = UnitKind.MemberGroup, Name = "第1组", ParentId = committee.Id }).Entity;
        await db.SaveChangesAsync(Ct);
        db.AddRange(
            new Membership { PersonId = people[0], UnitId = committee.Id }, new Membership { PersonId = people[1], UnitId = committee.Id },
            new Membership { PersonId = people[1], UnitId = group.Id }, new Membership { PersonId = people[1], UnitId = sector.Id });
        await db.SaveChangesAsync(Ct);
        return people;
    }

    /// <summary>A meeting so many days after Monday whose attendance is finished.</summary>
    private async Task<long> HeldAsync(Database database, IReadOnlyList<long> people, int day, params AttendanceState[] states)
    {
        var meetings = new MeetingBook(database, new AudienceBook(database, clock, Some.Zone, Words), Words, Some.Zone, new DeliverySettings(), clock);
        var start = Some.Monday.AddDays(day);
        clock.SetNow(start.AddHours(-3));
        var id = await meetings.CallAsync(new NewMeeting("主席会议", start, "", "全体", []), "陈秘书", Ct);
        clock.SetNow(start.AddHours(2));
        await Book(database).SaveAsync(id, [.. people.Zip(states, (person, state) => new AttendanceTick(person, null, state))], "list", "陈秘书", Ct);
        await Book(database).CloseAsync(id, "陈秘书", Ct);
        return id;
    }
}
