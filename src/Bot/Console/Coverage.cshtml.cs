using Luzhi.Core;
using Luzhi.Core.Directory;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>A1–A3 by name: who is in none, who is in two, who has no contact, and the shortest fix.</summary>
[OfficeOnly]
public sealed class CoveragePage(CoverageBook book) : PageModel
{
    public Coverage Coverage { get; private set; } = null!;

    public IEnumerable<(string Title, IReadOnlyList<CoverageLine> Lines)> Parts => PartsOf(Coverage);

    public static IEnumerable<(string Title, IReadOnlyList<CoverageLine> Lines)> PartsOf(Coverage coverage) =>
    [
        ("不在任何专委会", coverage.NoCommittee),
        ("在两个以上专委会", coverage.TwoCommittees),
        ("没有界别", coverage.NoSector),
        ("不在委员组", coverage.NoGroup),
        ("在两个以上委员组", coverage.TwoGroups),
        ("委员组不在本人专委会", coverage.GroupElsewhere),
        ("没有属地", coverage.NoLocality),
        ("有两个以上属地", coverage.TwoLocalities),
        ("党员委员不在党支部", coverage.NoBranch),
        ("党外委员没有党员联系", coverage.NoContact),
    ];

    public async Task OnGetAsync(CancellationToken ct) => Coverage = await book.LookAsync(ct);

    public async Task<IActionResult> OnPostLinkAsync(long inside, long outside, CancellationToken ct)
    {
        try
        {
            await book.LinkAsync(inside, outside, SignedIn.From(User)!.Name, ct);
            TempData["Done"] = "已建立联系。";
        }
        catch (FaultsException faults)
        {
            TempData["Fault"] = faults.Message;
        }

        return LocalRedirect("/console/members/coverage");
    }
}
