namespace Luzhi.Scheduler;

/// <summary>
/// A recurring job answers two questions, when and what, and does not know its engine. The engine owns the lock, the
/// time-out, the failure and the history. Running it twice at once, or again after a crash, must do no harm.
/// </summary>
public interface IJob
{
    /// <summary>Stable, kebab-case: the job's name in logs, in the console and in the engine's store.</summary>
    string Name { get; }

    /// <summary>The first instant after <paramref name="last"/> at which it should run.</summary>
    DateTimeOffset Next(DateTimeOffset last);

    /// <summary>
    /// The next instant at which there will be something to do, as the tables stand: what a stepped engine jumps to. A job that only looks
    /// at its watch keeps this; one that looks often, so as to miss nothing, asks the tables, or a year would be sixteen million looks.
    /// </summary>
    /// <returns>null when nothing is in sight.</returns>
    Task<DateTimeOffset?> DueAsync(DateTimeOffset last, CancellationToken ct) => Task.FromResult<DateTimeOffset?>(Next(last));

    /// <summary>Does what is due. A token that is not forwarded is an error (CA2016).</summary>
    /// <returns>How many things it did, for the history.</returns>
    Task<int> RunAsync(CancellationToken ct);
}
