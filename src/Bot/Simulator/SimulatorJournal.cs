using System.Threading.Channels;
using Luzhi.Core.Storage;

namespace Luzhi.Bot.Simulator;

/// <summary>Writes what happened, in order and in batches, behind the platform's back: no answer waits for the disk.</summary>
/// <remarks>If the process dies, the last moments of the phones are lost; the product's own truth is not in here.</remarks>
internal sealed class SimulatorJournal(SimulatorBook book)
{
    private const int AtOnce = 500;
    private readonly Channel<Happening> waiting = Channel.CreateUnbounded<Happening>();

    public void Keep(Happening happening) => waiting.Writer.TryWrite(happening);

    public async Task<IEnumerable<Happening>> ReadAsync(CancellationToken ct) => (await book.ReadAsync(ct)).Select(Happening.Read);

    public async Task RunAsync(CancellationToken ct)
    {
        while (await waiting.Reader.WaitToReadAsync(ct))
        {
            await WriteAsync(ct);
        }
    }

    /// <summary>Writes all that is waiting now.</summary>
    public async Task WriteAsync(CancellationToken ct)
    {
        while (Batch() is { Count: > 0 } batch)
        {
            await book.AppendAsync(batch, ct);
        }
    }

    private List<SimulatorRecord> Batch()
    {
        var batch = new List<SimulatorRecord>();
        while (batch.Count < AtOnce && waiting.Reader.TryRead(out var happening))
        {
            batch.Add(new SimulatorRecord { At = happening.At, Happening = happening.Write() });
        }

        return batch;
    }
}
