using Luzhi.Core.Messages;
using Luzhi.Testing;

namespace Luzhi.Core.Tests.Messages;

public sealed class PaceTests
{
    [Fact]
    public void Each_failed_try_waits_twice_as_long_up_to_ten_minutes_with_some_chance_in_it()
    {
        var backoff = new Backoff(Chance.Seeded(7));
        for (var (attempt, step) = (1, 1.0); attempt <= 12; (attempt, step) = (attempt + 1, Math.Min(step * 2, 600)))
        {
            backoff.After(attempt).TotalSeconds.ShouldBeInRange(step, step * 1.5, $"try {attempt}");
        }

        Enumerable.Range(0, 20).Select(_ => backoff.After(3)).Distinct().Count().ShouldBeGreaterThan(10, "or all would come back together");
    }

    [Fact]
    public void It_waits_at_least_as_long_as_the_platform_asked() =>
        new Backoff(Chance.Seeded(7)).After(1, TimeSpan.FromMinutes(2)).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMinutes(2));

    [Fact]
    public void A_governor_lets_two_seconds_worth_through_at_once_then_keeps_the_rate_and_leaves_a_fifth_for_replies()
    {
        var clock = new ManualClock();
        var governor = new Governor(10, clock);

        (governor.Free(Lane.Bulk), governor.Free(Lane.Reply)).ShouldBe((16, 20));
        Taken(governor, Lane.Bulk).ShouldBe(16);
        Taken(governor, Lane.Reply).ShouldBe(4);
        clock.Advance(TimeSpan.FromMilliseconds(500));
        Taken(governor, Lane.Bulk).ShouldBe(1, "the reserve for replies fills first");
        clock.Advance(TimeSpan.FromHours(1));
        Taken(governor, Lane.Reply).ShouldBe(20);
    }

    [Fact]
    public void Without_a_rate_everything_may_go() => new Governor(0, new ManualClock()).Free(Lane.Bulk).ShouldBe(int.MaxValue);

    [Fact]
    public async Task A_nudge_wakes_both_lanes_even_one_that_comes_to_wait_later()
    {
        var (wake, clock) = (new Wake(), new ManualClock());
        var waiting = wake.WaitAsync(Lane.Reply, TimeSpan.FromHours(1), clock, default);

        wake.Nudge();

        await waiting;
        await wake.WaitAsync(Lane.Bulk, TimeSpan.FromHours(1), clock, default);
        var next = wake.WaitAsync(Lane.Bulk, TimeSpan.FromSeconds(1), clock, default);
        next.IsCompleted.ShouldBeFalse("one nudge wakes a lane once");
        clock.Advance(TimeSpan.FromSeconds(1));
        await next;
    }

    [Fact]
    public async Task Waiting_ends_when_the_house_closes()
    {
        using var closing = new CancellationTokenSource();
        var waiting = new Wake().WaitAsync(Lane.Reply, TimeSpan.FromHours(1), new ManualClock(), closing.Token);

        await closing.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
    }

    private static int Taken(Governor governor, Lane lane)
    {
        var taken = 0;
        while (governor.TryTake(lane))
        {
            taken++;
        }

        return taken;
    }
}
