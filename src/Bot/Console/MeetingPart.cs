using System.Globalization;
using Luzhi.Core;
using Luzhi.Core.Meetings;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>A page beside a meeting's own: it stands under the meeting's address and is there for whom the meeting is there.</summary>
public abstract class MeetingPart(MeetingBook book) : PageModel
{
    public Meeting Meeting { get; private set; } = null!;

    public string? Fault { get; protected set; }

    public SignedIn Staff => SignedIn.From(User)!;

    public bool MayChange => Staff.IsOffice || Meeting.CreatedBy == Staff.Name;

    protected MeetingBook Book => book;

    /// <summary>Looked at by everyone who sees the meeting; anything that is sent changes something, and asks for the right to.</summary>
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var ct = HttpContext.RequestAborted;
        var id = long.Parse((string)RouteData.Values["id"]!, CultureInfo.InvariantCulture);
        if (await book.FindAsync(id, ct) is not { } meeting || !await SeesAsync(meeting, ct))
        {
            context.Result = NotFound();
            return;
        }

        Meeting = meeting;
        if (Request.Method == HttpMethods.Post && !MayChange)
        {
            context.Result = Forbid();
            return;
        }

        await next();
    }

    protected static string Said(FaultsException faults) => string.Join(" ", faults.Faults.Select(f => f.Text));

    /// <summary>To the meeting's own page, which says what was done.</summary>
    protected IActionResult Done(string done, string below = "")
    {
        TempData["Done"] = done;
        return LocalRedirect($"/console/meetings/{Meeting.Id}{below}");
    }

    private async Task<bool> SeesAsync(Meeting meeting, CancellationToken ct) =>
        Staff.UnitId is not { } unit || meeting.CreatedBy == Staff.Name || (await book.TallyAsync(meeting.Id, ct, unit)).Invited > 0;
}
