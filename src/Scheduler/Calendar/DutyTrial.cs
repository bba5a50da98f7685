using Luzhi.Core.Duties;
using Luzhi.Core.Duties.Files;
using Luzhi.Core.Duties.Planning;
using Luzhi.Core.Settings.Yaml;

namespace Luzhi.Scheduler.Calendar;

/// <summary>
/// What only shows when a duty is planned: a rule that no day satisfies, a duty that opens before the last one is over, a notice that would never be
/// sent. Tried on a stretch of years of its own, so that a file that is sound today is sound tomorrow.
/// </summary>
public static class DutyTrial
{
    private static readonly DateTimeOffset From = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero), To = new(2044, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly PlanFacts Facts = new(TimeZoneInfo.Utc, new QuietHours(default, default, TimeZoneInfo.Utc), new DateOnly(2022, 1, 1), []);

    private static readonly Planner Planner = new(new HolidayYears());

    /// <param name="top">The duty's file as written, for where things stand.</param>
    public static IEnumerable<SettingFault> Faults(Duty duty, YamlMap top)
    {
        if (duty.When is Cadence.Recurring rule && RuleWords.Fault(rule) is { } why)
        {
            return [new SettingFault(top.PlaceOf("when", "rrule"), why)];
        }

        // A day that a holiday moves may happen to fall behind the next one; that is no fault of the file.
        var planned = Plan(duty with { Shift = Shift.None });
        return [.. Overlap(duty, planned, top), .. duty.Notices.Select((n, i) => (Key: "notices", i, n.At)).Concat(duty.Ladder.Select((s, i) => (Key: "ladder", i, At: (Moment?)s.At)))
            .Select(spoken => Silent(spoken.At, planned) is { } whyNot ? new SettingFault(top.PlaceOf(spoken.Key, Number(spoken.i), "on"), whyNot) : null).OfType<SettingFault>()];
    }

    private static List<PlannedOccurrence> Plan(Duty duty) => duty.When switch
    {
        Cadence.Demand => [Planner.Called(duty, From, 1, Facts)],
        Cadence.Counted counted => [.. Planner.Plan(duty, From, To, Facts with { Meetings = [new MeetingDate(1, counted.MeetingType, "", From.AddYears(10).AddHours(9))] })],
        // Twenty years of days need not be looked at to see how two of them stand to each other.
        Cadence.Recurring rule => [.. Planner.Plan(duty, Start(rule), Start(rule).AddYears(13), Facts).Take(60)],
        Cadence.On on => [.. Planner.Plan(duty, Midnight(on.Days[0]).AddYears(-1), Midnight(on.Days[^1]).AddYears(1), Facts)],
        _ => [.. Planner.Plan(duty, From, To, Facts)],
    };

    private static IEnumerable<SettingFault> Overlap(Duty duty, List<PlannedOccurrence> planned, YamlMap top)
    {
        var isRegular = duty.When is Cadence.Each or Cadence.Yearly or Cadence.Recurring;
        if (isRegular && duty.Opens is not null && Pairs(planned).Any() && Pairs(planned).All(pair => pair.Next.OpensAt.Date < pair.One.DueAt.Date))
        {
            yield return new SettingFault(top.PlaceOf("opens"), $"opens“{duty.Opens.Text}”比两次之间的间隔还长：上一次还没有截止，下一次就开始了");
        }
    }

    private static string? Silent(Moment? at, List<PlannedOccurrence> planned)
    {
        if (at is null || planned.Count == 0)
        {
            return null;
        }

        if (!at.After && planned.All(p => at.Distance.Before(p.DueAt, Facts.Zone) < p.OpensAt.Date))
        {
            return $"on“{at}”早于这项工作开始的时候，永远不会发出：请把 on 改小，或用 opens 提前开始";
        }

        return at.After && Pairs(planned).Any() && Pairs(planned).All(pair => at.Distance.After(pair.One.DueAt, Facts.Zone) >= pair.Next.DueAt)
            ? $"on“{at}”比两次之间的间隔还长：那时下一次也已经截止" : null;
    }

    private static IEnumerable<(PlannedOccurrence One, PlannedOccurrence Next)> Pairs(List<PlannedOccurrence> planned) => planned.Zip(planned.Skip(1));

    private static DateTimeOffset Start(Cadence.Recurring rule) => Midnight(rule.From ?? new DateOnly(2024, 1, 1));

    private static DateTimeOffset Midnight(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);

    private static string Number(int n) => n.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
