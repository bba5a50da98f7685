using System.Threading.Channels;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Storage;

/// <summary>
/// What the house has acknowledged and the ledger could not take yet, sealed on this node's disk. A push is on the disk before it is
/// acknowledged and leaves it only after its turn is committed; dying between the two takes it through the ledger once more, which knows its
/// duplicate key. The pushes of one address go in the order in which they came.
/// </summary>
public sealed class Spool : IDisposable
{
    private const int RefusalsAtMost = 5;

    private readonly byte[] key;
    private readonly Chance chance;
    private readonly long most;
    private readonly Lock gate = new();
    private readonly SpoolLines lines = new();
    private readonly SpoolFiles files;
    private readonly List<(Spooled Push, byte[] Record)> waiting = [];
    private readonly SemaphoreSlim writer = new(1);
    private readonly Channel<bool> moved = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private int refused;

    /// <param name="settings">Where it lies and how much it may hold.</param>
    /// <param name="key">256 bits.</param>
    /// <param name="chance">Nonces, and names of files.</param>
    /// <param name="clock">Orders the files.</param>
    public Spool(StorageSettings settings, byte[] key, Chance chance, TimeProvider clock)
    {
        (this.key, this.chance, most) = (key, chance, settings.SpoolAtMost * 1024L * 1024);
        files = new SpoolFiles(settings.Spool, chance, clock);
        foreach (var file in files.TakeUp())
        {
            Read(file);
        }

        moved.Writer.TryWrite(true);
    }

    /// <summary>How many wait for the ledger.</summary>
    public int Count => Locked(() => lines.Count);

    /// <summary>How many the ledger refuses although the database is there.</summary>
    public int Stuck => Locked(() => lines.Stuck);

    /// <summary>How many files cannot be read with this installation's key.</summary>
    public int Foreign => Locked(() => files.Foreign);

    /// <summary>There is no room, or the disk takes nothing: what the ledger cannot take now is not acknowledged.</summary>
    public bool Full { get; private set; }

    /// <summary>It is here already.</summary>
    public bool Holds(Inbound inbound) => Locked(() => lines.Find(inbound.Key) is not null);

    /// <summary>What its address said before and is here still: it is not taken past that.</summary>
    /// <returns>Over when that is out of the way; null where there is nothing.</returns>
    public Task? Before(Inbound inbound) => Locked(() => lines.Before(inbound));

    /// <summary>Puts a push on the disk. The same push again is the same one.</summary>
    /// <param name="inbound">As the porch handed it in.</param>
    /// <param name="underway">Its turn is running; whoever runs it says <see cref="Done"/> or <see cref="Release"/>.</param>
    /// <returns>Whether it is on the disk.</returns>
    public Task<bool> KeepAsync(Inbound inbound, bool underway)
    {
        var record = SpoolFile.Seal(inbound, key, chance);
        lock (gate)
        {
            if (lines.Find(inbound.Key) is { } known)
            {
                return known.Kept;
            }

            if (lines.Bytes + record.Length > most)
            {
                (Full, refused) = (true, refused + 1);
                return Task.FromResult(false);
            }

            waiting.Add((lines.Add(new Spooled(inbound, record.Length) { Underway = underway }), record));
        }

        return WrittenAsync(inbound.Key);
    }

    /// <summary>The first of each address that nobody is at.</summary>
    public IReadOnlyList<Spooled> Ready() => Locked(lines.Ready);

    /// <summary>Its turn is committed.</summary>
    public void Done(string pushKey) => Move(pushKey, Forget);

    /// <summary>Its turn came to nothing, or to a reply that nobody is waiting for any more: it is to be taken from here.</summary>
    public void Release(string pushKey) => Move(pushKey, push => push.Underway = false);

    /// <summary>The ledger would not have it though the database is there: our own fault, and not to be tried for ever.</summary>
    public void Refuse(string pushKey) => Move(pushKey, push =>
    {
        if (++push.Refusals >= RefusalsAtMost)
        {
            push.Stuck = true;
            push.Passed.TrySetResult();
        }
    });

    /// <summary>How many could not be kept since this was last asked.</summary>
    public int TakeRefused() => Locked(() =>
    {
        var count = refused;
        refused = 0;
        return count;
    });

    /// <summary>Returns when something came or went since it was last waited for.</summary>
    public ValueTask<bool> MovedAsync(CancellationToken ct) => moved.Reader.ReadAsync(ct);

    /// <summary>Frees the disk of what is in the ledger.</summary>
    public async Task TidyAsync(CancellationToken ct)
    {
        await writer.WaitAsync(ct);
        try
        {
            lock (gate)
            {
                files.DropFinished();
            }
        }
        finally
        {
            writer.Release();
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            files.DropFinished();
            files.Close();
        }

        writer.Dispose();
    }

    private void Read(SpoolFile file)
    {
        foreach (var (inbound, bytes) in file.ReadAll(key).Where(push => lines.Find(push.Inbound.Key) is null))
        {
            file.Live++;
            lines.Add(new Spooled(inbound, bytes)).Lies(file);
        }
    }

    /// <summary>Whoever comes first writes for all who wait: a hundred pushes at once are one flush.</summary>
    private async Task<bool> WrittenAsync(string pushKey)
    {
        var kept = Locked(() => lines.Find(pushKey)!.Kept);
        await writer.WaitAsync().ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            Write();
        }
        finally
        {
            writer.Release();
        }

        return await kept;
    }

    private void Write()
    {
        List<(Spooled Push, byte[] Record)> batch;
        lock (gate)
        {
            batch = [.. waiting];
            waiting.Clear();
        }

        if (batch.Count == 0)
        {
            return;
        }

        try
        {
            var file = Locked(files.Writable);
            file.Append(batch.ConvertAll(one => (ReadOnlyMemory<byte>)one.Record));
            lock (gate)
            {
                file.Live += batch.Count;
                batch.ForEach(one => one.Push.Lies(file));
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A full disk, most likely. Nobody was promised anything: they are as if they had not come.
            lock (gate)
            {
                batch.ForEach(one => Forget(one.Push));
                (Full, refused) = (true, refused + batch.Count);
            }

            batch.ForEach(one => one.Push.HasNoPlace());
        }

        moved.Writer.TryWrite(true);
    }

    private void Move(string pushKey, Action<Spooled> how)
    {
        lock (gate)
        {
            if (lines.Find(pushKey) is { } push)
            {
                how(push);
            }
        }

        moved.Writer.TryWrite(true);
    }

    private void Forget(Spooled push)
    {
        Full = false;
        lines.Remove(push);
        if (push.File is { } file)
        {
            file.Live--;
        }
    }

    private T Locked<T>(Func<T> look)
    {
        lock (gate)
        {
            return look();
        }
    }
}
