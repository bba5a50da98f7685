using Luzhi.Core;
using Luzhi.Core.Directory;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>The register of places (A11), and which locality has none.</summary>
[OfficeOnly]
public sealed class PlacesPage(PlaceBook book, Words words) : PageModel
{
    private readonly Dictionary<string, IReadOnlyList<string>> without = [];

    public IReadOnlyList<PlaceLine> Places { get; private set; } = [];

    /// <summary>The place that is being changed; null where one is added.</summary>
    public long? Edit { get; private set; }

    public PlaceDraft Draft { get; private set; } = new("", "", "", "", "", "");

    public SheetResult? Result { get; private set; }

    public string? Fault { get; private set; }

    private string By => SignedIn.From(User)!.Name;

    public IReadOnlyList<string> Without(string kind) => without.GetValueOrDefault(kind, []);

    public async Task OnGetAsync(long? edit, CancellationToken ct)
    {
        await LoadAsync(ct);
        if (Places.FirstOrDefault(p => p.Id == edit && p.Open) is { } place)
        {
            (Edit, Draft) = (place.Id, new(place.Kind, place.Name, place.Address ?? "", place.Locality ?? "", place.Keeper ?? "", place.Hours ?? ""));
        }
    }

    public async Task<IActionResult> OnPostSaveAsync(long? id, string? kind, string? name, string? address, string? locality, string? keeper, string? hours, CancellationToken ct)
    {
        (Edit, Draft) = (id, new(kind ?? "", name ?? "", address ?? "", locality ?? "", keeper ?? "", hours ?? ""));
        try
        {
            await book.SaveAsync(id, Draft, By, ct);
            TempData["Done"] = "已保存。";
            return LocalRedirect("/console/units/places");
        }
        catch (FaultsException faults)
        {
            Fault = faults.Message;
            await LoadAsync(ct);
            return Page();
        }
    }

    public async Task<IActionResult> OnPostCloseAsync(long id, CancellationToken ct)
    {
        TempData["Done"] = await book.CloseAsync(id, By, ct) ? "已撤销，记录保留。" : "已经撤销。";
        return LocalRedirect("/console/units/places");
    }

    public async Task OnPostImportAsync(IFormFile? upload, CancellationToken ct)
    {
        try
        {
            Result = await book.ImportAsync(SmallSheet.Read(await SmallUpload.BytesAsync(upload, ct), PlaceBook.Headings, words), By, ct);
        }
        catch (FaultsException faults)
        {
            Fault = faults.Message;
        }

        await LoadAsync(ct);
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Places = await book.ListAsync(ct);
        foreach (var kind in Places.Where(p => p.Open).Select(p => p.Kind).Distinct())
        {
            without[kind] = await book.LocalitiesWithoutAsync(kind, ct);
        }
    }
}
