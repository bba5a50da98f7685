using Luzhi.Bot.Simulator;
using Luzhi.Testing;

namespace Luzhi.Bot.Tests.Simulator;

public sealed class ShiftedClockTests
{
    private readonly ManualClock real = new();
    private readonly ShiftedClock clock;

    public ShiftedClockTests() => clock = new ShiftedClock(real);

    [Fact]
    public void It_goes_on_from_where_it_was_pulled_to()
    {
        var start = real.GetUtcNow();
        clock.Pull(TimeSpan.FromDays(1));
        real.Advance(TimeSpan.FromMinutes(1));
        clock.GetUtcNow().ShouldBe(start.AddDays(1).AddMinutes(1));
        clock.Shift.ShouldBe(TimeSpan.FromDays(1));
    }

    [Fact]
    public void It_never_goes_back() => Should.Throw<ArgumentOutOfRangeException>(() => clock.Pull(TimeSpan.FromSeconds(-1)));

    [Fact]
    public async Task What_falls_due_inside_the_pulled_span_comes_at_once()
    {
        var soon = Task.Delay(TimeSpan.FromHours(1), clock);
        var late = Task.Delay(TimeSpan.FromHours(3), clock);
        clock.Pull(TimeSpan.FromHours(2));
        await soon;
        late.IsCompleted.ShouldBeFalse();
        real.Advance(TimeSpan.FromHours(1));
        await late;
    }

    [Fact]
    public void A_periodic_timer_rings_once_for_a_pull_however_long_and_keeps_its_beat()
    {
        var rings = 0;
        using var timer = clock.CreateTimer(_ => rings++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        real.Advance(TimeSpan.FromSeconds(1));
        rings.ShouldBe(1);
        clock.Pull(TimeSpan.FromDays(1));
        real.Advance(TimeSpan.Zero);
        rings.ShouldBe(2);
        real.Advance(TimeSpan.FromSeconds(3));
        rings.ShouldBe(5);
    }

    [Fact]
    public void A_stopped_timer_stays_silent()
    {
        var rings = 0;
        var timer = clock.CreateTimer(_ => rings++, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        clock.Pull(TimeSpan.FromDays(1));
        real.Advance(TimeSpan.FromDays(1));
        rings.ShouldBe(0);
        timer.Dispose();
    }

    [Fact]
    public void Every_page_says_so_while_it_is_pulled_and_nothing_while_it_is_not()
    {
        ClockMark.Words(clock, Some.Zone).ShouldBeNull();
        ClockMark.Words(real, Some.Zone).ShouldBeNull();
        clock.Pull(TimeSpan.FromHours(26));
        ClockMark.Words(clock, Some.Zone).ShouldBe("模拟时钟：已拨快 1 天 2 小时，现在是 2026年11月24日 11:00");
    }
}
