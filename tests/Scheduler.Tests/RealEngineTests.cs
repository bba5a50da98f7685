using Luzhi.Core.Storage;
using Luzhi.Scheduler.Engines;
using Luzhi.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Luzhi.Scheduler.Tests;

/// <summary>What every engine with a real clock promises, whichever this build has.</summary>
public sealed class RealEngineTests
{
    /// <summary>Where each engine can keep its store.</summary>
    public static TheoryData<string, Provider> Engines => new()
    {
        { "quartz", Provider.Sqlite },
        { "quartz", Provider.Postgres },
#if HANGFIRE
        { "hangfire", Provider.Postgres },
#endif
    };

    /// <summary>Those that several nodes can share.</summary>
    public static TheoryData<string> Clustered => new()
    {
        "quartz",
#if HANGFIRE
        "hangfire",
#endif
    };

    [Theory, MemberData(nameof(Engines))]
    public async Task A_failing_job_does_not_stop_the_others_and_is_seen(string engineName, Provider provider)
    {
        await using var stage = await SchedulerStage.SetAsync(provider);
        var (works, fails) = (new Counter(3), new Counter(2));
        var jobs = new JobList(new Told("works", works.HitAsync, Soon), new Told("fails", async ct =>
        {
            await fails.HitAsync(ct);
            throw new InvalidOperationException("always");
        }, Soon));
        await using var engine = Engine(engineName, stage, jobs);

        await engine.StartAsync(default);
        await Task.WhenAll(works.Reached, fails.Reached);
        await engine.StopAsync(default);

        (await stage.Incidents.OpenOnesAsync(default)).Single().Subject.ShouldBe("job:fails");
        (await stage.Diary.ListAsync("works", null, 1, default)).Items.Single().Outcome.ShouldBe("done");
        (await stage.Diary.ListAsync("fails", null, 1, default)).Items.Single().Outcome.ShouldBe("failed");
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task It_goes_on_after_a_restart(string engineName, Provider provider)
    {
        await using var stage = await SchedulerStage.SetAsync(provider);
        for (var start = 0; start < 2; start++)
        {
            var counter = new Counter(2);
            await using var engine = Engine(engineName, stage, new JobList(new Told("works", counter.HitAsync, Soon)));
            await engine.StartAsync(default);
            await counter.Reached;
            await engine.StopAsync(default);
        }
    }

    [Theory, MemberData(nameof(Clustered))]
    public async Task On_two_nodes_a_job_never_runs_twice_at_once_and_outlives_either(string engineName)
    {
        await using var stage = await SchedulerStage.SetAsync(Provider.Postgres);
        var (both, alone) = (new Counter(6), new Counter(9));
        var jobs = new JobList(new Told("works", async ct => await both.HitAsync(ct) + await alone.HitAsync(ct), Soon));
        await using var one = Engine(engineName, stage, jobs);
        await using var other = Engine(engineName, stage, jobs);

        await Task.WhenAll(one.StartAsync(default), other.StartAsync(default));
        await both.Reached;
        await one.StopAsync(default);
        await alone.Reached;

        both.Overlapped.ShouldBeFalse();
        alone.Overlapped.ShouldBeFalse();
    }

    private static TimeSpan Soon => TimeSpan.FromMilliseconds(300);

    private static readonly Dictionary<string, Func<SchedulerStage, JobList, IJobEngine>> Made = new()
    {
        ["quartz"] = (stage, jobs) => new QuartzEngine(jobs, stage.Runner, stage.Storage, NullLoggerFactory.Instance),
#if HANGFIRE
        ["hangfire"] = (stage, jobs) => new HangfireEngine(jobs, stage.Runner, stage.Storage, NullLoggerFactory.Instance),
#endif
    };

    private static IJobEngine Engine(string name, SchedulerStage stage, JobList jobs) => Made[name](stage, jobs);
}
