using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>Next week's load per member, before it happens.</summary>
[OfficeOnly]
public sealed class DutyLoadPage(DutyOverview overview, TimeProvider clock) : PageModel
{
    private const int Shows = 200;

    public IReadOnlyList<MemberLoad> Loads { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Loads = await overview.LoadAsync(clock.GetUtcNow(), clock.GetUtcNow().AddDays(7), Shows, ct);
}
