using Luzhi.Core;
using Luzhi.Core.Directory;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>Who contacts whom (A5–A7): by kind, one by one or as a table.</summary>
[OfficeOnly]
public sealed class LinksPage(LinkBook book, Words words) : PageModel
{
    public string? Kind { get; private set; }

    public IReadOnlyList<LinkLine> Links { get; private set; } = [];

    public IReadOnlyList<string> Kinds { get; private set; } = [];

    public LinkDraft Draft { get; private set; } = new("", "", "", "", null, false);

    public SheetResult? Result { get; private set; }

    public string? Fault { get; private set; }

    private string By => SignedIn.From(User)!.Name;

    public Task OnGetAsync(string? kind, CancellationToken ct) => LoadAsync(kind, ct);

    public async Task<IActionResult> OnPostAddAsync(string? kind, string? from, string? to, string? purpose, DateOnly? until, bool consented, CancellationToken ct)
    {
        Draft = new(kind ?? "", from ?? "", to ?? "", (purpose ?? "").Trim(), until, consented);
        try
        {
            await book.AddAsync(Draft, By, ct);
            TempData["Done"] = "已添加。";
            return LocalRedirect("/console/members/links");
        }
        catch (FaultsException faults)
        {
            Fault = faults.Message;
            await LoadAsync(null, ct);
            return Page();
        }
    }

    public async Task<IActionResult> OnPostEndAsync(long id, CancellationToken ct)
    {
        TempData["Done"] = await book.EndAsync(id, By, ct) ? "已结束。" : "这条联系已经结束。";
        return LocalRedirect("/console/members/links");
    }

    public async Task OnPostImportAsync(IFormFile? upload, CancellationToken ct)
    {
        try
        {
            Result = await book.ImportAsync(SmallSheet.Read(await SmallUpload.BytesAsync(upload, ct), LinkBook.Headings, words), By, ct);
        }
        catch (FaultsException faults)
        {
            Fault = faults.Message;
        }

        await LoadAsync(null, ct);
    }

    private async Task LoadAsync(string? kind, CancellationToken ct)
    {
        var all = await book.ListAsync(null, ct);
        Kinds = [.. all.Select(l => l.Kind).Distinct()];
        (Kind, Links) = (kind, kind is null ? all : [.. all.Where(l => l.Kind == kind)]);
    }
}
