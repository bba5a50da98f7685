using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>Leave that nobody has decided yet, of all meetings to come: the same two buttons as on the meeting's page.</summary>
public sealed class LeavesPage(MeetingBook book, OfficeBook office) : PageModel
{
    public LeavesView View { get; private set; } = new([], false, true);

    public async Task OnGetAsync(CancellationToken ct)
    {
        var staff = SignedIn.From(User)!;
        View = new(await book.UndecidedAsync(null, staff.UnitId, ct), staff.ApprovesLeave, Everywhere: true);
        if (staff.ApprovesLeave && View.Lines.Any(l => l.Reason is not null))
        {
            await office.AuditLookAsync(staff.Name, "leave.reasons.seen", "leaves", ct);
        }
    }
}

/// <param name="Everywhere">Of all meetings, each with its meeting; or of one.</param>
public sealed record LeavesView(IReadOnlyList<UndecidedLeave> Lines, bool SeesReasons, bool Everywhere);
