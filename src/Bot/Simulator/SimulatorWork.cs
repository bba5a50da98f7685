using Luzhi.Core.Storage;

namespace Luzhi.Bot.Simulator;

/// <summary>The simulator's own life beside the server: remembers before it opens, then writes its record and pushes what it owes.</summary>
internal sealed class SimulatorWork(Platform platform, SimulatorJournal journal, SimulatorBook book, SampleBody sample, ShiftedClock clock, ILogger<SimulatorWork> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        clock.Pull(await book.ClockShiftAsync(cancellationToken));
        platform.Replay(await journal.ReadAsync(cancellationToken));
        await sample.FillAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await journal.WriteAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(AgainAsync(journal.RunAsync, stoppingToken), AgainAsync(ReceiptsAsync, stoppingToken));

    private async Task ReceiptsAsync(CancellationToken ct)
    {
        for (var seen = platform.Version; ; seen = await platform.ChangedAsync(seen, Look, ct))
        {
            ct.ThrowIfCancellationRequested();
            await platform.PushOwedAsync(ct);
        }
    }

    private async Task AgainAsync(Func<CancellationToken, Task> work, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await work(ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // a toy must not take the product down with it
            catch (Exception fault)
            {
                log.LogWarning(fault, "The simulator stumbled and goes on");
                await Task.Delay(Look, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
#pragma warning restore CA1031
        }
    }
}
