using System.Globalization;
using Luzhi.Core;
using Luzhi.Core.Duties;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>One broadcast: how far it got, who answered, and once more to those who did not.</summary>
public sealed class BroadcastPage(BroadcastBook book, OfficeBook office) : PageModel
{
    private const int LinesAtMost = 200;

    public Broadcast Broadcast { get; private set; } = null!;

    public Secrecy Secrecy { get; private set; }

    public BroadcastCounts Counts { get; private set; } = null!;

    public Page<BroadcastLine> Lines { get; private set; } = new([], null);

    /// <summary>answered, unanswered, or all.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Show { get; set; }

    [BindProperty(SupportsGet = true)]
    public long After { get; set; }

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

        (Broadcast, Counts, Secrecy) = (broadcast, (await book.CountsAsync(id, ct))!, await book.SecrecyAsync(id, ct));
        await next();
    }

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public IActionResult OnGetCounts() => Partial("/Console/_BroadcastCounts.cshtml", Counts);

    public async Task<IActionResult> OnGetLinesAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        return Partial("/Console/_BroadcastLines.cshtml", this);
    }

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
            await LoadAsync(ct);
            return Page();
        }
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Lines = await book.LinesAsync(Broadcast.Id, Show switch { "answered" => true, "unanswered" => false, _ => null }, After, LinesAtMost, ct);
        if (Secrecy != Secrecy.Open)
        {
            await office.AuditLookAsync(SignedIn.From(User)!.Name, "answers.seen", $"broadcast:{Broadcast.Id}", ct);
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
