using System.Globalization;
using System.Text.RegularExpressions;
using Luzhi.Core;
using Luzhi.Core.Meetings;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>One meeting: the live tally, who has answered what, and what a secretary can still do about it.</summary>
public sealed partial class MeetingPage(MeetingBook book, OfficeBook office, ConsoleText text) : PageModel
{
    private const int LinesAtMost = 200;
    private SignedIn staff = null!;

    public Meeting Meeting { get; private set; } = null!;

    public Tally Tally { get; private set; } = new(0, 0, 0, 0, 0, 0);

    public Page<InvitationLine> Lines { get; private set; } = new([], null);

    public IReadOnlyList<InvitationLine> Everyone { get; private set; } = [];

    public InvitationState? State { get; private set; }

    public string? Fault { get; private set; }

    public bool SeesReasons => staff.ApprovesLeave;

    public bool MayChange => staff.IsOffice || Meeting.CreatedBy == staff.Name;

    public string Date => text.Local(Meeting.StartsAt).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public string Time => text.Clock(Meeting.StartsAt);

    /// <summary>Every handler starts here: the meeting must exist, and somebody of the secretary's unit be invited.</summary>
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var ct = HttpContext.RequestAborted;
        staff = SignedIn.From(User)!;
        var id = long.Parse((string)RouteData.Values["id"]!, CultureInfo.InvariantCulture);
        var meeting = await book.FindAsync(id, ct);
        Tally = meeting is null ? Tally : await book.TallyAsync(id, ct, staff.UnitId);
        if (meeting is null || (staff.UnitId is not null && Tally.Invited == 0 && meeting.CreatedBy != staff.Name))
        {
            context.Result = NotFound();
            return;
        }

        Meeting = meeting;
        await next();
    }

    public async Task OnGetAsync(InvitationState? state, long after, CancellationToken ct)
    {
        await LoadAsync(state, after, ct);
        if (SeesReasons && Lines.Items.Any(l => l.LeaveReason is not null))
        {
            await office.AuditAsync(staff.Name, "leave.reasons.seen", $"meeting:{Meeting.Id}", null, ct);
        }
    }

    public IActionResult OnGetTally() => Partial("/Console/_Tally.cshtml", Tally);

    public async Task<IActionResult> OnGetLinesAsync(InvitationState? state, CancellationToken ct)
    {
        await LoadAsync(state, 0, ct);
        return Partial("/Console/_Invitations.cshtml", this);
    }

    public Task<IActionResult> OnPostAnnounceAsync(CancellationToken ct) =>
        ChangeAsync(() => book.AnnounceAsync(Meeting.Id, staff.Name, ct), "通知正在发出。", ct);

    public Task<IActionResult> OnPostWithdrawAsync(CancellationToken ct) =>
        ChangeAsync(() => book.WithdrawAsync(Meeting.Id, staff.Name, ct), "会议已撤回，已收到通知的人会收到更正。", ct);

    public Task<IActionResult> OnPostMoveAsync(string date, string time, string? place, CancellationToken ct)
    {
        var parsed = DateTime.TryParse($"{date}T{time}", CultureInfo.InvariantCulture, out var local);
        return ChangeAsync(
            () => parsed
                ? book.MoveAsync(Meeting.Id, new MeetingEdit(StartsAt: new DateTimeOffset(local, text.Zone.GetUtcOffset(local)), Place: place ?? ""), staff.Name, ct)
                : throw new FaultsException("startsAt", "日期或时间写得不对。"),
            "已改动，已收到通知的人会收到更正。", ct);
    }

    public Task<IActionResult> OnPostEnterAsync(string who, InvitationState answer, string via, string? reason, CancellationToken ct) =>
        ChangeAsync(
            async () => PersonIn(who) is { } person && await InUnitAsync(person, ct) && await book.EnterAnswerAsync(Meeting.Id, person, answer, reason, via, staff.Name, ct)
                ? true : throw new FaultsException("who", "名单上没有这位委员，请从下拉名单里选。"),
            "已登记。", ct);

    public Task<IActionResult> OnPostDecideAsync(long personId, bool approved, CancellationToken ct) =>
        ChangeAsync(
            async () => SeesReasons && await InUnitAsync(personId, ct) && await book.DecideLeaveAsync(Meeting.Id, personId, approved, staff.Name, ct)
                ? true : throw new FaultsException("who", "只有审批人可以批假。"),
            approved ? "已批准。" : "已记为未准。", ct, mayChange: true);

    private async Task<bool> InUnitAsync(long personId, CancellationToken ct) =>
        staff.UnitId is null || (await book.InvitationsAsync(Meeting.Id, ct, unitId: staff.UnitId, most: 5000)).Items.Any(l => l.PersonId == personId);

    private async Task<IActionResult> ChangeAsync<T>(Func<Task<T>> change, string done, CancellationToken ct, bool? mayChange = null)
    {
        if (!(mayChange ?? MayChange))
        {
            return Forbid();
        }

        try
        {
            await change();
            TempData["Done"] = done;
            return LocalRedirect($"/console/meetings/{Meeting.Id}");
        }
        catch (FaultsException faults)
        {
            Fault = string.Join(" ", faults.Faults.Select(f => f.Text));
            await LoadAsync(null, 0, ct);
            return Page();
        }
    }

    private async Task LoadAsync(InvitationState? state, long after, CancellationToken ct)
    {
        State = state;
        Lines = await book.InvitationsAsync(Meeting.Id, ct, state, staff.UnitId, after, LinesAtMost);
        Everyone = (await book.InvitationsAsync(Meeting.Id, ct, unitId: staff.UnitId, most: 1000)).Items;
    }

    private static long? PersonIn(string who) =>
        Picked().Match(who ?? "") is { Success: true } match ? long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"（(\d{1,18})）\s*$")]
    private static partial Regex Picked();
}
