using Luzhi.Core;
using Luzhi.Core.Directory;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>What people asked about their own data, and the office's answer to each.</summary>
[OfficeOnly]
public sealed class RequestsPage(RequestBook book) : PageModel
{
    private const int LinesAtMost = 200;

    public IReadOnlyList<RequestLine> Lines { get; private set; } = [];

    public static string KindOf(DataRequestKind kind) => kind switch { DataRequestKind.Copy => "要一份数据", DataRequestKind.Removal => "删除数据", _ => "更正" };

    public async Task OnGetAsync(CancellationToken ct) => Lines = await book.ListAsync(LinesAtMost, ct);

    public async Task<IActionResult> OnPostDecideAsync(long id, bool done, string? answer, CancellationToken ct)
    {
        try
        {
            var decided = await book.DecideAsync(id, done, answer, SignedIn.From(User)!.Name, ct);
            TempData[decided ? "Done" : "Fault"] = decided ? "已办，结果正告知本人。" : "这条申请已经办过了。";
        }
        catch (FaultsException faults)
        {
            TempData["Fault"] = faults.Message;
        }

        return LocalRedirect("/console/members/requests");
    }
}
