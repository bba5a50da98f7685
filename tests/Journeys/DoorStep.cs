using Luzhi.Bot.Simulator;
using Luzhi.Bot.Workers;
using Luzhi.Core.Storage;
using Luzhi.Scheduler;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Journeys;

/// <summary>
/// The door among the jobs, so that the stepped engine opens it at the instants at which its loops would have: when a row may go,
/// and a second later at the soonest. The platform's receipts follow.
/// </summary>
internal sealed class DoorStep(Database database, Deliver door, Platform platform, TimeProvider clock) : IJob
{
    public string Name => "door";

    public DateTimeOffset Next(DateTimeOffset last) => last.AddSeconds(1);

    public async Task<DateTimeOffset?> DueAsync(DateTimeOffset last, CancellationToken ct)
    {
        await using var db = database.Open();
        var ready = await db.Outbox.Where(row => row.State == "ready").Select(row => (DateTimeOffset?)row.NotBefore).MinAsync(ct);
        var unknown = await db.Outbox.Where(row => row.State == "claimed").Select(row => row.LeaseUntil).MinAsync(ct);
        return (ready, unknown) is (null, null) ? null : Latest(Soonest(ready, unknown), Next(last), clock.GetUtcNow());
    }

    public async Task<int> RunAsync(CancellationToken ct) => await door.RunOnceAsync(ct) + await platform.PushOwedAsync(ct);

    private static DateTimeOffset Soonest(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other!.Value : one.Value;

    private static DateTimeOffset Latest(params DateTimeOffset[] instants) => instants.Max();
}
