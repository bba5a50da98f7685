using Luzhi.Core;
using Luzhi.Core.Directory;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>The units by kind; a unit's secretary sees the unit and the groups in it.</summary>
public sealed class UnitsPage(UnitList list, UnitBook book) : PageModel
{
    public SignedIn Staff => SignedIn.From(User)!;

    public IReadOnlyList<UnitLine> Units { get; private set; } = [];

    public string? Fault { get; private set; }

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostOpenAsync(UnitKind kind, long? committee, string? name, CancellationToken ct)
    {
        if (!Staff.IsOffice)
        {
            return NotFound();
        }

        try
        {
            var id = await book.OpenAsync(kind, committee, name ?? "", Staff.Name, ct);
            TempData["Done"] = "已设立。";
            return LocalRedirect($"/console/units/{id}");
        }
        catch (FaultsException faults)
        {
            Fault = faults.Message;
            await LoadAsync(ct);
            return Page();
        }
    }

    private async Task LoadAsync(CancellationToken ct) => Units = await list.ListAsync(null, Staff.UnitId, ct);
}
