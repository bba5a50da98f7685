using System.Threading.Channels;
using Luzhi.Core.Messages;
using Luzhi.Core.Storage;

namespace Luzhi.Bot.Workers;

/// <summary>Writes down what became of the rows of one round: as soon as there are 50 of them, or 50 ms after the first.</summary>
internal sealed class Acknowledge(Outbox outbox, TimeProvider clock, ILogger log)
{
    private const int RowsAtMost = 50;
    private const int Tries = 10;
    private static readonly TimeSpan WaitAtMost = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);

    private readonly Channel<Finished> endings = Channel.CreateUnbounded<Finished>(new UnboundedChannelOptions { SingleReader = true });

    public void Add(Finished finished) => endings.Writer.TryWrite(finished);

    public void Complete() => endings.Writer.Complete();

    public async Task RunAsync()
    {
        while (await endings.Reader.WaitToReadAsync(CancellationToken.None))
        {
            await FinishAsync(await GatherAsync());
        }
    }

    private async Task<List<Finished>> GatherAsync()
    {
        // Real milliseconds: a clock that stands still in a journey must not hold the writing back.
        using var over = new CancellationTokenSource(WaitAtMost);
        var batch = new List<Finished>();
        while (batch.Count < RowsAtMost)
        {
            if (endings.Reader.TryRead(out var finished))
            {
                batch.Add(finished);
                continue;
            }

            Task<bool> more = endings.Reader.WaitToReadAsync(over.Token).AsTask();
            await ((Task)more).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!more.IsCompletedSuccessfully || !await more)
            {
                break;
            }
        }

        return batch;
    }

    /// <summary>The messages are out: losing their acknowledgement would send them again, so it is tried while the lease may still hold.</summary>
    private async Task FinishAsync(List<Finished> batch)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await outbox.FinishAsync(batch, CancellationToken.None);
                return;
            }
            catch (Exception fault) when (attempt < Tries)
            {
                log.LogError(fault, "{Count} sent messages could not be acknowledged, try {Try}", batch.Count, attempt);
                await Task.Delay(BetweenTries, clock, CancellationToken.None);
            }
        }
    }
}
