using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Luzhi.Scheduler.Engines;
using Luzhi.Scheduler.Jobs;
using Luzhi.Testing;

namespace Luzhi.Scheduler.Tests;

public sealed class SteppedEngineTests
{
    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task It_jumps_from_due_instant_to_due_instant_and_each_rings_at_its_own(Provider provider)
    {
        await using var stage = await SchedulerStage.SetAsync(provider);
        await stage.MeetingAsync(Some.Monday.AddDays(200), "P30D", "P7D", "PT2H");
        var bell = stage.NewBell();
        var rungAt = new List<DateTimeOffset>();
        var job = new Watched(bell, _ => rungAt.Add(stage.Clock.GetUtcNow()));
        var engine = new SteppedEngine(new JobList(job), stage.Runner, stage.Clock, stage.Clock.SetNow);

        var runs = await engine.RunUntilAsync(Some.Monday.AddDays(365), default);

        runs.ShouldBe(4);
        rungAt.ShouldBe([Some.Monday.AddSeconds(2), Some.Monday.AddDays(170), Some.Monday.AddDays(193), Some.Monday.AddDays(200).AddHours(-2)]);
        stage.Clock.GetUtcNow().ShouldBe(Some.Monday.AddDays(365));
        (await stage.NoticesAsync()).ShouldAllBe(n => n.StartsWith("rung") || n.StartsWith("replaced reminder:P"));
    }

    [Fact]
    public async Task Jobs_that_fall_due_together_go_in_the_order_of_the_list()
    {
        await using var stage = await SchedulerStage.SetAsync(Provider.Sqlite);
        var order = new List<string>();
        Told Job(string name, int hours) => new(name, _ =>
        {
            order.Add($"{name} {(stage.Clock.GetUtcNow() - Some.Monday).TotalHours}");
            return Task.FromResult(0);
        }, TimeSpan.FromHours(hours));
        var engine = new SteppedEngine(new JobList(Job("b", 2), Job("a", 1)), stage.Runner, stage.Clock, stage.Clock.SetNow);

        await engine.RunUntilAsync(Some.Monday.AddHours(4), default);

        order.ShouldBe(["a 1", "b 2", "a 2", "a 3", "b 4", "a 4"]);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_whole_year_of_all_jobs_is_a_few_thousand_steps(Provider provider)
    {
        await using var stage = await SchedulerStage.SetAsync(provider);
        var housekeeping = new Housekeeping(stage.Database);
        var jobs = new JobList(stage.NewBell(), new WipeBodies(housekeeping, new DeliverySettings(), Some.Zone, stage.Clock));
        var engine = new SteppedEngine(jobs, stage.Runner, stage.Clock, stage.Clock.SetNow);

        (await engine.RunUntilAsync(Some.Monday.AddDays(365), default)).ShouldBe(365 * 4);
    }

    private sealed class Watched(IJob inner, Action<int> ran) : IJob
    {
        public string Name => inner.Name;

        public DateTimeOffset Next(DateTimeOffset last) => inner.Next(last);

        public Task<DateTimeOffset?> DueAsync(DateTimeOffset last, CancellationToken ct) => inner.DueAsync(last, ct);

        public async Task<int> RunAsync(CancellationToken ct)
        {
            var did = await inner.RunAsync(ct);
            ran(did);
            return did;
        }
    }
}
