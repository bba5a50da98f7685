using System.Globalization;
using Luzhi.Bot.PhonePages;
using Luzhi.Core;
using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Duties;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>Writing an assignment. Whatever is written is kept as a draft; the next step shows whom it reaches and how it looks.</summary>
[RequestSizeLimit(BytesAtMost)]
[RequestFormLimits(MultipartBodyLengthLimit = BytesAtMost)]
public sealed class WriteStudyPage(StudyBook book, StudyFileBook papers, Uploads uploads, FormShelf forms, UnitScope scope, ConsoleText text) : PageModel
{
    /// <summary>Five files of the largest size an installation may allow; what each may really have, its settings say.</summary>
    private const long BytesAtMost = (StudyFile.AtMost * 50L << 20) + (1 << 20);

    /// <summary>The draft; null for a new one.</summary>
    [FromRoute]
    public long? Id { get; set; }

    [BindProperty]
    public string? Title { get; set; } = "";

    [BindProperty]
    public string? Body { get; set; } = "";

    [BindProperty]
    public string? Link { get; set; }

    [BindProperty]
    public string? Audience { get; set; } = "全体";

    [BindProperty]
    public string Ask { get; set; } = "text";

    [BindProperty]
    public int? Least { get; set; }

    [BindProperty]
    public string? Due { get; set; }

    [BindProperty]
    public Secrecy Secrecy { get; set; }

    /// <summary>Goes on to the look on the phone; else it is only kept.</summary>
    [BindProperty]
    public bool Onward { get; set; }

    [BindProperty]
    public IReadOnlyList<IFormFile> Added { get; set; } = [];

    /// <summary>Those ticked to be taken out.</summary>
    [BindProperty]
    public IReadOnlyList<long> Removed { get; set; } = [];

    /// <summary>Those that are in the draft.</summary>
    public IReadOnlyList<StudyFileLine> Files { get; private set; } = [];

    public int MegabytesAtMost => uploads.BytesAtMost >> 20;

    public IReadOnlyList<Fault> Faults { get; private set; } = [];

    public IEnumerable<(string Value, string Label)> Asks => [("text", "写心得"), ("read", "回复已阅"), .. forms.All.Select(f => (f.Id, $"填写：{f.Title}"))];

    public string? FaultOf(string field) => Faults.FirstOrDefault(f => f.Field == field)?.Text;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (Id is not { } id)
        {
            return Page();
        }

        if (await OwnAsync(id, ct) is not { } study)
        {
            return NotFound();
        }

        (Title, Body, Link, Audience, Ask, Least, Secrecy) = (study.Title, study.Text, study.Link, study.Audience, study.Ask, study.Least, study.Secrecy);
        Files = await papers.OfAsync(id, ct);
        Due = study.DueAt is { } due ? text.Local(due).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var staff = SignedIn.From(User)!;
        if (Id is { } known && await OwnAsync(known, ct) is null)
        {
            return NotFound();
        }

        try
        {
            var draft = new StudyDraft(Title ?? "", Body ?? "", Audience ?? "", text.EndOfDay(Due), Ask, Least, Link, Secrecy);
            if (await book.KeepAsync(Id, draft, staff.Name, ct) is not { } id)
            {
                return NotFound();
            }

            Id = id;
            await TakeFilesAsync(id, ct);
            if (!Onward)
            {
                TempData["Done"] = "草稿已保存，没有发给任何人。";
                return LocalRedirect($"/console/study/{id}/edit");
            }

            // Everything that is wrong is said here, where it can be mended.
            await book.PreviewAsync(draft with { Audience = await scope.WithinAsync(staff, draft.Audience, ct) }, ct);
            return LocalRedirect($"/console/study/{id}/send");
        }
        catch (FaultsException faults)
        {
            (Faults, Files) = (faults.Faults, Id is { } kept ? await papers.OfAsync(kept, ct) : []);
            return Page();
        }
    }

    public async Task<IActionResult> OnPostDropAsync(CancellationToken ct)
    {
        if (Id is not { } id || await OwnAsync(id, ct) is null || !await book.DropAsync(id, ct))
        {
            return NotFound();
        }

        TempData["Done"] = "草稿已删除。";
        return LocalRedirect("/console/study");
    }

    /// <summary>First those that go, so that there is room for those that come. What is good is kept, whatever is wrong with another.</summary>
    private async Task TakeFilesAsync(long id, CancellationToken ct)
    {
        await papers.RemoveAsync(id, Removed, ct);
        var wrong = new List<Fault>();
        foreach (var file in Added)
        {
            var (taken, fault) = await uploads.ReadAsync(file, picture: false, ct);
            wrong.AddRange(fault is null ? [] : [new Fault("files", $"{file.FileName}：{fault}")]);
            if (taken is not null)
            {
                await papers.KeepAsync(id, taken.Name, taken.Kind, taken.Bytes, ct);
            }
        }

        FaultsException.ThrowIfAny(wrong);
    }

    private async Task<Study?> OwnAsync(long id, CancellationToken ct)
    {
        var staff = SignedIn.From(User)!;
        return await book.FindAsync(id, ct) is { SentAt: null } study && (staff.IsOffice || study.CreatedBy == staff.Name) ? study : null;
    }
}
