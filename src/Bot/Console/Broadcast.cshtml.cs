using System.Globalization;
using Luzhi.Core;
using Luzhi.Core.Duties;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>One broadcast: how far it got, who answered, and once more to those who did not.</summary>
public sealed class BroadcastPage(BroadcastBook book) : PageModel
{
    public Broadcast Broadcast { get; private set; } = null!;

    public BroadcastCounts Counts { get; private set; } = null!;

    public string? Fault { get; private set; }

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var ct = HttpContext.RequestAborted;
        var staff = SignedIn.From(User)!;
        var id = long.Parse((string)RouteData.Values["id"]!, CultureInfo.InvariantCulture);
        if (await book.FindAsync(id, ct) is not { } broadcast || (!staff.IsOffice && broadcast.CreatedBy != staff.Name))
        {
            context.Result = NotFound();
            return;
        }

        (Broadcast, Counts) = (broadcast, (await book.CountsAsync(id, ct))!);
        await next();
    }

    public void OnGet() { }

    public IActionResult OnGetCounts() => Partial("/Console/_BroadcastCounts.cshtml", Counts);

    public async Task<IActionResult> OnPostChaseAsync(string? words, CancellationToken ct)
    {
        try
        {
            await book.ChaseAsync(Broadcast.Id, string.IsNullOrWhiteSpace(words) ? null : words.Trim(), SignedIn.From(User)!.Name, ct);
            TempData["Done"] = "催办正在发出。";
            return LocalRedirect($"/console/broadcasts/{Broadcast.Id}");
        }
        catch (FaultsException faults)
        {
            Fault = faults.Message;
            return Page();
        }
    }

    public static string StateOf(string state) => state switch
    {
        "due" => "待发",
        "ready" or "claimed" => "发送中",
        "held" => "等下次来信",
        _ => DeliveriesPage.OutcomeOf(state),
    };
}
