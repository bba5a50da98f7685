using Luzhi.Core;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>Who joined the audience after the announcement: shown by name before anybody is invited.</summary>
public sealed class LatePage(MeetingBook book) : MeetingPart(book)
{
    public IReadOnlyList<LateGuest> Late { get; private set; } = [];

    /// <summary>The audience is the whole body's: who only looks at a unit's part of the meeting is not shown it.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!MayChange)
        {
            return Forbid();
        }

        try
        {
            Late = await Book.LateAsync(Meeting.Id, ct);
        }
        catch (FaultsException faults)
        {
            Fault = Said(faults);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        try
        {
            return Done($"已补请 {await Book.InviteLateAsync(Meeting.Id, Staff.Name, ct)} 人，通知正在发出。");
        }
        catch (FaultsException faults)
        {
            Fault = Said(faults);
            return Page();
        }
    }
}
