using Luzhi.Core;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Luzhi.Bot.OfficeConsole;

public sealed class CallSheetPage(CallSheet sheet, OfficeBook office) : PageModel
{
    public Page<CallLine> Lines { get; private set; } = new([], null);

    public SignedIn Staff => SignedIn.From(User)!;

    public async Task OnGetAsync(long after, CancellationToken ct)
    {
        Lines = await sheet.ListAsync(Staff.UnitId, after, 100, ct);
        await office.AuditAsync(Staff.Name, "callsheet.seen", "callsheet", null, ct);
    }
}
