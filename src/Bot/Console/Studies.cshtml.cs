using Luzhi.Core;
using Luzhi.Core.Duties;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>What was given to study, and what is still being written.</summary>
public sealed class StudiesPage(StudyBook book) : PageModel
{
    public Page<Study> Studies { get; private set; } = new([], null);

    public async Task OnGetAsync(long? before, CancellationToken ct)
    {
        var staff = SignedIn.From(User)!;
        Studies = await book.ListAsync(before, 50, ct, staff.IsOffice ? null : staff.Name);
    }
}
