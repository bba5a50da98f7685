using Luzhi.Core.Directory;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>How many of each unit can be spoken to, who cannot, and their letters.</summary>
public sealed class BindingPage(BindingCoverage coverage) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public UnitKind Kind { get; set; } = UnitKind.Committee;

    public SignedIn Staff => SignedIn.From(User)!;

    public IReadOnlyList<BindingUnit> Units { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Units = await coverage.LookAsync(Kind, Staff.UnitId, ct);
}
