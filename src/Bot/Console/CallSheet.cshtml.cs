using Luzhi.Core;
using Luzhi.Core.Meetings;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>Who has to be called, of everything or of one meeting or broadcast; and where it is entered what the call came to.</summary>
public sealed class CallSheetPage(CallSheet sheet, CallBook calls, OfficeBook office) : PageModel
{
    public Page<CallLine> Lines { get; private set; } = new([], null);

    /// <summary>Only about this: m12 a meeting, b7 a broadcast.</summary>
    [BindProperty(SupportsGet = true)]
    public string? About { get; set; }

    public string? Fault { get; private set; }

    public SignedIn Staff => SignedIn.From(User)!;

    public async Task OnGetAsync(long after, CancellationToken ct)
    {
        Lines = await sheet.ListAsync(Staff.UnitId, after, 100, ct, string.IsNullOrWhiteSpace(About) ? null : About);
        await office.AuditAsync(Staff.Name, "callsheet.seen", "callsheet", null, ct);
    }

    public async Task<IActionResult> OnPostCalledAsync(long assignmentId, InvitationState? answer, string? said, CancellationToken ct)
    {
        try
        {
            await calls.EnterAsync(assignmentId, answer, said, Staff.UnitId, Staff.Name, ct);
            TempData["Done"] = "已登记。";
            return LocalRedirect("/console/deliveries/calls" + (string.IsNullOrWhiteSpace(About) ? "" : $"?about={Uri.EscapeDataString(About)}"));
        }
        catch (FaultsException faults)
        {
            Fault = faults.Message;
            await OnGetAsync(0, ct);
            return Page();
        }
    }

    /// <summary>What one call has to say: a reminder of what could not be told is the same thing, a correction is another.</summary>
    public static IEnumerable<Unreached> Said(CallLine line) =>
        line.About.GroupBy(about => (about.Title, KindOf(about.Kind))).Select(same => same.MinBy(about => about.Since)!);

    public static string KindOf(string kind) => kind switch { "moved" => "（改期）", "withdrawn" => "（撤回）", "ladder" => "（催办无答复）", _ => "" };

    /// <summary>What is called off is only told.</summary>
    public static bool Answerable(Unreached about) => about.Kind != "withdrawn" && about.Duty is not ("leave" or "mandate" or "question" or "own_data");

    public static string? PageOf(Unreached about) => about.Duty switch
    {
        "meeting" => $"/console/meetings/{about.Period[1..]}",
        "broadcast" => $"/console/broadcasts/{about.Period[1..]}",
        _ => null,
    };
}
