using Luzhi.Core.Messages;
using Luzhi.Core.Storage;
using Luzhi.Testing;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Tests.Storage;

public sealed class HousekeepingTests
{
    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Held_messages_that_came_too_late_leave_for_the_record_and_the_others_wait_on(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        await using (var db = fresh.Database.Open())
        {
            db.Outbox.AddRange(Row("late", "held", Some.Monday), Row("in time", "held", Some.Monday.AddHours(1)), Row("for ever", "held", null), Row("ready", "ready", Some.Monday));
            await db.SaveChangesAsync();
        }

        (await new Housekeeping(fresh.Database).ExpireHeldAsync(Some.Monday, default)).ShouldBe(1);

        await using var look = fresh.Database.Open();
        (await look.Outbox.OrderBy(o => o.Id).Select(o => o.UniqueKey).ToListAsync()).ShouldBe(["in time", "for ever", "ready"]);
        var delivery = await look.Deliveries.SingleAsync();
        (delivery.UniqueKey, delivery.Outcome, delivery.Route, delivery.Why, delivery.At).ShouldBe(("late", "dropped", "none", "expired", Some.Monday));
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Words_are_wiped_after_their_time_and_the_key_that_guards_against_repeats_stays(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        await using (var db = fresh.Database.Open())
        {
            db.Inbox.AddRange(Heard("old", Some.Monday.AddDays(-181)), Heard("new", Some.Monday.AddDays(-179)));
            await db.SaveChangesAsync();
        }

        (await new Housekeeping(fresh.Database).WipeBodiesAsync(Some.Monday.AddDays(-180), default)).ShouldBe(1);
        (await new Housekeeping(fresh.Database).WipeBodiesAsync(Some.Monday.AddDays(-180), default)).ShouldBe(0);

        await using var look = fresh.Database.Open();
        (await look.Inbox.OrderBy(i => i.Id).Select(i => $"{i.DuplicateKey}:{i.Body}:{i.Reply}").ToListAsync()).ShouldBe(["old::", "new:请假 出差:已记下"]);
    }

    private static OutboxRow Row(string key, string state, DateTimeOffset? expires) => new()
    {
        UniqueKey = key, Lane = Lane.Bulk, CreatedAt = Some.Monday.AddDays(-1), NotBefore = Some.Monday.AddDays(-1), ExpiresAt = expires, State = state,
    };

    private static InboxRow Heard(string key, DateTimeOffset at) => new()
    {
        DuplicateKey = key, ContactId = 1, ReceivedAt = at, Kind = "text", Body = "请假 出差", Reply = "已记下", ReplyRoute = "passive",
    };
}
