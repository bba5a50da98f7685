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

    /// <summary>What one call has to say: a reminder of what could not be told is the same thing, a correction is another.</summary>
    public static IEnumerable<Unreached> Said(CallLine line) =>
        line.About.GroupBy(about => (about.Title, KindOf(about.Kind))).Select(same => same.MinBy(about => about.Since)!);

    public static string KindOf(string kind) => kind switch { "moved" => "（改期）", "withdrawn" => "（撤回）", _ => "" };
}
