using Luzhi.Core.Duties.Files;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Luzhi.Bot.OfficeConsole;

/// <param name="Next">When it falls due next; null where nothing is in sight, or it is on demand.</param>
public sealed record DutyListLine(Duty Duty, bool On, bool OnDemand, DateTimeOffset? Next, DutyOccurrenceLine? Current);

/// <summary>Every institution there is a file for: on or off, how this period stands, when it comes next.</summary>
[OfficeOnly]
public sealed class DutiesPage(DutyShelf shelf, DutyPlanBook book, DutyOverview overview, DutyPlans plans, IncidentBook incidents, TimeProvider clock) : PageModel
{
    public IReadOnlyList<DutyListLine> Lines { get; private set; } = [];

    /// <summary>What is wrong with the files now; what they said before is in force.</summary>
    public IReadOnlyList<string> Faults { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var (on, current, facts, now) = ((await book.OnAsync(ct)).Select(d => d.Id).ToHashSet(), await overview.CurrentAsync(clock.GetUtcNow(), ct), await plans.FactsAsync(ct), clock.GetUtcNow());
        Lines = [.. shelf.All.OrderBy(d => d.Systems is [var first, ..] ? first : "Z", StringComparer.Ordinal).ThenBy(d => d.Id, StringComparer.Ordinal)
            .Select(d => new DutyListLine(d, on.Contains(d.Id), d.When is Cadence.Demand, plans.Next(d, now, 1, facts) is [var next, ..] ? next.DueAt : null, current.GetValueOrDefault(d.Id)))];
        Faults = [.. (await incidents.OpenOnesAsync(ct)).Where(i => i.Subject == "config/duties" || i.Subject.StartsWith("duty:", StringComparison.Ordinal)).Select(i => i.What)];
    }

    public async Task<IActionResult> OnPostSwitchAsync(string? duty, bool on, CancellationToken ct)
    {
        if (!await book.SwitchAsync(duty ?? "", on, SignedIn.From(User)!.Name, ct))
        {
            return NotFound();
        }

        TempData["Done"] = on ? "已启用，一两分钟内排出下一期。" : "已停用。已经开始的照常进行，要收回请打开它。";
        return LocalRedirect("/console/duties");
    }
}
