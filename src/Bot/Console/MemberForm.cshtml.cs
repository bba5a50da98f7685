using Luzhi.Core;
using Luzhi.Core.Directory;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>One person put on the roster, or mended: the roster's columns as a form, read by the roster's rules.</summary>
[OfficeOnly]
public sealed class MemberFormPage(MemberBook book, MemberCards cards) : PageModel
{
    /// <summary>null for somebody new.</summary>
    [FromRoute]
    public long? Id { get; set; }

    [BindProperty]
    public Dictionary<RosterColumn, string?> Cells { get; set; } = [];

    public IReadOnlyList<Fault> Faults { get; private set; } = [];

    public string? FaultOf(RosterColumn column) => string.Join(' ', Faults.Where(f => f.Field == RosterColumns.Names[column]).Select(f => f.Text)) is { Length: > 0 } text ? text : null;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (Id is not { } id)
        {
            return Page();
        }

        if (await cards.FindAsync(id, ct) is not { Removed: false } card)
        {
            return NotFound();
        }

        Cells = card.Cells.ToDictionary(c => c.Key, c => (string?)c.Value);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var cells = Cells.ToDictionary(c => c.Key, c => c.Value ?? "");
        var by = SignedIn.From(User)!.Name;
        try
        {
            if (Id is { } id && !await book.EditAsync(id, cells, by, ct))
            {
                return NotFound();
            }

            var saved = Id ?? await book.AddAsync(cells, by, ct);
            TempData["Done"] = Id is null ? "已列入名册。" : "已保存。";
            return LocalRedirect($"/console/members/{saved}");
        }
        catch (FaultsException faults)
        {
            Faults = faults.Faults;
            return Page();
        }
    }
}
