using Hangfire;
using Hangfire.Common;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Hangfire.States;
using Hangfire.Storage;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Luzhi.Scheduler.Engines;

/// <summary>
/// Hangfire as heart: one recurring job of Hangfire's for each of ours, none a notice. As with Quartz, it beats on its own clock and whether
/// something is due is asked of the house's. Compiled only with -p:WithHangfire=true; needs PostgreSQL.
/// </summary>
public sealed class HangfireEngine : IJobEngine
{
    private readonly JobList jobs;
    private readonly Activator activator;
    private BackgroundJobServer? server;

    public HangfireEngine(JobList jobs, JobRunner runner, StorageSettings storage, ILoggerFactory logs)
    {
        if (storage.Provider != Provider.Postgres)
        {
            throw new NotSupportedException("定时引擎 hangfire 需要 PostgreSQL：请设 Storage__Provider=postgres，或改用 Scheduler__Engine=quartz。");
        }

        // Hangfire takes its log from one place for the whole process.
        GlobalConfiguration.Configuration.UseLogProvider(new Hangfire.AspNetCore.AspNetCoreLogProvider(logs));
        this.jobs = jobs;
        activator = new Activator(new HangfireBeat(jobs, runner, storage.ConnectionString));
        Storage = Open(storage.ConnectionString);
    }

    /// <summary>What the dashboard looks at.</summary>
    public JobStorage Storage { get; }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        Enlist(new RecurringJobManager(Storage));
        server = new BackgroundJobServer(Options(), Storage);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (server is not { } running)
        {
            return;
        }

        server = null;
        running.SendStop();
        await running.WaitForShutdownAsync(cancellationToken);
        running.Dispose();
    }

    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);

    private void Enlist(RecurringJobManager manager)
    {
        using var connection = Storage.GetConnection();
        foreach (var gone in connection.GetRecurringJobs().Where(known => jobs.Find(known.Id) is null))
        {
            manager.RemoveIfExists(gone.Id);
        }

        foreach (var job in jobs)
        {
            manager.AddOrUpdate<HangfireBeat>(job.Name, beat => beat.RunAsync(job.Name, CancellationToken.None), Cron(JobRunner.Beat(job)), new RecurringJobOptions
            {
                // What was slept through is in our tables, and the next beat finds it there.
                MisfireHandling = MisfireHandlingMode.Ignorable,
            });
        }
    }

    private BackgroundJobServerOptions Options() => new()
    {
        Activator = activator,
        WorkerCount = Math.Max(4, jobs.Count),
        SchedulePollingInterval = TimeSpan.FromSeconds(1),
        HeartbeatInterval = TimeSpan.FromSeconds(5),
    };

    private static PostgreSqlStorage Open(string connection)
    {
        var options = new PostgreSqlStorageOptions
        {
            QueuePollInterval = TimeSpan.FromMilliseconds(500),

            // Hangfire's locks are rows: those of a node that was killed stand until they are this old, and nothing is planned meanwhile.
            DistributedLockTimeout = TimeSpan.FromSeconds(15),
        };
        return new PostgreSqlStorage(new NpgsqlConnectionFactory(connection, options), options);
    }

    /// <summary>A cron of seconds: the finest beat that Hangfire has.</summary>
    private static string Cron(TimeSpan beat) => $"*/{Math.Clamp((int)beat.TotalSeconds, 1, 30)} * * * * *";

    /// <summary>Every beat has the same jobs and runner, in this process.</summary>
    private sealed class Activator(HangfireBeat beat) : JobActivator
    {
        public override object ActivateJob(Type jobType) => beat;
    }
}

/// <summary>What Hangfire fires: our job of that name. Never twice at once, on however many nodes.</summary>
[BeatsAreForgotten]
public sealed class HangfireBeat(JobList jobs, JobRunner runner, string connection)
{
    // The next beat comes anyway: trying a failed one again would only make two of them.
    [AutomaticRetry(Attempts = 0)]
    public async Task RunAsync(string name, CancellationToken ct)
    {
        // A store shared with a newer node may know jobs that this one does not have.
        if (jobs.Find(name) is not { } job)
        {
            return;
        }

        // Hangfire's own lock outlives a killed node; this one dies with its connection.
        await using var locked = new NpgsqlConnection(connection);
        await locked.OpenAsync(ct);
        await using var take = new NpgsqlCommand(TakeLock, locked) { Parameters = { new() { Value = $"luzhi:job:{name}" } } };
        if (await take.ExecuteScalarAsync(ct) is true)
        {
            await runner.RunIfDueAsync(job, ct);
        }
    }

    private const string TakeLock = "SELECT pg_try_advisory_lock(hashtextextended($1, 0))";
}

/// <summary>A beat every two seconds would fill the store: what is over is kept for an hour. The history of runs is in job_run.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class BeatsAreForgottenAttribute : JobFilterAttribute, IApplyStateFilter
{
    public void OnStateApplied(ApplyStateContext context, IWriteOnlyTransaction transaction) => context.JobExpirationTimeout = TimeSpan.FromHours(1);

    public void OnStateUnapplied(ApplyStateContext context, IWriteOnlyTransaction transaction) { }
}
