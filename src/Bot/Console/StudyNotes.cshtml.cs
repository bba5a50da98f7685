using System.Globalization;
using System.Text;
using Luzhi.Core;
using Luzhi.Core.Duties;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>The notes (心得) of an assignment on one page, to read, to print, to take along. Nobody counts or weighs them.</summary>
public sealed class StudyNotesPage(StudyBook studies, NoteBook notes, OfficeBook office, ConsoleText text) : PageModel
{
    private const int NotesAtMost = 200;
    private const int ExportAtMost = 100_000;

    public Study Study { get; private set; } = null!;

    public Page<StudyNote> Notes { get; private set; } = new([], null);

    /// <summary>Only what its author lets others read.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Shared { get; set; }

    [BindProperty(SupportsGet = true)]
    public long After { get; set; }

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var (staff, ct) = (SignedIn.From(User)!, HttpContext.RequestAborted);
        var id = long.Parse((string)RouteData.Values["id"]!, CultureInfo.InvariantCulture);
        if (await studies.FindAsync(id, ct) is not { BroadcastId: not null } study || (!staff.IsOffice && study.CreatedBy != staff.Name))
        {
            context.Result = NotFound();
            return;
        }

        Study = study;
        if (study.Secrecy != Secrecy.Open)
        {
            await office.AuditLookAsync(staff.Name, "notes.seen", $"study:{id}", ct);
        }

        await next();
    }

    public async Task OnGetAsync(CancellationToken ct) => Notes = await notes.ListAsync(Study.BroadcastId!.Value, Shared, After, NotesAtMost, ct);

    /// <summary>Every note as a plain text, one after the other, as one would lay them before a meeting.</summary>
    public async Task<IActionResult> OnGetExportAsync(CancellationToken ct)
    {
        var all = await notes.ListAsync(Study.BroadcastId!.Value, Shared, 0, ExportAtMost, ct);
        var written = new StringBuilder().AppendLine(Study.Title).AppendLine();
        foreach (var note in all.Items)
        {
            written.AppendLine($"{note.Name}　{text.When(note.At)}").AppendLine(note.Text).AppendLine();
        }

        await office.AuditAsync(SignedIn.From(User)!.Name, "notes.export", $"study:{Study.Id}", Shared ? "shared" : null, ct);
        // With its mark, so that an old editor reads it as what it is.
        return File([.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(written.ToString())], "text/plain; charset=utf-8", $"心得-{Study.Id}.txt");
    }
}
