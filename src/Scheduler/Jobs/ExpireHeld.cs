using Luzhi.Core.Storage;

namespace Luzhi.Scheduler.Jobs;

/// <summary>Takes held messages that came too late, or were withdrawn meanwhile, out of the waiting and off the call sheet.</summary>
public sealed class ExpireHeld(Housekeeping housekeeping, TimeProvider clock) : IJob
{
    public string Name => "expire-held";

    public DateTimeOffset Next(DateTimeOffset last) => last.AddMinutes(1);

    public async Task<DateTimeOffset?> DueAsync(DateTimeOffset last, CancellationToken ct) =>
        await housekeeping.HeldUntilAsync(ct) is not { } until ? null : until > last ? until : Next(last);

    public Task<int> RunAsync(CancellationToken ct) => housekeeping.ExpireHeldAsync(clock.GetUtcNow(), ct);
}
