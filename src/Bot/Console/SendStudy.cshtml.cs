using System.Globalization;
using Luzhi.Core;
using Luzhi.Core.Duties;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>The last step: whom it reaches, exactly what they will see, and the button.</summary>
public sealed class SendStudyPage(StudyBook book, StudyFileBook files, UnitScope scope, Rendering rendering, WeChatAccount account) : PageModel
{
    public Study Study { get; private set; } = null!;

    public ReachPreview? Reach { get; private set; }

    public PhoneLook? Look { get; private set; }

    public IReadOnlyList<StudyFileLine> Files { get; private set; } = [];

    public string? Fault { get; private set; }

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var staff = SignedIn.From(User)!;
        var id = long.Parse((string)RouteData.Values["id"]!, CultureInfo.InvariantCulture);
        if (await book.FindAsync(id, HttpContext.RequestAborted) is not { } study || (!staff.IsOffice && study.CreatedBy != staff.Name))
        {
            context.Result = NotFound();
            return;
        }

        if (study.SentAt is not null)
        {
            // The second tap, or the way back in the browser.
            context.Result = LocalRedirect($"/console/study/{id}");
            return;
        }

        Study = study;
        await next();
    }

    public async Task OnGetAsync(CancellationToken ct) => await TryAsync(draft => LookAsync(draft, ct), ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var staff = SignedIn.From(User)!;
        var went = await TryAsync(
            async draft =>
            {
                await book.KeepAsync(Study.Id, draft, staff.Name, ct);
                await book.SendAsync(Study.Id, staff.Name, ct);
            },
            ct);
        if (!went)
        {
            return Page();
        }

        TempData["Done"] = "学习任务正在发出。";
        return LocalRedirect($"/console/study/{Study.Id}");
    }

    private async Task LookAsync(StudyDraft draft, CancellationToken ct)
    {
        Reach = await book.PreviewAsync(draft, ct);
        Files = await files.OfAsync(Study.Id, ct);
        Look = PhoneLook.Of(rendering, account, book.Draft(draft, Files.Count), draft.Secrecy, "study", draft.DueAt);
    }

    /// <summary>A unit's secretary gives the unit to study, whatever range was written.</summary>
    private async Task<bool> TryAsync(Func<StudyDraft, Task> act, CancellationToken ct)
    {
        try
        {
            var draft = StudyBook.DraftOf(Study);
            await act(draft with { Audience = await scope.WithinAsync(SignedIn.From(User)!, draft.Audience, ct) });
            return true;
        }
        catch (FaultsException faults)
        {
            Fault = faults.Message;
            return false;
        }
    }
}
