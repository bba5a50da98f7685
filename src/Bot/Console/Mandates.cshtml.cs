using Luzhi.Core;
using Luzhi.Core.Directory;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>Who may answer in a leader's name: set up here, agreed to by the leader, ended by either.</summary>
[OfficeOnly]
public sealed class MandatesPage(MandateBook book, BindingBook bindings, MemberCards cards, ConsoleText text) : PageModel
{
    public long LeaderId { get; private set; }

    public string Leader { get; private set; } = "";

    public IReadOnlyList<MandateLine> Lines { get; private set; } = [];

    public IReadOnlyList<(long Id, string Name)> Known { get; private set; } = [];

    /// <summary>What binds the phone of a personal secretary who has none yet.</summary>
    public string? Code { get; private set; }

    public string? Fault { get; private set; }

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        LeaderId = long.Parse((string)RouteData.Values["id"]!, System.Globalization.CultureInfo.InvariantCulture);
        if (await cards.FindAsync(LeaderId, HttpContext.RequestAborted) is not { Removed: false } card)
        {
            context.Result = NotFound();
            return;
        }

        Leader = card.Name;
        await next();
    }

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public Task<IActionResult> OnPostSetUpAsync(long? associateId, string? name, string? phone, DateOnly? endsOn, Consent? consent, CancellationToken ct) => TryAsync(async () =>
    {
        var person = await book.SetUpAsync(new NewMandate(LeaderId, associateId, name ?? "", phone, endsOn, consent), User.Identity!.Name!, ct);
        if (associateId is null)
        {
            await GiveCodeAsync(person, ct);
        }
    }, ct);

    public Task<IActionResult> OnPostEndAsync(long mandate, CancellationToken ct) => TryAsync(async () =>
    {
        if ((await book.ListAsync(LeaderId, ct)).Any(l => l.Mandate.Id == mandate))
        {
            await book.EndAsync(mandate, User.Identity!.Name!, ct);
        }
    }, ct);

    public Task<IActionResult> OnPostCodeAsync(long associate, CancellationToken ct) => TryAsync(async () =>
    {
        if ((await book.ListAsync(LeaderId, ct)).Any(l => l.Mandate.AssociateId == associate))
        {
            await GiveCodeAsync(associate, ct);
        }
    }, ct);

    public string ConsentOf(Mandate mandate) => mandate switch
    {
        { RefusedAt: { } at } => $"本人不同意（{text.When(at)}）",
        { ConsentedAt: null } => "等本人答复",
        { Consent: Consent.Chat } => $"本人聊天同意（{text.When(mandate.ConsentedAt)}）",
        { Consent: Consent.Paper } => $"书面同意（{text.When(mandate.ConsentedAt)} 登记）",
        _ => $"本人当面同意（{text.When(mandate.ConsentedAt)} 登记）",
    };

    private async Task GiveCodeAsync(long person, CancellationToken ct) =>
        Code = (await bindings.IssueAsync([person], User.Identity!.Name!, ct)) is [var issued] ? issued.Code : null;

    private async Task<IActionResult> TryAsync(Func<Task> change, CancellationToken ct)
    {
        try
        {
            await change();
        }
        catch (FaultsException faults)
        {
            Fault = string.Join(" ", faults.Faults.Select(f => f.Text));
        }

        await LoadAsync(ct);
        return Page();
    }

    private async Task LoadAsync(CancellationToken ct) => (Lines, Known) = (await book.ListAsync(LeaderId, ct), await book.AssociatesAsync(ct));
}
