using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Quartz;

namespace Luzhi.Scheduler.Engines;

/// <summary>
/// Quartz as heart and cluster lock: one recurring trigger a job, none a notice. It beats on its own clock; whether something is due is
/// asked of the house's clock at every beat, because that one may be pulled (the simulator) or set right, and a trigger planned for
/// the old time would wait for it. Store in memory on SQLite (one node), persistent and clustered on PostgreSQL.
/// </summary>
public sealed class QuartzEngine(JobList jobs, JobRunner runner, StorageSettings storage, ILoggerFactory logs) : IJobEngine
{
    // A node that died is noticed after these two together; until then a job that it was running waits.
    private static readonly TimeSpan Checkin = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan CheckinGrace = TimeSpan.FromSeconds(5);

    private IScheduler? scheduler;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        scheduler = await QuartzSchedulerBuilder.Create(Configure).BuildScheduler(cancellationToken);
        await scheduler.Start(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (scheduler is { Status: not SchedulerStatus.Shutdown })
        {
            await scheduler.Shutdown(waitForJobsToComplete: true, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);

    private void Configure(IQuartzBuilder quartz)
    {
        quartz.Services.AddSingleton(logs);
        quartz.ConfigureScheduler(options => options.InstanceName = "luzhi");
        quartz.AddJobType<QuartzBeat>(_ => new QuartzBeat(jobs, runner));
        Store(quartz);
        foreach (var job in jobs)
        {
            quartz.ScheduleJob<QuartzBeat>(
                trigger => trigger.WithIdentity(job.Name).WithSimpleSchedule(beat => beat
                    .WithInterval(JobRunner.Beat(job)).RepeatForever()
                    // What was slept through is in our tables, and the next beat finds it there.
                    .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount)),
                detail => detail.WithIdentity(job.Name));
        }
    }

    private void Store(IQuartzBuilder quartz)
    {
        if (storage.Provider == Provider.Sqlite)
        {
            quartz.UseInMemoryStore();
            return;
        }

        quartz.UsePersistentStore(store =>
        {
            store.UsePostgres(NpgsqlFactory.Instance, storage.ConnectionString);
            store.ProvisionSchema();
            store.UseClustering(cluster =>
            {
                cluster.CheckinInterval = Checkin;
                cluster.CheckinMisfireThreshold = CheckinGrace;
            });
        });
    }
}

/// <summary>What Quartz fires: our job of that name. Never twice at once, on however many nodes.</summary>
[DisallowConcurrentExecution]
internal sealed class QuartzBeat(JobList jobs, JobRunner runner) : Quartz.IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        // A store shared with a newer node may know jobs that this one does not have.
        if (jobs.Find(context.JobDetail.Key.Name) is { } job)
        {
            await runner.RunIfDueAsync(job, cancellationToken);
        }
    }
}
