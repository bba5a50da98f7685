using Luzhi.Core;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Luzhi.Bot.OfficeConsole;

public sealed class MembersPage(MemberList list, UnitScope scope) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Name { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Audience { get; set; }

    public SignedIn Staff => SignedIn.From(User)!;

    public string? Fault { get; private set; }

    public Page<MemberLine> Members { get; private set; } = new([], null);

    public async Task OnGetAsync(long after, CancellationToken ct)
    {
        try
        {
            var audience = string.IsNullOrWhiteSpace(Audience) ? null : Audience.Trim();
            if (Staff.UnitId is not null)
            {
                audience = await scope.WithinAsync(Staff, audience ?? "全体", ct);
            }

            Members = await list.ListAsync(audience, after, 100, ct, string.IsNullOrWhiteSpace(Name) ? null : Name.Trim());
        }
        catch (FaultsException faults)
        {
            Fault = faults.Message;
        }
    }
}
