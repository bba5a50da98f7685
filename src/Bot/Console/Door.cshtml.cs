using Luzhi.Core.Conversations;
using Luzhi.Core.Meetings;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>The screen at the door: one big QR code, renewed by itself, and how many are in.</summary>
public sealed class DoorPage(MeetingBook book, DoorBook doors, InvitationCode codes, ConsoleText text, TimeProvider clock) : MeetingPart(book)
{
    /// <summary>A sheet of paper where there is no screen: its code is good until the door shuts.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Paper { get; set; }

    public string? Picture { get; private set; }

    public string? Scene { get; private set; }

    public string Count { get; private set; } = "";

    /// <summary>Seconds until the page asks for a new code: soon where there is none.</summary>
    public int Renewed => Picture is null ? 30 : (int)(DoorHours.CodeLives / 2).TotalSeconds;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!MayChange)
        {
            return Forbid();
        }

        Count = await CountedAsync(ct);
        if (await doors.MakeAsync(Meeting.Id, Paper, Staff.Name, ct) is not { } code)
        {
            Fault = Shut();
            return Page();
        }

        Scene = DoorWords.ScenePrefix + code.Code;
        (Picture, Fault) = await codes.DrawSceneAsync(Scene, code.ExpiresAt - clock.GetUtcNow(), ct);
        return Page();
    }

    public async Task<IActionResult> OnGetCountAsync(CancellationToken ct) => MayChange ? Content(await CountedAsync(ct), "text/plain; charset=utf-8") : Forbid();

    private async Task<string> CountedAsync(CancellationToken ct)
    {
        var (arrived, scanned, invited) = await doors.CountAsync(Meeting.Id, ct);
        return arrived == scanned ? $"已签到 {scanned} 人，应到 {invited} 人" : $"已签到 {scanned} 人，另由工作人员登记到会 {arrived - scanned} 人，应到 {invited} 人";
    }

    private string Shut() => this switch
    {
        { Meeting.State: not MeetingState.Announced } => "会议没有通知，或者已经取消，不能签到。",
        { Meeting.AttendanceClosedAt: not null } => "到会登记已经结束。",
        _ when clock.GetUtcNow() < DoorHours.Opens(Meeting.StartsAt) => $"签到从{text.When(DoorHours.Opens(Meeting.StartsAt))}开始，到时这里自动出现二维码。",
        _ => "签到已经结束。",
    };
}
