using Luzhi.Bot.Simulator;
using Luzhi.Bot.Workers;
using Luzhi.Core.Storage;
using Luzhi.Scheduler;

namespace Luzhi.Bot.Rehearsal;

/// <summary>
/// The door among the jobs, so that the stepped engine opens it at the instants at which its loops would have: when a row may go,
/// and a second later at the soonest. The platform's receipts follow.
/// </summary>
internal sealed class DoorStep(Agenda agenda, Deliver door, Platform platform, TimeProvider clock) : IJob
{
    public string Name => "door";

    public DateTimeOffset Next(DateTimeOffset last) => last.AddSeconds(1);

    public async Task<DateTimeOffset?> DueAsync(DateTimeOffset last, CancellationToken ct) =>
        await agenda.DoorAsync(ct) is { } soonest ? Latest(soonest, Next(last), clock.GetUtcNow()) : null;

    public async Task<int> RunAsync(CancellationToken ct) => await door.RunOnceAsync(ct) + await platform.PushOwedAsync(ct);

    private static DateTimeOffset Latest(params ReadOnlySpan<DateTimeOffset> instants)
    {
        var latest = instants[0];
        foreach (var instant in instants)
        {
            latest = instant > latest ? instant : latest;
        }

        return latest;
    }
}
