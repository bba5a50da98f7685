using Luzhi.Core.Storage;
using Microsoft.Extensions.Logging;

namespace Luzhi.Scheduler.Engines;

/// <summary>One run of a job, the same under every engine: bounded in time, written down, and seen to have failed when it failed.</summary>
public sealed class JobRunner(JobDiary diary, IncidentBook incidents, TimeProvider clock, ILogger<JobRunner> log)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan BeatAtMost = TimeSpan.FromSeconds(30);

    /// <summary>A job that runs so often is not asked whether it is due: the engine's beat is its watch.</summary>
    public static readonly TimeSpan Often = TimeSpan.FromMinutes(1);

    /// <summary>How often an engine with a real clock asks for a job: at least so often that the pulled clock of the house is followed.</summary>
    public static TimeSpan Beat(IJob job)
    {
        // Any instant does: only the distance to the next one counts.
        var often = job.Next(DateTimeOffset.UnixEpoch) - DateTimeOffset.UnixEpoch;
        return often < BeatAtMost ? often : BeatAtMost;
    }

    /// <summary>Runs a seldom job only when it is due by the house's own clock, whatever the engine's clock says.</summary>
    public async Task RunIfDueAsync(IJob job, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (job.Next(now) - now >= Often && await diary.LastRunAsync(job.Name, ct) is { } last && last <= now && job.Next(last) > now)
        {
            return;
        }

        await RunAsync(job, ct);
    }

    /// <exception cref="JobFailedException">It failed; that is logged, written down and an incident already.</exception>
    public async Task RunAsync(IJob job, CancellationToken ct)
    {
        var started = clock.GetUtcNow();
        // Real minutes: pulling the house's clock forward does not make a job late.
        using var late = new CancellationTokenSource(Longest);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, ct);
        try
        {
            var did = await job.RunAsync(either.Token);
            await diary.RanAsync(job.Name, started, clock.GetUtcNow(), did, ct);
            await incidents.CloseAsync(Subject(job), ct);
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            log.LogError(fault, "job {Job} failed", job.Name);
            await WriteDownAsync(job, started, Why(fault), ct);
            throw new JobFailedException(job.Name, fault);
        }
    }

    private async Task WriteDownAsync(IJob job, DateTimeOffset started, string why, CancellationToken ct)
    {
        try
        {
            await diary.FailedAsync(job.Name, started, clock.GetUtcNow(), why, ct);
            await incidents.OpenAsync(Subject(job), why, ct);
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            // Most often the database is what failed in the first place; the log has both.
            log.LogError(fault, "the failure of job {Job} could not be written down", job.Name);
        }
    }

    private static string Subject(IJob job) => $"job:{job.Name}";

    private static string Why(Exception fault)
    {
        var why = $"{fault.GetType().Name}: {fault.Message}";
        return why.Length <= 300 ? why : why[..300];
    }
}

/// <summary>So that an engine with eyes of its own sees the failure too.</summary>
public sealed class JobFailedException(string job, Exception inner) : Exception($"job {job} failed", inner);
