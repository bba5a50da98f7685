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
public sealed partial class MeetingPage(MeetingBook book, MatterBook matters, OfficeBook office, ConsoleText text, MeetingTalks talks) : PageModel
{
    private const int LinesAtMost = 200;

    // Offered while typing; a name that is not offered can still be written.
    private const int NamesAtMost = 1000;
    private SignedIn staff = null!;

    public Meeting Meeting { get; private set; } = null!;

    public Tally Tally { get; private set; } = new(0, 0, 0, 0, 0, 0);

    public Page<InvitationLine> Lines { get; private set; } = new([], null);

    public IReadOnlyList<InvitationLine> Everyone { get; private set; } = [];

    [BindProperty(SupportsGet = true)]
    public InvitationState? State { get; set; }

    /// <summary>The page of the list goes on after this line.</summary>
    [BindProperty(SupportsGet = true)]
    public long After { get; set; }

    /// <summary>What was filled in and could not be entered stays in the form.</summary>
    public EnteredAnswer Entered { get; private set; } = new(null, InvitationState.Attending, "phone", null);

    public string? Fault { get; private set; }

    /// <summary>null where there is nobody to chase, or it is not theirs to do.</summary>
    public ChaseView? Chase { get; private set; }

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

    public async Task OnGetAsync(CancellationToken ct) => await LoadAsync(ct);

    public IActionResult OnGetTally() => Partial("/Console/_Tally.cshtml", Tally);

    public async Task<IActionResult> OnGetLinesAsync(CancellationToken ct)
    {
        await LoadLinesAsync(ct);
        return Partial("/Console/_Invitations.cshtml", this);
    }

    public Task<IActionResult> OnPostAnnounceAsync(CancellationToken ct) =>
        ChangeAsync(() => book.AnnounceAsync(Meeting.Id, staff.Name, ct), "通知正在发出。", ct);

    public Task<IActionResult> OnPostWithdrawAsync(CancellationToken ct) =>
        ChangeAsync(() => book.WithdrawAsync(Meeting.Id, staff.Name, ct), "会议已撤回，已收到通知的人会收到更正。", ct);

    public Task<IActionResult> OnPostChaseAsync(string? words, CancellationToken ct) =>
        ChangeAsync(() => book.ChaseAsync(Meeting.Id, string.IsNullOrWhiteSpace(words) ? null : words.Trim(), staff.Name, ct), "催办正在发出。", ct);

    public Task<IActionResult> OnPostMoveAsync(string date, string time, string? place, CancellationToken ct)
    {
        var parsed = DateTime.TryParse($"{date}T{time}", CultureInfo.InvariantCulture, out var local);
        return ChangeAsync(
            () => parsed
                ? book.MoveAsync(Meeting.Id, new MeetingEdit(StartsAt: text.Instant(local), Place: place ?? ""), staff.Name, ct)
                : throw new FaultsException("startsAt", "日期或时间写得不对。"),
            "已改动，已收到通知的人会收到更正。", ct);
    }

    public Task<IActionResult> OnPostEnterAsync(EnteredAnswer entered, CancellationToken ct)
    {
        Entered = entered;
        return ChangeAsync(async () => await book.EnterAnswerAsync(Meeting.Id, await MeantAsync(entered.Who, ct), entered.Answer, entered.Reason, entered.Via ?? "", staff.Name, ct), "已登记。", ct);
    }

    public QuestionsView Questions { get; private set; } = new([], [], null);

    /// <summary>What those who attend filled in; null where the meeting asks for none.</summary>
    public ReceiptSheet? Receipts { get; private set; }

    /// <summary>Leave of this meeting that nobody has decided yet.</summary>
    public LeavesView Leaves { get; private set; } = new([], false, false);

    /// <param name="from">The list it was decided from, to go back to: leaves; the meeting otherwise.</param>
    public Task<IActionResult> OnPostDecideAsync(long personId, bool approved, string? remark, string? from, CancellationToken ct) =>
        ChangeAsync(
            async () => SeesReasons && (await book.MeantAsync(Meeting.Id, personId, "", staff.UnitId, ct)).Count == 1 && await book.DecideLeaveAsync(Meeting.Id, personId, approved, staff.Name, ct, remark)
                ? true : throw new FaultsException("who", "只有审批人可以批假。"),
            approved ? "已批准，已告知本人。" : "已记为未准，已告知本人。", ct, mayChange: true, back: from == "leaves" ? "/console/leaves" : null);

    /// <summary>Picked from the list, 张建国（12）, or typed: a name is enough where only one of the invited has it.</summary>
    private async Task<long> MeantAsync(string? who, CancellationToken ct)
    {
        var name = (who ?? "").Trim();
        return await book.MeantAsync(Meeting.Id, PersonIn(name), name, staff.UnitId, ct) switch
        {
            [var one] => one,
            [] => throw new FaultsException("who", $"名单上没有“{name}”。"),
            _ => throw new FaultsException("who", $"名单上不止一位“{name}”，请从下拉名单里选。"),
        };
    }

    private async Task<IActionResult> ChangeAsync<T>(Func<Task<T>> change, string done, CancellationToken ct, bool? mayChange = null, string? back = null)
    {
        if (!(mayChange ?? MayChange))
        {
            return Forbid();
        }

        try
        {
            await change();
            TempData["Done"] = done;
            return LocalRedirect(back ?? $"/console/meetings/{Meeting.Id}{(State is null ? "" : $"?state={State}")}");
        }
        catch (FaultsException faults)
        {
            Fault = string.Join(" ", faults.Faults.Select(f => f.Text));
            await LoadAsync(ct);
            return Page();
        }
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        if (MayChange && Meeting.State == MeetingState.Announced && Tally.Pending > 0 && Meeting.StartsAt > text.Now)
        {
            Chase = new($"/console/meetings/{Meeting.Id}", $"m{Meeting.Id}", Tally.Pending, await matters.ChasedAtAsync($"m{Meeting.Id}", ct));
        }

        await LoadLinesAsync(ct);
        Everyone = (await book.InvitationsAsync(Meeting.Id, ct, unitId: staff.UnitId, most: NamesAtMost)).Items;
    }

    private async Task LoadLinesAsync(CancellationToken ct)
    {
        (Questions, Receipts) = await talks.OfAsync(Meeting, staff, ct);
        Leaves = new(await book.UndecidedAsync(Meeting.Id, staff.UnitId, ct), SeesReasons, Everywhere: false);
        Lines = await book.InvitationsAsync(Meeting.Id, ct, State, staff.UnitId, After, LinesAtMost);
        if (SeesReasons && Lines.Items.Any(l => l.LeaveReason is not null))
        {
            await office.AuditLookAsync(staff.Name, "leave.reasons.seen", $"meeting:{Meeting.Id}", ct);
        }
    }

    private static long? PersonIn(string who) =>
        Picked().Match(who) is { Success: true } match ? long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"（(\d{1,18})）\s*$")]
    private static partial Regex Picked();
}

/// <summary>An answer that a secretary takes down for somebody.</summary>
public sealed record EnteredAnswer(string? Who, InvitationState Answer, string? Via, string? Reason);

/// <param name="Page">Where the form goes.</param>
/// <param name="About">What the call sheet is to be about: m12, b7.</param>
public sealed record ChaseView(string Page, string About, int Pending, DateTimeOffset? ChasedAt);
