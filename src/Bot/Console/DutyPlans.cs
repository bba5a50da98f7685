using Luzhi.Core.Duties.Files;
using Luzhi.Core.Duties.Planning;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Luzhi.Scheduler.Calendar;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>What the files will ask, as the planner reckons it now; nothing of it is in the ledger by being looked at.</summary>
public sealed class DutyPlans(Planner planner, DutyPlanBook book, DutySettings settings, TimeProvider clock)
{
    /// <summary>A duty of once a term comes within five years.</summary>
    private static readonly TimeSpan Sight = TimeSpan.FromDays(5 * 366);

    public Task<PlanFacts> FactsAsync(CancellationToken ct) => book.FactsAsync(settings.TermStart, ct);

    /// <summary>The next occurrences that fall due after <paramref name="from"/>; looked for nearby first, as nearly all come within a year.</summary>
    public IReadOnlyList<PlannedOccurrence> Next(Duty duty, DateTimeOffset from, int most, PlanFacts facts)
    {
        foreach (var sight in (TimeSpan[])[TimeSpan.FromDays(100), TimeSpan.FromDays(800), Sight])
        {
            var found = planner.Plan(duty, from, from + sight, facts).Where(o => o.DueAt > from).Take(most).ToList();
            if (found.Count == most || sight == Sight)
            {
                return found;
            }
        }

        return [];
    }

    /// <summary>Everything that falls due in a year of the body's calendar, by day.</summary>
    public IReadOnlyList<(Duty Duty, PlannedOccurrence Planned)> Year(IEnumerable<Duty> duties, int year, PlanFacts facts)
    {
        var (from, to) = (Midnight(year, facts), Midnight(year + 1, facts));
        return [.. duties.SelectMany(d => planner.Plan(d, from, to, facts).Where(o => o.DueAt >= from && o.DueAt < to).Select(o => (Duty: d, Planned: o)))
            .OrderBy(o => o.Planned.DueAt).ThenBy(o => o.Duty.Id, StringComparer.Ordinal)];
    }

    /// <summary>What a changed file would make different in the next twelve months.</summary>
    /// <param name="before">null: there was none.</param>
    public IReadOnlyList<PlanChange> Difference(Duty? before, Duty after, PlanFacts facts, Words words)
    {
        var now = clock.GetUtcNow();
        IReadOnlyList<PlannedOccurrence> Ahead(Duty? duty) => duty is null ? [] : [.. planner.Plan(duty, now, now.AddYears(1), facts).Where(o => o.OpensAt > now)];
        return PlanDifference.Of(Ahead(before), Ahead(after), now, facts.Zone, words);
    }

    private static DateTimeOffset Midnight(int year, PlanFacts facts) => Core.Duties.Civil.Instant(new DateTime(year, 1, 1), facts.Zone);
}
