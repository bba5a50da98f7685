using Luzhi.Testing;

namespace Luzhi.Core.Tests.Ground;

/// <summary>Every test of time stands on this clock, so it is held to what the real one does.</summary>
public sealed class ManualClockTests
{
    private readonly ManualClock clock = new(Some.Monday);

    [Fact]
    public void It_stands_still_until_it_is_moved()
    {
        clock.GetUtcNow().ShouldBe(Some.Monday);
        clock.Advance(TimeSpan.FromMinutes(5));
        clock.GetUtcNow().ShouldBe(Some.Monday.AddMinutes(5));
        clock.GetElapsedTime(0, TimeSpan.TicksPerSecond).ShouldBe(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_delay_ends_when_its_time_has_come_and_not_before()
    {
        var delay = Task.Delay(TimeSpan.FromMinutes(10), clock);

        clock.Advance(TimeSpan.FromMinutes(9));
        delay.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromMinutes(1));

        await delay;
    }

    [Fact]
    public void Timers_fire_in_the_order_of_their_instants_and_see_them_as_now()
    {
        var fired = new List<(string Name, TimeSpan At)>();
        using var late = clock.CreateTimer(_ => fired.Add(("late", clock.GetUtcNow() - Some.Monday)), null, TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);
        using var often = clock.CreateTimer(_ => fired.Add(("often", clock.GetUtcNow() - Some.Monday)), null, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));

        clock.Advance(TimeSpan.FromSeconds(6));

        fired.Select(f => (f.Name, f.At.TotalSeconds)).ShouldBe([("often", 2), ("often", 4), ("late", 5), ("often", 6)]);
        clock.GetUtcNow().ShouldBe(Some.Monday.AddSeconds(6));
    }

    [Fact]
    public void A_disposed_timer_is_silent_and_a_changed_one_counts_anew()
    {
        var (gone, moved) = (0, 0);
        clock.CreateTimer(_ => gone++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)).Dispose();
        using var timer = clock.CreateTimer(_ => moved++, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        timer.Change(TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan);

        clock.Advance(TimeSpan.FromSeconds(9));
        (gone, moved).ShouldBe((0, 0));
        clock.Advance(TimeSpan.FromSeconds(1));
        (gone, moved).ShouldBe((0, 1));
    }

    [Fact]
    public void Set_back_it_fires_nothing()
    {
        var fired = 0;
        using var timer = clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

        clock.SetNow(Some.Monday.AddDays(-1));

        fired.ShouldBe(0);
        clock.GetUtcNow().ShouldBe(Some.Monday.AddDays(-1));
    }

    [Fact]
    public async Task A_test_can_await_that_somebody_waits()
    {
        var waited = clock.WaitedOnAsync(1);
        waited.IsCompleted.ShouldBeFalse();

        var delay = Task.Delay(TimeSpan.FromSeconds(1), clock);
        await waited;

        clock.Advance(TimeSpan.FromSeconds(1));
        await delay;
    }
}
