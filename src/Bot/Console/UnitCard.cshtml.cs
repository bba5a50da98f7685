using System.Globalization;
using Luzhi.Core;
using Luzhi.Core.Meetings;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>One unit: its people and who convenes them, what is open, its meetings, how far binding has come.</summary>
public sealed class UnitPage(UnitList list, UnitBook book, BindingCoverage coverage, MeetingBook meetings) : PageModel
{
    public const int PeopleAtOnce = 200;

    /// <summary>How many people the pages before this one have shown.</summary>
    [BindProperty(SupportsGet = true)]
    public int After { get; set; }

    public UnitLine Unit { get; private set; } = null!;

    public IReadOnlyList<UnitMember> People { get; private set; } = [];

    public IReadOnlyList<UnitOpenItem> Open { get; private set; } = [];

    public IReadOnlyList<Meeting> Meetings { get; private set; } = [];

    public IReadOnlyList<BindingPerson> Without { get; private set; } = [];

    public string? Fault { get; private set; }

    public SignedIn Staff => SignedIn.From(User)!;

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var id = long.Parse((string)RouteData.Values["id"]!, CultureInfo.InvariantCulture);
        var change = !HttpMethods.IsGet(Request.Method) && !HttpMethods.IsHead(Request.Method);
        if ((change && !Staff.IsOffice) || (await list.ListAsync(null, Staff.UnitId, HttpContext.RequestAborted)).FirstOrDefault(u => u.Id == id) is not { } unit)
        {
            context.Result = NotFound();
            return;
        }

        Unit = unit;
        await next();
    }

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public Task<IActionResult> OnPostRenameAsync(string? name, CancellationToken ct) =>
        ChangeAsync(() => book.RenameAsync(Unit.Id, name ?? "", Staff.Name, ct), "已改名，人和记录都不变。", ct);

    public Task<IActionResult> OnPostCloseAsync(CancellationToken ct) => ChangeAsync(() => book.CloseAsync(Unit.Id, Staff.Name, ct), "已撤销，记录保留。", ct);

    public Task<IActionResult> OnPostAppointAsync(long person, string? role, CancellationToken ct) =>
        ChangeAsync(() => book.AppointAsync(Unit.Id, person, role, Staff.Name, ct), "已更改。", ct);

    private async Task<IActionResult> ChangeAsync(Func<Task<bool>> change, string done, CancellationToken ct)
    {
        try
        {
            var changed = await change();
            TempData[changed ? "Done" : "Fault"] = changed ? done : "没有改动：单位已撤销，或这个人已不在单位里。";
            return LocalRedirect($"/console/units/{Unit.Id}");
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
        People = await list.PeopleAsync(Unit.Id, Math.Max(0, After), PeopleAtOnce, ct);
        Open = await list.OpenAsync(Unit.Id, ct);
        Meetings = (await meetings.ListAsync(null, 10, ct, Unit.Id)).Items;
        Without = await coverage.WithoutAsync(await book.PeopleAsync(Unit.Id, ct), ct);
    }
}
