using Luzhi.Core.Duties;
using Luzhi.Core.Meetings;
using Luzhi.Core.Messages;
using Luzhi.Core.Storage;
using Luzhi.Testing;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Tests.Storage;

public sealed class BellTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Pulled_twice_it_rings_once(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var (occurrence, people) = await InviteAsync(house, "张建国", "李秀英");
        var notice = await house.NoticeAsync(occurrence.Id);

        var first = await house.Bell.RingAsync(house.Now, Ct);
        var second = await house.Bell.RingAsync(house.Now, Ct);

        (first, second).ShouldBe((2, 0));
        (await house.OutboxRowsAsync()).Select(o => o.UniqueKey).ShouldBe(people.Select(p => $"n{notice.Id}:p{p}"));
        (await NoticeAsync(house, notice.Id)).ShouldBe(("rung", house.Now));
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Two_nodes_pulling_at_once_ring_everything_once(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var (occurrence, people) = await InviteAsync(house, "张建国", "李秀英", "王芳");
        foreach (var i in Enumerable.Range(0, 8))
        {
            await house.NoticeAsync(occurrence.Id, $"reminder{i}");
        }

        using var second = house.SecondNode();
        Bell[] bells = [house.Bell, new Bell(second)];
        var rung = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => bells[i % 2].RingAsync(house.Now, Ct))));

        // Whoever finds a notice in another's hands leaves it there; the sum is the same.
        rung.Sum().ShouldBe(8 * people.Count);
        (await house.OutboxRowsAsync()).Count.ShouldBe(8 * people.Count);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task What_is_not_due_waits_and_what_is_past_its_end_is_missed(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var (occurrence, _) = await InviteAsync(house, "张建国");
        var later = await house.NoticeAsync(occurrence.Id, "later", due: house.Now.AddSeconds(1));
        var past = await house.NoticeAsync(occurrence.Id, "past", due: house.Now.AddHours(-1), expires: house.Now);

        (await house.Bell.RingAsync(house.Now, Ct)).ShouldBe(0);

        (await NoticeAsync(house, later.Id)).State.ShouldBe("due");
        (await NoticeAsync(house, past.Id)).State.ShouldBe("missed");
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_reminder_goes_to_whom_it_is_for(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var (occurrence, people) = await InviteAsync(house, "张建国", "李秀英", "王芳", "赵强");
        await StandAsync(house, people, InvitationState.Attending, InvitationState.Leave, InvitationState.Asked, InvitationState.Pending);

        var attending = await RingAsync(house, occurrence.Id, Whom.Attending);
        var unsettled = await RingAsync(house, occurrence.Id, Whom.Unsettled);

        attending.ShouldBe([people[0]]);
        unsettled.ShouldBe([people[2], people[3]]);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Of_two_reminders_that_fell_due_while_the_house_was_down_only_the_later_rings(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var (occurrence, people) = await InviteAsync(house, "张建国", "李秀英");
        await StandAsync(house, people, InvitationState.Pending, InvitationState.Attending);
        var week = await house.NoticeAsync(occurrence.Id, "reminder", Whom.Unsettled, due: house.Now.AddHours(-3));
        var attending = await house.NoticeAsync(occurrence.Id, "reminder", Whom.Attending, due: house.Now.AddHours(-3));
        var day = await house.AddAsync(Later(week, house.Now.AddHours(-1)));

        await house.Bell.RingAsync(house.Now, Ct);

        (await NoticeAsync(house, week.Id)).State.ShouldBe("replaced");
        (await NoticeAsync(house, attending.Id)).State.ShouldBe("rung", "nothing later is for those who attend");
        (await house.OutboxRowsAsync()).Select(o => o.UniqueKey).ShouldBe([$"n{attending.Id}:p{people[1]}", $"n{day.Id}:p{people[0]}"]);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_reminder_that_still_waits_for_somebody_unreachable_gives_way_to_the_next(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var (occurrence, _) = await InviteAsync(house, "张建国");
        var week = await house.NoticeAsync(occurrence.Id, "reminder", Whom.Unsettled);
        await house.Bell.RingAsync(house.Now, Ct);
        await house.AddAsync(Later(week, house.Now.AddDays(6)));

        await house.Bell.RingAsync(house.Now.AddDays(6), Ct);

        (await NoticeAsync(house, week.Id)).State.ShouldBe("replaced");
    }

    private static Notice Later(Notice earlier, DateTimeOffset due) => new()
    {
        OccurrenceId = earlier.OccurrenceId,
        Kind = earlier.Kind,
        UniqueKey = $"later:{earlier.Whom}",
        DueAt = due,
        Text = earlier.Text,
        Whom = earlier.Whom,
        State = "due",
    };

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Told_and_untold_are_everybody_once_also_while_a_message_is_on_the_wire(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var (occurrence, people) = await InviteAsync(house, "张建国", "李秀英", "王芳", "赵强");
        await RingAsync(house, occurrence.Id, Whom.Everyone);
        var claimed = await house.Outbox.ClaimAsync("门", Lane.Bulk, 2, Ct);
        await house.Outbox.FinishAsync([new Finished(claimed[0], new Ending.Sent(Route.Doorbell, 1, null, null))], Ct);

        var told = await RingAsync(house, occurrence.Id, Whom.Told);
        var untold = await RingAsync(house, occurrence.Id, Whom.Untold);

        told.ShouldBe([people[0], people[1]], "one was sent to, to one it is just being sent");
        untold.ShouldBe([people[2], people[3]]);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Of_a_withdrawn_meeting_only_the_correction_rings(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var (occurrence, people) = await InviteAsync(house, "张建国", "李秀英");
        await house.ReadAsync(db => db.Occurrences.ExecuteUpdateAsync(set => set.SetProperty(o => o.Withdrawn, true)));
        await house.ReadAsync(db => db.Assignments.Where(a => a.PersonId == people[1]).ExecuteUpdateAsync(set => set.SetProperty(a => a.NotifiedAt, house.Now)));
        var reminder = await house.NoticeAsync(occurrence.Id, "reminder");
        await house.NoticeAsync(occurrence.Id, "withdrawn", Whom.Told);

        (await house.Bell.RingAsync(house.Now, Ct)).ShouldBe(1);

        (await house.OutboxRowsAsync()).ShouldHaveSingleItem().PersonId.ShouldBe(people[1]);
        (await NoticeAsync(house, reminder.Id)).State.ShouldBe("withdrawn");
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task The_reminder_of_a_meeting_withdrawn_after_it_rang_falls_at_the_door(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var (occurrence, _) = await InviteAsync(house, "张建国");
        await RingAsync(house, occurrence.Id, Whom.Unsettled);
        await house.ReadAsync(db => db.Occurrences.ExecuteUpdateAsync(set => set.SetProperty(o => o.Withdrawn, true)));

        var row = (await house.Outbox.ClaimAsync("门", Lane.Bulk, 1, Ct)).Single();

        LastLook.Drop(row, house.Now).ShouldBe("withdrawn");
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task The_reminder_of_who_answered_meanwhile_falls_at_the_door(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var (occurrence, people) = await InviteAsync(house, "张建国");
        await RingAsync(house, occurrence.Id, Whom.Unsettled);
        await StandAsync(house, people, InvitationState.Leave);

        var row = (await house.Outbox.ClaimAsync("门", Lane.Bulk, 1, Ct)).Single();

        LastLook.Drop(row, house.Now).ShouldBe("answered");
    }

    private static async Task<(Occurrence Occurrence, IReadOnlyList<long> People)> InviteAsync(LedgerFixture house, params string[] names)
    {
        var people = new List<long>();
        foreach (var name in names)
        {
            people.Add((await Some.MemberAsync(house.Database, name)).Id);
        }

        return ((await house.MeetingAsync([.. people])).Occurrence, people);
    }

    private static async Task StandAsync(LedgerFixture house, IReadOnlyList<long> people, params InvitationState[] states)
    {
        foreach (var (person, state) in people.Zip(states))
        {
            await house.ReadAsync(db => db.Invitations.Where(i => i.PersonId == person).ExecuteUpdateAsync(set => set.SetProperty(i => i.State, state)));
        }
    }

    /// <returns>Whose rows it made.</returns>
    private static async Task<IReadOnlyList<long?>> RingAsync(LedgerFixture house, long occurrence, Whom whom)
    {
        var notice = await house.NoticeAsync(occurrence, "reminder", whom);
        await house.Bell.RingAsync(house.Now, Ct);
        return await house.ReadAsync(db => db.Outbox.Where(o => o.NoticeId == notice.Id).OrderBy(o => o.Id).Select(o => o.PersonId).ToListAsync());
    }

    private static async Task<(string State, DateTimeOffset? RungAt)> NoticeAsync(LedgerFixture house, long id)
    {
        var notice = await house.ReadAsync(db => db.Notices.SingleAsync(n => n.Id == id));
        return (notice.State, notice.RungAt);
    }
}
