using Luzhi.Core.Messages;
using Luzhi.Core.Settings;
using Luzhi.Core.Settings.Shelves;
using Luzhi.Core.Storage;
using Luzhi.Scheduler.Calendar;
using Luzhi.Scheduler.Engines;
using Luzhi.Scheduler.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Luzhi.Scheduler;

public static class SchedulerSetup
{
    /// <summary>
    /// The clock: the jobs and their history on every node, the engine that runs them where the node has the role scheduler. Stands on
    /// Database and TimeProvider, and on the shelf of holidays.
    /// </summary>
    /// <param name="node">What this node is called in the jobs' history.</param>
    /// <param name="clockIsPulled">The house's clock may be pulled forward by hand (the simulator).</param>
    public static IServiceCollection AddScheduler(this IServiceCollection services, AllSettings settings, string node, bool clockIsPulled)
    {
        services.TryAddSingleton(place => new HolidayYears(place.GetRequiredService<Shelf<HolidayYear>>()));
        services.TryAddSingleton<Planner>();
        services.TryAddSingleton<Wake>();
        services.TryAddSingleton<Bell>();
        services.TryAddSingleton<Agenda>();
        services.TryAddSingleton<MissedBook>();
        services.TryAddSingleton<Housekeeping>();
        services.TryAddSingleton<OverdueBook>();
        services.TryAddSingleton<IncidentBook>();
        services.TryAddSingleton(place => new JobDiary(place.GetRequiredService<Database>(), node));
        services.TryAddSingleton<DutyCalls>();
        services.AddSingleton(place => Jobs(place, settings, clockIsPulled));
        services.AddSingleton<JobRunner>();
        services.AddSingleton<IJobEngine>(place => settings.Scheduler.Engine switch
        {
            "quartz" => new QuartzEngine(place.GetRequiredService<JobList>(), place.GetRequiredService<JobRunner>(), settings.Storage, place.GetRequiredService<ILoggerFactory>()),
#if HANGFIRE
            "hangfire" => new HangfireEngine(place.GetRequiredService<JobList>(), place.GetRequiredService<JobRunner>(), settings.Storage, place.GetRequiredService<ILoggerFactory>()),
#endif
            "stepped" => throw new NotSupportedException("Scheduler__Engine=stepped 只用于演练：真实的时间不会跳。请改为 quartz。"),
            var other => throw new NotSupportedException($"这个构建里没有定时引擎 {other}，请改为 quartz。"),
        });
        return settings.Roles.Contains(NodeRole.Scheduler) ? services.AddHostedService(place => place.GetRequiredService<IJobEngine>()) : services;
    }

    /// <summary>The jobs of the house. A new one is one file and one line here.</summary>
    private static JobList Jobs(IServiceProvider place, AllSettings settings, bool clockIsPulled)
    {
        var clock = place.GetRequiredService<TimeProvider>();
        var housekeeping = place.GetRequiredService<Housekeeping>();
        return new JobList(
            new PlanDuties(
                place.GetRequiredService<DutyPlanBook>(), place.GetRequiredService<Planner>(), place.GetRequiredService<IncidentBook>(),
                settings.Duties, place.GetRequiredService<Words>(), clock),
            new RingBell(
                place.GetRequiredService<Bell>(), place.GetRequiredService<MissedBook>(), place.GetRequiredService<Agenda>(),
                place.GetRequiredService<Wake>(), settings.Delivery, clock, clockIsPulled),
            new ExpireHeld(housekeeping, clock),
            new MarkOverdue(place.GetRequiredService<OverdueBook>(), clock),
            new MorningBrief(place.GetRequiredService<BriefBook>(), settings.Office, place.GetRequiredService<HolidayYears>(), place.GetRequiredService<TimeZoneInfo>(), clock),
            new WipeBodies(housekeeping, settings.Delivery, place.GetRequiredService<TimeZoneInfo>(), clock));
    }
}
