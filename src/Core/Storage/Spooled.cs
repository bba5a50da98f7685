using Luzhi.Core.Messages;

namespace Luzhi.Core.Storage;

/// <summary>A push on this node's disk, or on its way there, waiting for the ledger. What changes of it is changed under the spool's lock.</summary>
public sealed class Spooled
{
    private readonly TaskCompletionSource<bool> kept = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Spooled(Inbound inbound, int bytes) => (Inbound, Bytes) = (inbound, bytes);

    public Inbound Inbound { get; }

    /// <summary>Over when it holds up nobody behind it any more.</summary>
    internal TaskCompletionSource Passed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether the disk took it.</summary>
    internal Task<bool> Kept => kept.Task;

    internal int Bytes { get; }

    /// <summary>The file it lies in, once it does.</summary>
    internal SpoolFile? File { get; private set; }

    /// <summary>The turn that could not wait for the database is still running: nobody else takes it meanwhile.</summary>
    internal bool Underway { get; set; }

    /// <summary>How often the ledger refused it although the database was there.</summary>
    internal int Refusals { get; set; }

    /// <summary>Left lying until the next start, perhaps of a program that can take it; those behind it are not held up.</summary>
    internal bool Stuck { get; set; }

    internal void Lies(SpoolFile file)
    {
        File = file;
        kept.SetResult(true);
    }

    internal void HasNoPlace() => kept.SetResult(false);
}
