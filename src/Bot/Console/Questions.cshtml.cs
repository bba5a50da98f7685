using Luzhi.Core;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>What members asked about meetings and nobody has answered yet. An answer goes into the member's chat.</summary>
public sealed class QuestionsPage(QuestionBook book) : PageModel
{
    public QuestionsView View { get; private set; } = new([], [], null);

    private SignedIn Staff => SignedIn.From(User)!;

    public async Task OnGetAsync(CancellationToken ct) => View = new(await book.OpenAsync(ct, unitId: Staff.UnitId), [], null);

    public Task<IActionResult> OnPostAnswerAsync(long id, string? said, string? back, CancellationToken ct) =>
        ChangeAsync(id, back, () => book.AnswerQuestionAsync(id, said ?? "", Staff.Name, ct), "已答复，正在发给本人。", ct);

    public Task<IActionResult> OnPostCloseAsync(long id, string? back, CancellationToken ct) =>
        ChangeAsync(id, back, () => book.CloseAsync(id, Staff.Name, ct), "已记为不必答复。", ct);

    private async Task<IActionResult> ChangeAsync(long id, string? back, Func<Task<bool>> change, string done, CancellationToken ct)
    {
        // A unit's secretary answers for the unit's members; what is not on the list is not there.
        if ((await book.OpenAsync(ct, unitId: Staff.UnitId)).All(q => q.Id != id))
        {
            TempData["Fault"] = "这个提问已经处理过了。";
            return Back(back);
        }

        try
        {
            await change();
            TempData["Done"] = done;
        }
        catch (FaultsException faults)
        {
            TempData["Fault"] = faults.Message;
        }

        return Back(back);
    }

    private LocalRedirectResult Back(string? back) => LocalRedirect(back is not null && Url.IsLocalUrl(back) ? back : "/console/questions");
}
