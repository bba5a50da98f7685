using Luzhi.Core;
using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Meetings;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>The office's table of meeting types: who approves leave, which reminders and which receipt a meeting of the type begins with.</summary>
[OfficeOnly]
public sealed class MeetingTypesPage(MeetingTypeBook book, FormShelf forms) : PageModel
{
    public IReadOnlyList<MeetingTypeLine> Types { get; private set; } = [];

    public IReadOnlyList<ApproverChoice> Approvers { get; private set; } = [];

    public IEnumerable<Form> Forms => forms.All.Where(f => f.Id != "report");

    public string? Fault { get; private set; }

    /// <summary>The one that could not be saved stays open.</summary>
    public long? Open { get; private set; }

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public Task<IActionResult> OnPostSaveAsync(long? id, string? name, string? approver, string[] reminders, string? receipt, bool substitute, CancellationToken ct) =>
        TryAsync(id, () => book.SaveAsync(id, new MeetingTypeEdit(name ?? "", approver ?? "", reminders, receipt, substitute), User.Identity!.Name!, ct), "已保存。", ct);

    public Task<IActionResult> OnPostRetireAsync(long id, CancellationToken ct) =>
        TryAsync(id, () => book.RetireAsync(id, User.Identity!.Name!, ct), "已停用。", ct);

    public static string ApproverValue(MeetingType? type) => type?.Approval switch
    {
        LeaveApproval.Staff => $"s{type.ApproverId}",
        LeaveApproval.Person => $"p{type.ApproverId}",
        _ => "",
    };

    /// <summary>Reminders that came from elsewhere than these boxes.</summary>
    public static IEnumerable<string> Others(MeetingType? type) =>
        (type?.Reminders ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Except(NewMeetingPage.Offsets.Select(o => o.Offset));

    public string ApprovalOf(MeetingTypeLine line) => line.Type.Approval switch
    {
        LeaveApproval.None => "不需要批",
        LeaveApproval.Office => "机关批假的人",
        _ => line.Approver ?? "（已不在）",
    };

    public string RemindersOf(MeetingType type) => string.Join("、", type.Reminders.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(r => NewMeetingPage.Offsets.FirstOrDefault(o => o.Offset == r).Label ?? ReminderWords.Say(r))) is { Length: > 0 } all ? all : "无";

    public string FormOf(string id) => forms.Find(id)?.Title ?? id;

    private async Task<IActionResult> TryAsync(long? id, Func<Task> change, string done, CancellationToken ct)
    {
        try
        {
            await change();
            TempData["Done"] = done;
            return LocalRedirect("/console/settings/types");
        }
        catch (FaultsException faults)
        {
            (Fault, Open) = (string.Join(" ", faults.Faults.Select(f => f.Text)), id);
            await LoadAsync(ct);
            return Page();
        }
    }

    private async Task LoadAsync(CancellationToken ct) => (Types, Approvers) = (await book.ListAsync(ct), await book.ApproversAsync(ct));
}

public sealed record MeetingTypeFields(MeetingTypesPage Page, MeetingType? Type);
