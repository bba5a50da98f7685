using Luzhi.Core.Duties.Files;
using Luzhi.Core.Duties.Planning;
using static Luzhi.Scheduler.Tests.Calendar.Plans;

namespace Luzhi.Scheduler.Tests.Calendar;

/// <summary>What holds of every plan, walked over everything that is shipped and over every way of saying when.</summary>
public sealed class PlannerLawsTests
{
    private static readonly string[] Whens =
    [
        "every: month\nday: 31", "every: month\nday: -3", "every: quarter\nmonth: 2\nday: 10", "every: half_year", "every: year\nmonth: 1\nday: 1", "every: term\nyear: 3",
        "yearly: 春节-7", "yearly: 腊八", "yearly: 02-29", "from: 12-20\nto: 元宵", "from: 元旦\nto: 春节-1", "rrule: FREQ=DAILY", "rrule: FREQ=WEEKLY;BYDAY=MO,TH",
        "rrule: FREQ=MONTHLY;BYDAY=-1FR", "rrule: FREQ=WEEKLY;INTERVAL=3\nsince: 2025-05-07", "dates: [2026-01-01, 2026-02-20, 2027-10-01]", "before: 全会\nby: P30D", "after: 全会\nby: PT5H",
    ];

    private static readonly PlanFacts WithPlenary = Facts with { Meetings = [new(12, "全会", "", At("2026-03-02T09:00")), new(15, "全会", "", At("2027-01-05T14:00"))] };

    public static TheoryData<string> All { get; } = [.. Whens];

    [Theory]
    [MemberData(nameof(All))]
    public void A_stretch_is_planned_as_its_two_halves_are_and_no_period_comes_twice(string when)
    {
        var chance = new Steps(when.Length);
        foreach (var duty in Ways(when))
        {
            var (a, b, c) = (Day(chance.Next(700)), Day(700 + chance.Next(200)), Day(900 + chance.Next(300)));
            var whole = Plan(duty, a, c);

            whole.Select(p => p.Period).ShouldBeUnique();
            Said(Plan(duty, a, b).Concat(Plan(duty, b, c)).DistinctBy(p => p.Period)).ShouldBe(Said(whole), $"{when} {duty.Shift} {duty.Opens?.Text}");
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Nothing_is_due_before_it_opens_and_nothing_is_said_before_it_opens_or_after_it_expires(string when)
    {
        foreach (var planned in Ways(when).SelectMany(duty => Plan(duty, Day(0), Day(1500))))
        {
            planned.DueAt.ShouldBeGreaterThanOrEqualTo(planned.OpensAt);
            planned.Notices.ShouldAllBe(n => n.DueAt >= planned.OpensAt && n.DueAt < n.ExpiresAt);
            planned.Notices.Select(n => n.Key).ShouldBeUnique();
            planned.Notices.Select(n => (n.DueAt, n.To)).ShouldBeUnique();
        }
    }

    [Fact]
    public void What_is_shipped_keeps_the_same_laws()
    {
        foreach (var duty in Shipped.Duties.All)
        {
            var whole = Plan(duty, Day(10), Day(1000));
            whole.Select(p => p.Period).ShouldBeUnique();
            Said(Plan(duty, Day(10), Day(444)).Concat(Plan(duty, Day(444), Day(1000))).DistinctBy(p => p.Period)).ShouldBe(Said(whole), duty.Id);
            whole.ShouldAllBe(p => p.OpensAt <= p.DueAt && p.Notices.All(n => n.DueAt >= p.OpensAt && n.DueAt < n.ExpiresAt));
        }
    }

    /// <summary>Every way of moving a day, with openings short and long, and notices by day and by night.</summary>
    private static IEnumerable<Duty> Ways(string when) =>
        from shift in new[] { "none", "next", "previous" }
        from opens in when.StartsWith("from", StringComparison.Ordinal) ? new[] { "" } : ["", "opens: P3D", "opens: P2M", "opens: PT6H"]
        from due in new[] { "08:00", "23:30" }
        select Duty(when, $"shift: {shift}\ndue: {due}\nask: read\n{opens}\nnotices: [{{on: opens, text: 一}}, {{on: P2D, time: 23:00, text: 二}}, {{on: PT1H, text: 三}}]\nladder: [{{on: +PT2H, to: self}}, {{on: +P1D, to: office}}]");

    private static IReadOnlyList<PlannedOccurrence> Plan(Duty duty, DateTimeOffset from, DateTimeOffset to) => Plans.Planner.Plan(duty, from, to, WithPlenary);

    private static IEnumerable<string> Said(IEnumerable<PlannedOccurrence> planned) =>
        planned.OrderBy(p => p.DueAt).ThenBy(p => p.Period, StringComparer.Ordinal).Select(p => $"{p.Line()} {string.Join(' ', p.Notices.Select(n => $"{n.Key} {Wall(n.DueAt)}"))}");

    private static DateTimeOffset Day(int n) => At("2025-01-01T11:30").AddDays(n);

    /// <summary>The same steps in every run.</summary>
    private sealed class Steps(int seed)
    {
        private uint state = (uint)(seed * 2654435761) | 1;

        public int Next(int below)
        {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            return (int)(state % (uint)below);
        }
    }
}
