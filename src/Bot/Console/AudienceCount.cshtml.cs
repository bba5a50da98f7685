using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>How many people an audience is, before anybody's phone rings.</summary>
public sealed class AudienceCountPage(UnitScope scope) : PageModel
{
    public AudienceCount Count { get; private set; } = new(0, null);

    public async Task OnGetAsync(string? audience, CancellationToken ct) => Count = await scope.CountAsync(SignedIn.From(User)!, audience, ct);
}
