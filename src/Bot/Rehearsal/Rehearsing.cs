using Luzhi.Bot.Rehearsal.Judging;
using Luzhi.Bot.Rehearsal.Report;
using Luzhi.Core.Duties;
using Luzhi.Core.Duties.Files;
using Luzhi.Core.Duties.Planning;
using Luzhi.Core.Storage;
using Luzhi.Scheduler.Calendar;

namespace Luzhi.Bot.Rehearsal;

/// <summary>A rehearsal from the first day to the verdict.</summary>
/// <param name="Journey">The year of the person asked for, as a journey; null where nobody was.</param>
internal sealed record Rehearsed(YearReport Report, string? Journey);

internal static class Rehearsing
{
    /// <param name="scratch">A folder of the rehearsal's own.</param>
    public static async Task<Rehearsed> RunAsync(Installation here, RehearsalOrder order, string scratch, string? of, CancellationToken ct)
    {
        await using var theatre = await Theatre.RaiseAsync(here, order, Path.Combine(scratch, "rehearsal.db"), of, ct);
        await theatre.RunAsync(ct);
        var evidence = await EvidenceAsync(theatre, order, ct);
        var failures = new Judge(evidence, here.Words, here.Zone).Verdict();
        var report = new Reckoning(order, evidence, theatre.Story, theatre.People, here.Zone).Make(failures);
        return new Rehearsed(report, of is null ? null : JourneyWriter.Write(theatre.Story, order, here.Zone));
    }

    public static async Task<Evidence> EvidenceAsync(Theatre theatre, RehearsalOrder order, CancellationToken ct)
    {
        var (place, ledger) = (theatre.Place, await theatre.LedgerAsync(ct));
        var delivery = place.Settings.Delivery;
        return new Evidence(
            ledger, order.Opens(place.Zone), order.Ends(place.Zone), new QuietHours(delivery.QuietFrom, delivery.QuietTo, place.Zone),
            await PlanAsync(theatre, ledger, order, ct), Calendared(theatre).Select(d => d.Id).ToHashSet(StringComparer.Ordinal), theatre.Office.All, theatre.Story.Arrivals.Count, theatre.Cast.Absences,
            [.. theatre.Alarms.All, .. theatre.Office.Refused]);
    }

    /// <summary>
    /// Reckoned afresh from the files, with the meetings as they stand at the end. What is counted from a meeting that was called only when it was
    /// over already cannot be asked of anybody.
    /// </summary>
    private static async Task<IReadOnlyList<PlannedOccurrence>> PlanAsync(Theatre theatre, LedgerYear ledger, RehearsalOrder order, CancellationToken ct)
    {
        var (zone, planner) = (theatre.Place.Zone, theatre.House.GetRequiredService<Planner>());
        var facts = await theatre.House.GetRequiredService<DutyPlanBook>().FactsAsync(theatre.Place.Settings.Duties.TermStart, ct);
        var called = ledger.Occurrences.Where(o => o.MeetingId is not null).ToDictionary(o => o.Period, o => o.CreatedAt, StringComparer.Ordinal);
        return [.. Calendared(theatre)
            .SelectMany(duty => planner.Plan(duty, order.Opens(zone), order.Ends(zone), facts).Where(p => duty.When is not Cadence.Counted || !called.TryGetValue(p.Period, out var at) || p.DueAt > at))];
    }

    /// <summary>What nobody has to call for.</summary>
    private static IEnumerable<Duty> Calendared(Theatre theatre) => theatre.Place.Duties.All.Where(d => d.When is not Cadence.Demand).OrderBy(d => d.Id, StringComparer.Ordinal);
}
