using Luzhi.Core.Duties;
using Luzhi.Core.Storage;
using Luzhi.Testing;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Tests.Storage;

public sealed class OverdueBookTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task What_nobody_answered_by_its_instant_is_overdue_and_what_was_answered_is_not(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var (zhang, li) = ((await Some.MemberAsync(house.Database)).Id, (await Some.MemberAsync(house.Database, "李秀英")).Id);
        var (_, occurrence, lines) = await house.BroadcastAsync("text", zhang, li);
        await DueAsync(house, occurrence.Id, house.Now.AddHours(1));
        await StateAsync(house, lines[1], AssignmentState.Answered);
        var book = new OverdueBook(house.Database);

        (await book.MarkAsync(house.Now.AddDays(-1), house.Now, Ct)).ShouldBe(0);
        (await book.NextAsync(house.Now, Ct)).ShouldBe(house.Now.AddHours(1));
        (await book.MarkAsync(house.Now.AddDays(-1), house.Now.AddHours(1), Ct)).ShouldBe(1);

        (await house.AssignmentAsync(lines[0])).State.ShouldBe(AssignmentState.Overdue);
        (await house.AssignmentAsync(lines[1])).State.ShouldBe(AssignmentState.Answered);
        (await book.NextAsync(house.Now, Ct)).ShouldBeNull();
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task What_was_only_told_is_never_overdue_nor_is_what_was_withdrawn(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var zhang = (await Some.MemberAsync(house.Database)).Id;
        var (_, told, first) = await house.BroadcastAsync(null, zhang);
        var (_, withdrawn, second) = await house.BroadcastAsync("read", zhang);
        await DueAsync(house, told.Id, house.Now);
        await DueAsync(house, withdrawn.Id, house.Now);
        await ChangeAsync(house, db => db.Occurrences.Where(o => o.Id == withdrawn.Id).ExecuteUpdateAsync(o => o.SetProperty(x => x.Withdrawn, true)));

        (await new OverdueBook(house.Database).MarkAsync(house.Now.AddDays(-1), house.Now, Ct)).ShouldBe(0);

        (await house.AssignmentAsync(first[0])).State.ShouldBe(AssignmentState.Due);
        (await house.AssignmentAsync(second[0])).State.ShouldBe(AssignmentState.Due);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task What_is_given_more_time_is_owed_again_as_before(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var zhang = (await Some.MemberAsync(house.Database)).Id;
        var (_, occurrence, lines) = await house.MeetingAsync(zhang);
        await DueAsync(house, occurrence.Id, house.Now);
        await ChangeAsync(house, db => db.Assignments.ExecuteUpdateAsync(a => a.SetProperty(x => x.NotifiedAt, house.Now).SetProperty(x => x.State, AssignmentState.Notified)));
        var book = new OverdueBook(house.Database);
        await book.MarkAsync(house.Now.AddDays(-1), house.Now, Ct);
        (await house.AssignmentAsync(lines[0])).State.ShouldBe(AssignmentState.Overdue);

        await DueAsync(house, occurrence.Id, house.Now.AddDays(1));
        await book.MarkAsync(house.Now, house.Now, Ct);

        (await house.AssignmentAsync(lines[0])).State.ShouldBe(AssignmentState.Notified);
    }

    private static Task<int> DueAsync(LedgerFixture house, long occurrence, DateTimeOffset due) =>
        ChangeAsync(house, db => db.Occurrences.Where(o => o.Id == occurrence).ExecuteUpdateAsync(o => o.SetProperty(x => x.DueAt, due)));

    private static Task<int> StateAsync(LedgerFixture house, long assignment, AssignmentState state) =>
        ChangeAsync(house, db => db.Assignments.Where(a => a.Id == assignment).ExecuteUpdateAsync(a => a.SetProperty(x => x.State, state)));

    private static Task<int> ChangeAsync(LedgerFixture house, Func<LuzhiDb, Task<int>> change) => house.Database.WriteAsync((db, _) => change(db), Ct);
}
