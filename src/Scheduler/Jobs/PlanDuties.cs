using Luzhi.Core;
using Luzhi.Core.Duties.Files;
using Luzhi.Core.Duties.Planning;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Luzhi.Scheduler.Calendar;

namespace Luzhi.Scheduler.Jobs;

/// <summary>
/// Puts what the duties' files ask for into the ledger, some days before it opens, and keeps it true to files, calendar and people. One duty that
/// cannot be planned is an incident of its own and keeps no other from it.
/// </summary>
public sealed class PlanDuties(DutyPlanBook book, Planner planner, IncidentBook incidents, DutySettings settings, Words words, TimeProvider clock) : IJob
{
    /// <summary>However alike everything looks, now and then all of it is looked at.</summary>
    private static readonly TimeSpan WholeLook = TimeSpan.FromHours(6);

    private (string Basis, DateTimeOffset At) seen = ("", DateTimeOffset.MinValue);

    public const string Word = "plan-duties";

    public string Name => Word;

    public DateTimeOffset Next(DateTimeOffset last) => last.AddMinutes(1);

    /// <summary>Every day has its own look; before it only what the office switched, and a meeting that is to be called.</summary>
    public async Task<DateTimeOffset?> DueAsync(DateTimeOffset last, CancellationToken ct)
    {
        if (seen.Basis.Length == 0)
        {
            return last;
        }

        var tomorrow = book.Tomorrow(last);
        return await book.NextCallAsync(last, seen.At, ct) is { } call && call < tomorrow ? call : tomorrow;
    }

    public async Task<int> RunAsync(CancellationToken ct)
    {
        var (basis, now) = (await book.BasisAsync(ct), clock.GetUtcNow());
        var called = await book.CallMeetingsAsync(ct);
        if (basis == seen.Basis && now - seen.At < WholeLook)
        {
            return called;
        }

        var (on, looks, facts) = (await book.OnAsync(ct), await book.LooksAsync(ct), await book.FactsAsync(settings.TermStart, ct));
        var changed = called + await book.RestAsync([.. on.Select(d => d.Id)], ct);
        var doubts = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var duty in on)
        {
            changed += await PlanAsync(duty, looks.TryGetValue(duty.Id, out var looked) && looked < now ? looked : now, facts, doubts, ct);
        }

        await TellAsync(doubts, ct);

        seen = (basis, now);
        return changed + await book.CallMeetingsAsync(ct);
    }

    private async Task<int> PlanAsync(Duty duty, DateTimeOffset looked, PlanFacts facts, SortedSet<string> doubts, CancellationToken ct)
    {
        var subject = $"duty:{duty.Id}";
        try
        {
            var to = clock.GetUtcNow() + settings.Ahead;
            var planned = planner.Plan(duty, looked, to, facts);
            doubts.UnionWith(planned.Select(p => p.Doubt).OfType<string>());
            var changed = await book.TakeAsync(duty, planned, looked, to, ct);
            await incidents.CloseAsync(subject, ct);
            return changed;
        }
        catch (FaultsException fault)
        {
            await incidents.OpenAsync(subject, words.Say("duty.record.broken", ("title", duty.Title), ("why", fault.Message)), ct);
            return 0;
        }
    }

    /// <summary>A year whose holidays are not written down is the office's to see to, once for all that was planned in it.</summary>
    private Task TellAsync(SortedSet<string> doubts, CancellationToken ct) => doubts.Count == 0
        ? incidents.CloseAsync("config/calendar:year", ct)
        : incidents.OpenAsync("config/calendar:year", string.Join('\n', doubts), ct);
}
