using Luzhi.Bot.Lists;
using Luzhi.Core;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>What is held of one person: handed over as a file; taken off the roster; erased for good, in two steps.</summary>
[OfficeOnly]
public sealed class PersonDataPage(MemberCards cards, MemberBook members, OwnData data, Erasure erasure, ConsoleText text) : PageModel
{
    [FromRoute]
    public long Id { get; set; }

    public MemberCard Card { get; private set; } = null!;

    public string? Fault { get; private set; }

    private string Me => SignedIn.From(User)!.Name;

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => ShowAsync(ct);

    public async Task<IActionResult> OnPostExportAsync(CancellationToken ct) => await data.CollectAsync(Id, Me, ct) is { } parts
        ? File(OwnDataFile.Make(parts, text.Local), "application/zip", $"个人数据-{Id}.zip") : NotFound();

    public async Task<IActionResult> OnPostCloseAsync(CancellationToken ct)
    {
        var closed = await members.CloseAsync(Id, Me, ct);
        TempData[closed ? "Done" : "Fault"] = closed ? "已移出名册，手机已解绑，履职记录保留。" : "这个人已不在名册上。";
        return LocalRedirect($"/console/members/{Id}/data");
    }

    public async Task<IActionResult> OnPostEraseAsync(string? name, CancellationToken ct)
    {
        try
        {
            if (!await erasure.EraseAsync(Id, name ?? "", Me, ct))
            {
                return NotFound();
            }

            TempData["Done"] = "个人信息已清除，不能恢复。";
            return LocalRedirect("/console/members");
        }
        catch (FaultsException faults)
        {
            Fault = faults.Message;
            return await ShowAsync(ct);
        }
    }

    private async Task<IActionResult> ShowAsync(CancellationToken ct)
    {
        if (await cards.FindAsync(Id, ct) is not { } card)
        {
            return NotFound();
        }

        Card = card;
        return Page();
    }
}
