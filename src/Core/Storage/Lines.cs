using Luzhi.Core.Messages;

namespace Luzhi.Core.Storage;

/// <summary>
/// The pushes of one address stand in line and are taken in the order they came; so a push that comes again while it is being worked on
/// waits for that and finds its answer stored. Between nodes the row locks do the same without the order. Whoever stands first in a line
/// while a batch is underway goes with the next one: under load the waiting costs nobody anything, alone nobody waits.
/// </summary>
/// <param name="lanes">How many batches may be underway at once.</param>
/// <param name="take">Takes a batch to its end and tells each of it; never throws.</param>
internal sealed class Lines(int lanes, TimeProvider clock, Func<IReadOnlyList<Hearing>, Task> take)
{
    /// <summary>So many turns a transaction: beyond it the commit costs each of them next to nothing any more, and a failing one costs its neighbours more.</summary>
    public const int AtMost = 16;

    /// <summary>As long may a batch that hangs, on a lock or on the disk, keep those from a lane of their own who have nothing to do with it.</summary>
    private static readonly TimeSpan WaitAtMost = TimeSpan.FromMilliseconds(2);

    private readonly Lock gate = new();

    /// <summary>An address is in here as long as anything of it waits or is underway.</summary>
    private readonly Dictionary<Address, Queue<Hearing>> lines = [];

    /// <summary>Addresses with something waiting and nothing underway, in the order in which they came.</summary>
    private readonly Queue<Address> ready = new();
    private int underway;
    private bool opening;

    /// <summary>The place in the line is taken before this returns; so nothing may be awaited before it is called.</summary>
    public void Join(Hearing hearing)
    {
        lock (gate)
        {
            if (!lines.TryGetValue(hearing.Inbound.From, out var line))
            {
                lines[hearing.Inbound.From] = line = new Queue<Hearing>();
                ready.Enqueue(hearing.Inbound.From);
            }

            line.Enqueue(hearing);
            OpenLane();
        }
    }

    /// <summary>Called with the gate held.</summary>
    private void OpenLane()
    {
        if (ready.Count == 0 || underway == lanes)
        {
            return;
        }

        if (underway == 0 || ready.Count >= AtMost)
        {
            underway++;
            Start(RunAsync);
        }
        else if (!opening)
        {
            opening = true;
            Start(OpenLaterAsync);
        }
    }

    /// <summary>A lane serves many: it must not run inside the transaction, or on the thread, of the one whose push opened it.</summary>
    private static void Start(Func<Task> work)
    {
        using (ExecutionContext.SuppressFlow())
        {
            _ = Task.Run(work);
        }
    }

    private async Task OpenLaterAsync()
    {
        await Task.Delay(WaitAtMost, clock, CancellationToken.None);
        lock (gate)
        {
            opening = false;
            if (ready.Count > 0 && underway < lanes)
            {
                underway++;
                Start(RunAsync);
            }
        }
    }

    private async Task RunAsync()
    {
        while (Next() is { Count: > 0 } batch)
        {
            await take(batch);
            Release(batch);
        }
    }

    /// <summary>One of each who waits; where there is room left, more of the same in their order.</summary>
    private List<Hearing> Next()
    {
        lock (gate)
        {
            List<Hearing> batch = [];
            while (batch.Count < AtMost && ready.TryDequeue(out var address))
            {
                batch.Add(lines[address].Dequeue());
            }

            foreach (var first in batch.ToList())
            {
                var line = lines[first.Inbound.From];
                for (var last = first; batch.Count < AtMost && last.Talks && line.TryPeek(out var next) && next.Talks; last = next)
                {
                    batch.Add(line.Dequeue());
                }
            }

            underway -= batch.Count == 0 ? 1 : 0;
            OpenLane();
            return batch;
        }
    }

    private void Release(List<Hearing> batch)
    {
        lock (gate)
        {
            foreach (var address in batch.Select(h => h.Inbound.From).Distinct())
            {
                if (lines[address].Count > 0)
                {
                    ready.Enqueue(address);
                }
                else
                {
                    lines.Remove(address);
                }
            }
        }
    }
}
