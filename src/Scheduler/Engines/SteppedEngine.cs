namespace Luzhi.Scheduler.Engines;

/// <summary>
/// Jumps from due instant to due instant, so that a whole year runs in a minute: for journeys and rehearsals. It starts nothing by itself;
/// time goes only where <see cref="RunUntilAsync"/> takes it.
/// </summary>
/// <param name="moveTo">Sets the clock that <paramref name="clock"/> reads.</param>
public sealed class SteppedEngine(JobList jobs, JobRunner runner, TimeProvider clock, Action<DateTimeOffset> moveTo) : IJobEngine
{
    private readonly Dictionary<string, DateTimeOffset> lasts = [];

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Runs everything that falls due up to and including <paramref name="until"/>, in order, each at its own instant.</summary>
    /// <returns>How many runs it took.</returns>
    public async Task<int> RunUntilAsync(DateTimeOffset until, CancellationToken ct)
    {
        var runs = 0;
        while (await NextAsync(ct) is var (job, due) && due <= until)
        {
            if (due > clock.GetUtcNow())
            {
                moveTo(due);
            }

            lasts[job.Name] = clock.GetUtcNow();
            await runner.RunAsync(job, ct);
            runs++;
        }

        moveTo(until);
        return runs;
    }

    /// <summary>The soonest; of two at the same instant the one that stands first in the list, so that every run goes alike.</summary>
    private async Task<(IJob Job, DateTimeOffset Due)?> NextAsync(CancellationToken ct)
    {
        (IJob Job, DateTimeOffset Due)? soonest = null;
        foreach (var job in jobs)
        {
            var due = await job.DueAsync(Last(job), ct);
            if (due is { } at && (soonest is null || at < soonest.Value.Due))
            {
                soonest = (job, at);
            }
        }

        return soonest;
    }

    private DateTimeOffset Last(IJob job) =>
        lasts.TryGetValue(job.Name, out var last) ? last : lasts[job.Name] = clock.GetUtcNow();
}
