using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>Next week's load per member, before it happens.</summary>
[OfficeOnly]
public sealed class DutyLoadPage(DutyOverview overview, DeliverySettings settings, TimeProvider clock) : PageModel
{
    private const int Shows = 200;

    /// <summary>At most so many a week reach one member; 0 for no limit.</summary>
    public int AWeek => settings.NoticesAWeek;

    public IReadOnlyList<MemberLoad> Loads { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Loads = await overview.LoadAsync(clock.GetUtcNow(), clock.GetUtcNow().AddDays(7), Shows, ct);
}
