using Luzhi.Core;
using Luzhi.Core.Duties.Files;
using Luzhi.Core.Duties.Planning;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Luzhi.Scheduler.Calendar;

namespace Luzhi.Scheduler;

/// <summary>A person says: now. What is on demand opens; of what goes by the calendar the next occurrence opens today, on or off.</summary>
public sealed class DutyCalls(DutyPlanBook book, DutyShelf shelf, Planner planner, DutySettings settings, Words words, TimeProvider clock)
{
    /// <summary>Far enough to find the next of what comes once in a term.</summary>
    private static readonly TimeSpan Farthest = TimeSpan.FromDays(366 * 6);

    /// <returns>The occurrence; null when there is no such duty.</returns>
    /// <exception cref="FaultsException">Nothing of it lies ahead, or its audience cannot be read.</exception>
    public async Task<long?> CallAsync(string id, string? said, string by, CancellationToken ct)
    {
        if (shelf.Find(id) is not { } duty)
        {
            return null;
        }

        var (now, facts) = (clock.GetUtcNow(), await book.FactsAsync(settings.TermStart, ct));
        var planned = duty.When is Cadence.Demand ? planner.Called(duty, now, await book.CalledAsync(id, ct) + 1, facts) : Next(duty, now, facts);
        return await book.CallAsync(duty, planned ?? throw new FaultsException("when", words["duty.fault.nothing"]), string.IsNullOrWhiteSpace(said) ? null : said.Trim(), by, ct);
    }

    private PlannedOccurrence? Next(Duty duty, DateTimeOffset now, PlanFacts facts)
    {
        // Look near first: a monthly duty need not be reckoned for years.
        var next = planner.Plan(duty, now, now.AddDays(62), facts) is [var near, ..] ? near : planner.Plan(duty, now, now + Farthest, facts) is [var far, ..] ? far : null;
        return next is null ? null : next with { OpensAt = next.OpensAt < now ? next.OpensAt : now };
    }
}
