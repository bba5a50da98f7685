using System.Globalization;
using Luzhi.Core;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>One who works in the office and their phone: the code that binds it, the member they are, whether the morning brief comes.</summary>
[OfficeOnly]
public sealed class StaffMemberPage(StaffPhones phones, MemberList members, InvitationCode invitation) : PageModel
{
    public StaffPhone Staff { get; private set; } = null!;

    public string? NewCode { get; private set; }

    /// <summary>The QR code as the src of an img.</summary>
    public string? Picture { get; private set; }

    public string? Fault { get; private set; }

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var id = long.Parse((string)RouteData.Values["id"]!, CultureInfo.InvariantCulture);
        if (await phones.FindAsync(id, HttpContext.RequestAborted) is not { } staff)
        {
            context.Result = NotFound();
            return;
        }

        Staff = staff;
        await next();
    }

    public Task<IActionResult> OnPostCodeAsync(CancellationToken ct) => NewCodeAsync(() => phones.IssueAsync(Staff.StaffId, User.Identity!.Name!, ct), ct);

    public Task<IActionResult> OnPostUnbindAsync(CancellationToken ct) => NewCodeAsync(() => phones.UnbindAsync(Staff.StaffId, User.Identity!.Name!, ct), ct);

    public async Task<IActionResult> OnPostLinkAsync(string? member, CancellationToken ct)
    {
        var wanted = (member ?? "").Trim();
        return await ChangeAsync(async () =>
        {
            var id = wanted.Length == 0 ? (long?)null : await members.FindAsync(wanted, ct) ?? throw new FaultsException("member", $"名册上没有“{wanted}”，或者不止一位；同名的请写编号。");
            await phones.LinkAsync(Staff.StaffId, id, User.Identity!.Name!, ct);
        }, wanted.Length == 0 ? "已取消关联。" : $"已关联委员 {wanted}，其手机可以用机关的命令。");
    }

    public Task<IActionResult> OnPostBriefAsync(bool wanted, CancellationToken ct) =>
        ChangeAsync(() => phones.WantBriefAsync(Staff.StaffId, wanted, ct), wanted ? "工作日早上发给本人。" : "不再发早报。");

    private async Task<IActionResult> ChangeAsync(Func<Task> change, string done)
    {
        try
        {
            await change();
            TempData["Done"] = done;
            return LocalRedirect($"/console/settings/staff/{Staff.StaffId}");
        }
        catch (FaultsException faults)
        {
            Fault = faults.Message;
            return Page();
        }
    }

    private async Task<IActionResult> NewCodeAsync(Func<Task<IssuedCode>> make, CancellationToken ct)
    {
        try
        {
            NewCode = (await make()).Code;
            (Picture, Fault) = await invitation.DrawAsync(NewCode, ct);
        }
        catch (FaultsException faults)
        {
            Fault = faults.Message;
        }

        Staff = (await phones.FindAsync(Staff.StaffId, ct))!;
        return Page();
    }
}
