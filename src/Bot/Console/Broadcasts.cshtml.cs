using Luzhi.Core;
using Luzhi.Core.Duties;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Luzhi.Bot.OfficeConsole;

public sealed class BroadcastsPage(BroadcastBook book) : PageModel
{
    public Page<Broadcast> Broadcasts { get; private set; } = new([], null);

    public async Task OnGetAsync(long? before, CancellationToken ct)
    {
        var staff = SignedIn.From(User)!;
        Broadcasts = await book.ListAsync(before, 50, ct, staff.IsOffice ? null : staff.Name);
    }
}
