using Luzhi.Core;
using Luzhi.Core.Duties;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>What the bell put aside while the house was down. Only a person rings it after all.</summary>
[OfficeOnly]
public sealed class MissedPage(MissedBook book, TimeProvider clock) : PageModel
{
    private const int LinesAtMost = 50;

    public Page<MissedNotice> Lines { get; private set; } = new([], null);

    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    public bool IsOver(MissedNotice line) => line.ExpiresAt <= clock.GetUtcNow();

    public static string KindOf(string kind) => kind switch
    {
        "reminder" => "会前提醒",
        "announce" => "会议通知",
        "moved" => "变动通知",
        "withdrawn" => "取消通知",
        "chase" => "催办",
        _ => "通知",
    };

    public static string WhomOf(Whom whom) => whom switch
    {
        Whom.Attending => "（给答复参加的）",
        Whom.Unsettled or Whom.Unanswered => "（给还没有答复的）",
        _ => "",
    };

    public async Task OnGetAsync(CancellationToken ct) => Lines = await book.ListAsync(Before, LinesAtMost, ct);

    public async Task<IActionResult> OnPostAsync(long notice, CancellationToken ct)
    {
        var rung = await book.RingAsync(notice, SignedIn.From(User)!.Name, ct);
        TempData[rung ? "Done" : "Fault"] = rung ? "正在补发。" : "这条通知已经发过，或者所通知的事已经过去。";
        return LocalRedirect("/console/deliveries/missed");
    }
}
