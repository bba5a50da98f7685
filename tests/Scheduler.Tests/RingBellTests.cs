using Luzhi.Core.Storage;
using Luzhi.Testing;

namespace Luzhi.Scheduler.Tests;

public sealed class RingBellTests
{
    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task After_a_restart_what_fell_due_meanwhile_rings_once(Provider provider)
    {
        await using var stage = await SchedulerStage.SetAsync(provider);
        await stage.MeetingAsync(Some.Monday.AddDays(2), "P1D");
        (await stage.NewBell().RunAsync(default)).ShouldBe(1);

        stage.Clock.SetNow(Some.Monday.AddDays(1).AddHours(11));
        (await stage.NewBell().RunAsync(default)).ShouldBe(1);
        (await stage.NewBell().RunAsync(default)).ShouldBe(0);

        (await stage.NoticesAsync()).ShouldBe(["rung announce:1", "rung reminder:P1D:attending:1", "rung reminder:P1D:unsettled:1"]);
        (await stage.OutboxAsync()).ShouldBe(2);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task What_is_older_than_the_stated_age_is_on_a_list_and_rings_only_when_a_person_says_so(Provider provider)
    {
        await using var stage = await SchedulerStage.SetAsync(provider);
        await stage.MeetingAsync(Some.Monday.AddDays(2), "P1D");
        await stage.NewBell().RunAsync(default);

        stage.Clock.SetNow(Some.Monday.AddDays(1).AddHours(12).AddSeconds(1));
        (await stage.NewBell().RunAsync(default)).ShouldBe(0);

        var list = await stage.Missed.ListAsync(null, 10, default);
        list.Items.Select(n => (n.Title, n.Kind, n.DueAt)).Distinct().ShouldBe([("主席会议", "reminder", Some.Monday.AddDays(1))]);
        var unsettled = list.Items.MaxBy(n => n.Id)!;
        (await stage.Missed.RingAsync(unsettled.Id, "陈秘书", default)).ShouldBeTrue();
        (await stage.NewBell().RunAsync(default)).ShouldBe(1);
        (await stage.Missed.RingAsync(unsettled.Id, "陈秘书", default)).ShouldBeFalse();
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_missed_countdown_that_is_rung_by_hand_counts_from_now(Provider provider)
    {
        await using var stage = await SchedulerStage.SetAsync(provider);
        await stage.PlenaryAsync(Some.Monday.AddDays(9), "P7D");
        await stage.NewBell().RunAsync(default);
        stage.Clock.SetNow(Some.Monday.AddDays(4));
        await stage.NewBell().RunAsync(default);

        var missed = (await stage.Missed.ListAsync(null, 10, default)).Items.Single(n => n.Whom == Luzhi.Core.Duties.Whom.Unsettled);
        missed.Text.ShouldContain("距开幕还有7天");
        (await stage.Missed.RingAsync(missed.Id, "陈秘书", default)).ShouldBeTrue();

        (await stage.TextAsync(missed.Id)).ShouldContain("距开幕还有5天");
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_clock_that_was_pulled_misses_nothing_that_is_still_to_come(Provider provider)
    {
        await using var stage = await SchedulerStage.SetAsync(provider);
        await stage.MeetingAsync(Some.Monday.AddDays(5), "P3D");
        var bell = stage.NewBell(clockIsPulled: true);
        await bell.RunAsync(default);

        stage.Clock.SetNow(Some.Monday.AddDays(4));
        (await bell.RunAsync(default)).ShouldBe(1);

        (await stage.NoticesAsync()).ShouldAllBe(n => n.StartsWith("rung"));
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Two_nodes_at_once_ring_once(Provider provider)
    {
        await using var stage = await SchedulerStage.SetAsync(provider);
        for (var i = 0; i < 20; i++)
        {
            await Some.MemberAsync(stage.Database, $"委员{i}");
        }

        await stage.MeetingAsync(Some.Monday.AddDays(2));
        var (one, other) = (stage.NewBell(), stage.NewBell());

        var rung = await Task.WhenAll(Task.Run(() => one.RunAsync(default)), Task.Run(() => other.RunAsync(default)));

        rung.Sum().ShouldBe(21);
        (await stage.OutboxAsync()).ShouldBe(21);
    }
}
