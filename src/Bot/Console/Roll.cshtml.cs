using System.Globalization;
using Luzhi.Core;
using Luzhi.Core.Meetings;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>Who came: one tick a person, saved as one form.</summary>
[RequestFormLimits(ValueCountLimit = FieldsAtMost)]
public sealed class RollPage(MeetingBook book, RollBook rolls, AttendanceBook attendance, TimeProvider clock) : MeetingPart(book)
{
    /// <summary>Two fields a person.</summary>
    private const int FieldsAtMost = 120_000;

    public static readonly AttendanceState[] States = [AttendanceState.Present, AttendanceState.Late, AttendanceState.Leave, AttendanceState.Absent];

    public IReadOnlyList<RollLine> Lines { get; private set; } = [];

    /// <summary>Nobody can have come yet: said before anything is ticked, not after.</summary>
    public bool Early => clock.GetUtcNow() < Opens;

    public DateTimeOffset Opens => DoorHours.Opens(Meeting.StartsAt);

    public bool Begun => clock.GetUtcNow() >= Meeting.StartsAt;

    public int Undecided => Lines.Count(line => line is { Attendance: null, Answer: InvitationState.Leave, LeaveApproved: null });

    public int Count(AttendanceState? state) => Lines.Count(line => line.Attendance == state);

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostSaveAsync(bool bulk, CancellationToken ct)
    {
        var lines = await rolls.ReadAsync(Meeting.Id, Staff.UnitId, ct);
        return await ChangeAsync(async () =>
        {
            var saved = await attendance.SaveAsync(Meeting.Id, [.. lines.Select(line => Tick(line, bulk))], "list", Staff.Name, ct);
            return $"已保存，改动 {saved!.Noted} 人。{(saved.Scanned > 0 ? $"填表期间有 {saved.Scanned} 人扫码签到，保留签到。" : "")}";
        }, ct);
    }

    public Task<IActionResult> OnPostCloseAsync(CancellationToken ct) => ChangeAsync(async () =>
    {
        await attendance.CloseAsync(Meeting.Id, Staff.Name, ct);
        return "到会登记已结束。";
    }, ct);

    public Task<IActionResult> OnPostReopenAsync(CancellationToken ct) => ChangeAsync(async () =>
    {
        await attendance.ReopenAsync(Meeting.Id, Staff.Name, ct);
        return "已重新打开。";
    }, ct);

    /// <summary>What was not on the page that was sent counts as untouched.</summary>
    private AttendanceTick Tick(RollLine line, bool bulk)
    {
        var id = line.PersonId.ToString(CultureInfo.InvariantCulture);
        var was = Form("was-" + id);
        var now = Request.Form.ContainsKey("now-" + id) ? Form("now-" + id) : was;
        return new(line.PersonId, was, bulk && now is null && line.Answer == InvitationState.Attending ? AttendanceState.Present : now);
    }

    private AttendanceState? Form(string field) =>
        Enum.TryParse<AttendanceState>(Request.Form[field], out var state) && Enum.IsDefined(state) ? state : null;

    private async Task<IActionResult> ChangeAsync(Func<Task<string>> change, CancellationToken ct)
    {
        try
        {
            TempData["Done"] = await change();
            return LocalRedirect($"/console/meetings/{Meeting.Id}/attendance");
        }
        catch (FaultsException faults)
        {
            Fault = Said(faults);
            await LoadAsync(ct);
            return Page();
        }
    }

    private async Task LoadAsync(CancellationToken ct) => Lines = await rolls.ReadAsync(Meeting.Id, Staff.UnitId, ct);
}
