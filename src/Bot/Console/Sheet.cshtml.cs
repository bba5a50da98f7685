using Luzhi.Core.Meetings;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>The list to sign, on A4. Reasons of leave are on it only for who approves leave and asks for them.</summary>
public sealed class SheetPage(MeetingBook book, RollBook rolls, OfficeBook office) : MeetingPart(book)
{
    [BindProperty(SupportsGet = true)]
    public bool Reasons { get; set; }

    public IReadOnlyList<RollLine> Lines { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        Reasons = Reasons && Staff.ApprovesLeave;
        Lines = await rolls.ReadAsync(Meeting.Id, Staff.UnitId, ct);
        if (Reasons && Lines.Any(line => line is { Answer: InvitationState.Leave, LeaveReason: not null }))
        {
            await office.AuditLookAsync(Staff.Name, "leave.reasons.seen", $"meeting:{Meeting.Id}", ct);
        }
    }
}
