using Luzhi.Bot.Letters;
using Luzhi.Core;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>Invitation letters for who cannot be spoken to yet: all of them, a unit's, or those picked; as one PDF or as a page to print.</summary>
[OfficeOnly]
public sealed class LettersPage(BindingCoverage coverage, UnitBook units, AudienceBook audiences, LetterDesk desk, LetterWords letterWords, LetterPrinter printer) : PageModel
{
    // A page a person; more than a body has at once is a slip of the hand.
    private const int AtMost = 2_000;

    [BindProperty(SupportsGet = true)]
    public long? Unit { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Audience { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? Person { get; set; }

    public IReadOnlyList<BindingPerson> People { get; private set; } = [];

    public IReadOnlyList<Letter> Letters { get; private set; } = [];

    public LetterWords Words => letterWords;

    public string? Fault { get; private set; }

    /// <summary>Why the letters carry the code in words alone.</summary>
    public string? Why { get; private set; }

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostPdfAsync(long[] ids, CancellationToken ct)
    {
        if (!await LetterPrinter.CanAsync(ct))
        {
            Fault = "这台机器上没有能印的中文字体，请管理员安装 fonts-noto-cjk；也可以先用“网页版”打印。";
            await LoadAsync(ct);
            return Page();
        }

        return await WriteAsync(ids, ct) ? File((await printer.PrintAsync(Letters, ct))!, "application/pdf", "邀请信.pdf") : Page();
    }

    /// <summary>The same letters as a page that the browser prints, one a sheet.</summary>
    public async Task<IActionResult> OnPostPaperAsync(long[] ids, CancellationToken ct)
    {
        await WriteAsync(ids, ct);
        return Page();
    }

    private async Task<bool> WriteAsync(long[] ids, CancellationToken ct)
    {
        await LoadAsync(ct);
        var allowed = People.Select(p => p.Id).ToHashSet();
        var picked = ids.Where(allowed.Contains).ToList();
        if (picked.Count is 0 or > AtMost)
        {
            Fault = picked.Count == 0 ? "请至少选一位。" : $"一次最多印 {AtMost} 份，请分几次印。";
            return false;
        }

        (Letters, Why) = await desk.WriteAsync(picked, SignedIn.From(User)!.Name, ct);
        return true;
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        try
        {
            People = await coverage.WithoutAsync(await AmongAsync(ct), ct);
        }
        catch (FaultsException faults)
        {
            Fault = faults.Message;
        }
    }

    private async Task<IReadOnlyCollection<long>?> AmongAsync(CancellationToken ct)
    {
        if (Person is { } person)
        {
            return [person];
        }

        if (Unit is { } unit)
        {
            return await units.PeopleAsync(unit, ct);
        }

        if (string.IsNullOrWhiteSpace(Audience))
        {
            return null;
        }

        var answer = await audiences.ResolveAsync(Audience, ct);
        return answer.Error is { } error ? throw new FaultsException("audience", error) : answer.PersonIds;
    }
}
