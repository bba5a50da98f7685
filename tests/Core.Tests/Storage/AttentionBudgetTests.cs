using Luzhi.Core.Directory;
using Luzhi.Core.Duties;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Luzhi.Testing;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Tests.Storage;

public sealed class AttentionBudgetTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    /// <summary>In the body's zone, where the next week begins.</summary>
    private static DateTimeOffset Midnight => Some.Monday.AddHours(-9).AddDays(7);

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Who_has_had_the_notices_of_the_week_is_spared_the_next_and_the_record_says_why(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var (zhang, li) = (await PersonAsync(house, "张建国"), await PersonAsync(house, "李秀英"));
        await HadAsync(house, zhang);
        await DutyAsync(house, "走访", "read", zhang);
        await RingAsync(house, 2); // still in the outbox: it is on its way all the same
        var third = await DutyAsync(house, "座谈", "read", zhang, li);

        (await RingAsync(house, 2)).ShouldBe(1);

        (await PeopleAsync(house, third)).ShouldBe([li]);
        var fallen = (await house.DeliveriesAsync()).Single(d => d.NoticeId == third.Id);
        (fallen.PersonId, fallen.Outcome, fallen.Why, fallen.Route, fallen.UniqueKey).ShouldBe((zhang, "dropped", "budget", "none", $"n{third.Id}:p{zhang}"));
        fallen.AssignmentId.ShouldNotBeNull();
        (await house.AssignmentAsync(fallen.AssignmentId.Value)).NotifiedAt.ShouldBeNull();
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Of_what_rings_together_what_asks_something_comes_before_what_only_tells(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var zhang = await PersonAsync(house, "张建国");
        var telling = await DutyAsync(house, "本月简报", ask: null, zhang);
        var asking = await DutyAsync(house, "学法", "read", zhang);

        (await RingAsync(house, 1)).ShouldBe(1);

        (await PeopleAsync(house, telling)).ShouldBeEmpty();
        (await PeopleAsync(house, asking)).ShouldBe([zhang]);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task What_a_person_sends_is_counted_and_never_held_back(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var zhang = await PersonAsync(house, "张建国");
        await HadAsync(house, zhang);
        var sent = await DutyAsync(house, "走访", "read", zhang);
        await house.ReadAsync(db => db.Notices.Where(n => n.Id == sent.Id).ExecuteUpdateAsync(set => set.SetProperty(n => n.ByHand, true)));
        var planned = await DutyAsync(house, "座谈", "read", zhang);

        await RingAsync(house, 2);

        (await PeopleAsync(house, sent)).ShouldBe([zhang]);
        (await PeopleAsync(house, planned)).ShouldBeEmpty("of two places the week before it and the one sent by hand took both");
        await SendAsync(house);
        var another = await DutyAsync(house, "补选", "read", zhang);
        await house.ReadAsync(db => db.Notices.Where(n => n.Id == another.Id).ExecuteUpdateAsync(set => set.SetProperty(n => n.ByHand, true)));
        (await RingAsync(house, 2)).ShouldBe(1);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task On_the_bodys_own_Monday_the_week_is_free_again(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var zhang = await PersonAsync(house, "张建国");
        await HadAsync(house, zhang);
        var sunday = await DutyAsync(house, "走访", "read", zhang);

        house.Clock.SetNow(Midnight.AddMinutes(-1));
        await RingAsync(house, 1);
        house.Clock.SetNow(Midnight.AddMinutes(1));
        var monday = await DutyAsync(house, "座谈", "read", zhang);
        await RingAsync(house, 1);

        (await PeopleAsync(house, sunday)).ShouldBeEmpty();
        (await PeopleAsync(house, monday)).ShouldBe([zhang]);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task The_reminder_of_a_meeting_about_to_begin_is_never_held_back(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var zhang = await PersonAsync(house, "张建国");
        await HadAsync(house, zhang);
        var (soon, later) = (await MeetingAsync(house, zhang, house.Now.AddHours(3)), await MeetingAsync(house, zhang, house.Now.AddHours(3).AddMinutes(1)));

        await RingAsync(house, 1);

        (await PeopleAsync(house, soon)).ShouldBe([zhang]);
        (await PeopleAsync(house, later)).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task What_somebody_works_with_is_no_reminder_and_who_is_no_member_has_no_limit(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var (zhang, wang) = (await PersonAsync(house, "张建国"), await PersonAsync(house, "王秘书", PersonKind.Staff));
        await HadAsync(house, zhang, wang);
        var leave = await house.NoticeAsync((await house.MeetingAsync(zhang)).Occurrence.Id, "leave");
        var duty = await DutyAsync(house, "走访", "read", zhang, wang);

        await RingAsync(house, 1);

        (await PeopleAsync(house, leave)).ShouldBe([zhang]);
        (await PeopleAsync(house, duty)).ShouldBe([wang]);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task What_waits_for_somebody_unreachable_takes_no_place(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var zhang = await PersonAsync(house, "张建国");
        await DutyAsync(house, "学法", "read", zhang);
        await RingAsync(house, 1);
        await house.ReadAsync(db => db.Outbox.ExecuteUpdateAsync(set => set.SetProperty(o => o.State, "held")));

        await DutyAsync(house, "走访", "read", zhang);

        (await RingAsync(house, 1)).ShouldBe(1);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Nought_is_no_limit(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var zhang = await PersonAsync(house, "张建国");
        foreach (var i in Enumerable.Range(1, 8))
        {
            await DutyAsync(house, $"事项{i}", "read", zhang);
        }

        (await RingAsync(house, 0)).ShouldBe(8);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Two_nodes_that_ring_at_once_keep_one_budget(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var zhang = await PersonAsync(house, "张建国");
        foreach (var i in Enumerable.Range(1, 8))
        {
            await DutyAsync(house, $"事项{i}", "read", zhang);
        }

        using var second = house.SecondNode();
        Database[] nodes = [house.Database, second];
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => NewBell(nodes[i % 2], 3).RingAsync(house.Now, Ct))));

        ((await house.OutboxRowsAsync()).Count, (await house.DeliveriesAsync()).Count).ShouldBe((3, 5));
    }

    private static Bell NewBell(Database database, int aWeek) => new(database, Some.Zone, new DeliverySettings { NoticesAWeek = aWeek });

    private static Task<int> RingAsync(LedgerFixture house, int aWeek) => NewBell(house.Database, aWeek).RingAsync(house.Now, Ct);

    /// <summary>One notice of this week has come to their phones.</summary>
    private static async Task HadAsync(LedgerFixture house, params long[] people)
    {
        await DutyAsync(house, "学法", "read", people);
        await RingAsync(house, 0);
        await SendAsync(house);
    }

    private static async Task SendAsync(LedgerFixture house)
    {
        var claimed = await house.Outbox.ClaimAsync("门", Lane.Bulk, 50, Ct);
        await house.Outbox.FinishAsync([.. claimed.Select(row => new Finished(row, new Ending.Sent(Route.Doorbell, 1, null, null)))], Ct);
    }

    private static async Task<long> PersonAsync(LedgerFixture house, string name, PersonKind kind = PersonKind.Member)
    {
        var person = await Some.MemberAsync(house.Database, name);
        await house.ReadAsync(db => db.People.Where(p => p.Id == person.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Kind, kind)));
        return person.Id;
    }

    private static async Task<Notice> DutyAsync(LedgerFixture house, string title, string? ask, params long[] people)
    {
        var occurrence = await house.AddAsync(new Occurrence { BodyId = 1, DutyKey = title, Period = "2026-11", Title = title, CreatedAt = house.Now, DutyVersionId = 1, Ask = ask });
        foreach (var person in people)
        {
            await house.AddAsync(new Assignment { OccurrenceId = occurrence.Id, PersonId = person, State = AssignmentState.Due });
        }

        return await house.NoticeAsync(occurrence.Id, "duty");
    }

    private static async Task<Notice> MeetingAsync(LedgerFixture house, long person, DateTimeOffset starts)
    {
        var occurrence = (await house.MeetingAsync(person)).Occurrence;
        await house.ReadAsync(db => db.Occurrences.Where(o => o.Id == occurrence.Id).ExecuteUpdateAsync(set => set.SetProperty(o => o.DueAt, starts)));
        return await house.NoticeAsync(occurrence.Id, "reminder");
    }

    private static Task<List<long?>> PeopleAsync(LedgerFixture house, Notice notice) =>
        house.ReadAsync(db => db.Outbox.Where(o => o.NoticeId == notice.Id).OrderBy(o => o.PersonId).Select(o => o.PersonId).ToListAsync());
}
