using Luzhi.Core.Messages;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;

namespace Luzhi.Scheduler.Jobs;

/// <summary>
/// Rings what is due: each notice goes into the outbox for everyone who needs it, once, and the door is nudged. What fell due too long ago,
/// while nobody was there, is put on a list instead: a reminder of last week only confuses.
/// </summary>
/// <param name="clockIsPulled">
/// With the simulator somebody pulls the clock past days on end. Nothing was missed then, the time only went by quickly, so that age counts from
/// when this process last looked.
/// </param>
public sealed class RingBell(Bell bell, MissedBook missed, Agenda agenda, Wake wake, DeliverySettings settings, TimeProvider clock, bool clockIsPulled) : IJob
{
    /// <summary>A due notice leaves within ten seconds: two for the bell, the rest for the door.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    private DateTimeOffset? lookedAt;

    public const string Word = "ring-bell";

    public string Name => Word;

    public DateTimeOffset Next(DateTimeOffset last) => last + Every;

    public async Task<DateTimeOffset?> DueAsync(DateTimeOffset last, CancellationToken ct) =>
        await agenda.BellAsync(ct) is not { } soonest ? null : soonest > last ? soonest : Next(last);

    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var seen = clockIsPulled && lookedAt < now ? lookedAt.Value : now;
        await missed.MarkAsync(seen - settings.MissedAfter, ct);
        var rung = await bell.RingAsync(now, ct);
        lookedAt = now;
        if (rung > 0)
        {
            wake.Nudge();
        }

        return rung;
    }
}
