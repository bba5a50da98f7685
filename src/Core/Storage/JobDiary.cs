using Luzhi.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>
/// What the jobs of this node did. A run that did something has its own row; runs with nothing to do, and a failure that goes on, are
/// counted in one row, written at most once a minute, or a quiet night would be forty thousand rows.
/// </summary>
public sealed class JobDiary(Database database, string node)
{
    private static readonly TimeSpan QuietWrite = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, (JobRun Row, DateTimeOffset WrittenAt)> latest = [];
    private readonly Lock gate = new();

    public Task RanAsync(string job, DateTimeOffset started, DateTimeOffset ended, int did, CancellationToken ct) =>
        WriteAsync(new JobRun
        {
            Job = job, Node = node, Outcome = did > 0 ? "done" : "idle", StartedAt = started, EndedAt = ended, Runs = 1, Did = did,
        }, ct);

    public Task FailedAsync(string job, DateTimeOffset started, DateTimeOffset ended, string why, CancellationToken ct) =>
        WriteAsync(new JobRun { Job = job, Node = node, Outcome = "failed", StartedAt = started, EndedAt = ended, Runs = 1, Why = why }, ct);

    /// <summary>When the job last ran on any node, as far as written down; null when it never did.</summary>
    public async Task<DateTimeOffset?> LastRunAsync(string job, CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.JobRuns.Where(r => r.Job == job).OrderByDescending(r => r.Id).Select(r => (DateTimeOffset?)r.EndedAt).FirstOrDefaultAsync(ct);
    }

    /// <summary>Newest first, for the console.</summary>
    public async Task<Page<JobRun>> ListAsync(string? job, long? before, int most, CancellationToken ct)
    {
        await using var db = database.Open();
        var rows = await db.JobRuns.AsNoTracking()
            .Where(r => (job == null || r.Job == job) && (before == null || r.Id < before))
            .OrderByDescending(r => r.Id).Take(most + 1).ToListAsync(ct);
        return rows.ToPage(most, r => r.Id);
    }

    private Task WriteAsync(JobRun run, CancellationToken ct)
    {
        var (row, write) = Told(run);
        return write
            ? database.WriteAsync(async (db, token) =>
            {
                db.Update(row);
                await db.SaveChangesAsync(token);
            }, ct)
            : Task.CompletedTask;
    }

    /// <summary>The row that tells of this run, and whether it is time to write it.</summary>
    private (JobRun Row, bool Write) Told(JobRun run)
    {
        lock (gate)
        {
            if (!latest.TryGetValue(run.Job, out var last) || run.Outcome == "done" || (last.Row.Outcome, last.Row.Why) != (run.Outcome, run.Why))
            {
                latest[run.Job] = (run, run.EndedAt);
                return (run, true);
            }

            last.Row.Runs++;
            last.Row.EndedAt = run.EndedAt;
            var write = run.EndedAt - last.WrittenAt >= QuietWrite || run.EndedAt < last.WrittenAt;
            latest[run.Job] = (last.Row, write ? run.EndedAt : last.WrittenAt);
            return (last.Row, write);
        }
    }
}
