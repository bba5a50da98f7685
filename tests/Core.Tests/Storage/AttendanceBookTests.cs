using Luzhi.Core.Directory;
using Luzhi.Core.Meetings;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Luzhi.Testing;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Tests.Storage;

public sealed class AttendanceBookTests
{
    private const string Secretary = "陈秘书";

    private static readonly Words Words = Words.Load(Path.Combine(House.Find(AppContext.BaseDirectory).Config, "words.zh-CN.yaml"));
    private static readonly CancellationToken Ct = CancellationToken.None;

    private readonly ManualClock clock = new();

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task What_is_ticked_is_noted_changed_and_taken_back_and_the_trail_says_so(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        var (id, people) = await MeetingAsync(fresh.Database, "张建国", "李秀英");
        clock.SetNow(Some.Monday.AddDays(2));
        var book = Book(fresh.Database);

        (await book.SaveAsync(id, [Tick(people[0], null, AttendanceState.Present), Tick(people[1], null, null)], "list", Secretary, Ct)).ShouldBe(new AttendanceSaved(1, 0));
        (await book.SaveAsync(id, [Tick(people[0], AttendanceState.Present, AttendanceState.Late)], "list", Secretary, Ct))!.Noted.ShouldBe(1);
        (await StatesAsync(fresh.Database, id)).ShouldBe(["张建国 Late", "李秀英 "]);
        await book.SaveAsync(id, [Tick(people[0], AttendanceState.Late, null)], "list", Secretary, Ct);

        (await StatesAsync(fresh.Database, id)).ShouldBe(["张建国 ", "李秀英 "]);
        await using var db = fresh.Database.Open();
        (await db.Audit.Where(a => a.Action == "attendance.change").OrderBy(a => a.Id).Select(a => a.Detail).ToListAsync())
            .ShouldBe([$"person:{people[0]} present > late", $"person:{people[0]} late > none"]);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_list_that_lay_open_takes_nobody_out_who_scanned_meanwhile(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        var (id, people) = await MeetingAsync(fresh.Database, "张建国");
        clock.SetNow(Some.Monday.AddDays(2));
        await using (var db = fresh.Database.Open())
        {
            var line = await db.Invitations.SingleAsync();
            db.Add(new Attendance { AssignmentId = line.AssignmentId, MeetingId = id, PersonId = people[0], State = AttendanceState.Present, At = clock.GetUtcNow(), Via = "scan" });
            await db.SaveChangesAsync();
        }

        var book = Book(fresh.Database);

        (await book.SaveAsync(id, [Tick(people[0], null, AttendanceState.Absent)], "list", Secretary, Ct)).ShouldBe(new AttendanceSaved(0, 1));
        (await StatesAsync(fresh.Database, id)).ShouldBe(["张建国 Present"]);
        await book.SaveAsync(id, [Tick(people[0], AttendanceState.Present, AttendanceState.Absent)], "list", Secretary, Ct);
        (await StatesAsync(fresh.Database, id)).ShouldBe(["张建国 Absent"], "who saw the scan may still say otherwise");
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Finishing_writes_down_who_is_left_as_on_leave_or_absent(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        var (id, people) = await MeetingAsync(fresh.Database, "张建国", "李秀英", "王芳", "赵强");
        var meetings = Meetings(fresh.Database);
        await meetings.EnterAnswerAsync(id, people[1], InvitationState.Leave, "出差", "phone", Secretary, Ct);
        await meetings.EnterAnswerAsync(id, people[2], InvitationState.Leave, "有事", "phone", Secretary, Ct);
        await meetings.DecideLeaveAsync(id, people[2], approved: false, Secretary, Ct);
        var book = Book(fresh.Database);
        clock.SetNow(Some.Monday.AddDays(2).AddHours(-1));
        await book.EnterAsync(id, people[0], AttendanceState.Present, "api", Secretary, Ct);
        (await Should.ThrowAsync<FaultsException>(() => book.CloseAsync(id, Secretary, Ct))).Message.ShouldContain("会议还没有开始");

        clock.SetNow(Some.Monday.AddDays(2).AddHours(3));
        (await book.CloseAsync(id, Secretary, Ct)).ShouldBeTrue();

        (await StatesAsync(fresh.Database, id)).ShouldBe(["张建国 Present", "李秀英 Leave", "王芳 Absent", "赵强 Absent"]);
        (await meetings.FindAsync(id, Ct))!.AttendanceClosedAt.ShouldBe(clock.GetUtcNow());
        await book.ReopenAsync(id, Secretary, Ct);
        (await meetings.FindAsync(id, Ct))!.AttendanceClosedAt.ShouldBeNull();
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Nobody_is_noted_days_ahead_nor_who_was_not_invited_nor_at_a_meeting_called_off(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        var (id, people) = await MeetingAsync(fresh.Database, "张建国");
        var book = Book(fresh.Database);

        (await Should.ThrowAsync<FaultsException>(() => book.EnterAsync(id, people[0], AttendanceState.Present, "api", Secretary, Ct))).Message.ShouldContain("两小时");
        clock.SetNow(Some.Monday.AddDays(2));
        (await book.EnterAsync(id, 999, AttendanceState.Present, "api", Secretary, Ct)).ShouldBeFalse();
        (await book.EnterAsync(999, people[0], AttendanceState.Present, "api", Secretary, Ct)).ShouldBeFalse();
        await Meetings(fresh.Database).WithdrawAsync(id, Secretary, Ct);
        (await Should.ThrowAsync<FaultsException>(() => book.EnterAsync(id, people[0], AttendanceState.Present, "api", Secretary, Ct))).Faults.Single().Field.ShouldBe("state");
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task The_list_goes_by_committee_and_within_it_as_the_roster_has_them(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        var (id, people) = await MeetingAsync(fresh.Database, "张建国", "李秀英", "王芳", "赵强");
        await using (var db = fresh.Database.Open())
        {
            Unit[] units = [Unit(UnitKind.Committee, "经济委"), Unit(UnitKind.Committee, "文史委"), Unit(UnitKind.Sector, "教育界")];
            db.AddRange(units);
            await db.SaveChangesAsync();
            db.AddRange(In(people[0], units[1]), In(people[1], units[0]), In(people[1], units[2]), In(people[3], units[0]));
            await db.SaveChangesAsync();
        }

        var roll = await Roll(fresh.Database).ReadAsync(id, null, Ct);

        roll.Select(l => $"{l.Name} {l.Unit}").ShouldBe(["李秀英 经济委 教育界", "赵强 经济委", "张建国 文史委", "王芳 "]);

        static Unit Unit(UnitKind kind, string name) => new() { BodyId = 1, Kind = kind, Name = name };
        static Membership In(long person, Unit unit) => new() { PersonId = person, UnitId = unit.Id };
    }

    private static AttendanceTick Tick(long person, AttendanceState? was, AttendanceState? now) => new(person, was, now);

    private AttendanceBook Book(Database database) => new(database, clock, Some.Zone, Words);

    private RollBook Roll(Database database) => new(database, clock, Some.Zone);

    private MeetingBook Meetings(Database database) =>
        new(database, new AudienceBook(database, clock, Some.Zone, Words), Words, Some.Zone, new DeliverySettings(), clock);

    private async Task<IReadOnlyList<string>> StatesAsync(Database database, long id) =>
        [.. (await Roll(database).ReadAsync(id, null, Ct)).OrderBy(l => l.PersonId).Select(l => $"{l.Name} {l.Attendance}")];

    private async Task<(long Meeting, IReadOnlyList<long> People)> MeetingAsync(Database database, params string[] names)
    {
        var people = new List<long>();
        foreach (var name in names)
        {
            people.Add((await Some.MemberAsync(database, name)).Id);
        }

        return (await Meetings(database).CallAsync(new NewMeeting("主席会议", Some.Monday.AddDays(2), "三楼会议室", "全体", []), Secretary, Ct), people);
    }
}
