using Luzhi.Core.Storage;
using Luzhi.Scheduler.Engines;
using Luzhi.Testing;

namespace Luzhi.Scheduler.Tests;

public sealed class JobRunnerTests
{
    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_job_that_fails_is_seen_written_down_and_an_incident_until_it_works_again(Provider provider)
    {
        await using var stage = await SchedulerStage.SetAsync(provider);
        var fails = true;
        var job = new Told("ring-bell", _ => fails ? throw new InvalidOperationException("no bell") : Task.FromResult(3));

        await Should.ThrowAsync<JobFailedException>(() => stage.Runner.RunAsync(job, default));
        await Should.ThrowAsync<JobFailedException>(() => stage.Runner.RunAsync(job, default));

        var incident = (await stage.Incidents.OpenOnesAsync(default)).Single();
        (incident.Subject, incident.What, incident.Times).ShouldBe(("job:ring-bell", "InvalidOperationException: no bell", 2));
        fails = false;
        await stage.Runner.RunAsync(job, default);
        (await stage.Incidents.OpenOnesAsync(default)).ShouldBeEmpty();
        var runs = (await stage.Diary.ListAsync("ring-bell", null, 10, default)).Items;
        runs.Select(r => (r.Outcome, r.Did)).ShouldBe([("done", 3), ("failed", 0)]);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Runs_with_nothing_to_do_are_told_in_one_row(Provider provider)
    {
        await using var stage = await SchedulerStage.SetAsync(provider);
        var job = new Told("ring-bell", _ => Task.FromResult(0));

        for (var i = 0; i <= 60; i++)
        {
            await stage.Runner.RunAsync(job, default);
            stage.Clock.Advance(TimeSpan.FromSeconds(2));
        }

        var row = (await stage.Diary.ListAsync(null, null, 10, default)).Items.Single();
        (row.Outcome, row.Runs, row.StartedAt, row.EndedAt).ShouldBe(("idle", 61, Some.Monday, Some.Monday.AddMinutes(2)));
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_seldom_job_runs_when_it_is_due_by_the_houses_clock_and_not_at_every_beat(Provider provider)
    {
        await using var stage = await SchedulerStage.SetAsync(provider);
        var runs = 0;
        var job = new Told("wipe-bodies", _ => Task.FromResult(++runs), TimeSpan.FromHours(6));

        await stage.Runner.RunIfDueAsync(job, default);
        await stage.Runner.RunIfDueAsync(job, default);
        runs.ShouldBe(1);
        stage.Clock.Advance(TimeSpan.FromHours(6));
        await stage.Runner.RunIfDueAsync(job, default);
        runs.ShouldBe(2);
        stage.Clock.SetNow(Some.Monday);
        await stage.Runner.RunIfDueAsync(job, default);
        runs.ShouldBe(3, "a clock that was set back must not keep it waiting for hours");
    }
}
