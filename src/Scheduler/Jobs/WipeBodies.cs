using Luzhi.Core.Settings;
using Luzhi.Core.Storage;

namespace Luzhi.Scheduler.Jobs;

/// <summary>Keeps words only as long as was promised: what members wrote and what they were answered; the keys that guard against repeats stay.</summary>
public sealed class WipeBodies(Housekeeping housekeeping, DeliverySettings settings, TimeZoneInfo zone, TimeProvider clock) : IJob
{
    private static readonly TimeSpan DiaryKept = TimeSpan.FromDays(30);

    public string Name => "wipe-bodies";

    public DateTimeOffset Next(DateTimeOffset last) => last.AddHours(6);

    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var wiped = await housekeeping.WipeBodiesAsync(now - settings.BodyKept, ct);
        await housekeeping.ForgetAsync(now - DiaryKept, ct);
        await housekeeping.ForgetOutsidersAsync(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime), ct);
        return wiped;
    }
}
