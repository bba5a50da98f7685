using System.Globalization;
using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Meetings;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>One person's page: who it is, which phones are bound, what was answered and reported.</summary>
public sealed class PersonPage(MemberCards cards, PersonBook book, BindingBook bindings, OfficeBook office, UnitScope scope, InvitationCode invitation,
    DiagnosisBook diagnosis, PersonTimeline timeline, FormShelf forms) : PageModel
{
    public MemberCard Card { get; private set; } = null!;

    public IReadOnlyList<PersonMeeting> Meetings { get; private set; } = [];

    public IReadOnlyList<PersonSubmission> Submissions { get; private set; } = [];

    /// <summary>What did not reach them lately, and why.</summary>
    public IReadOnlyList<Unheard> Unheard { get; private set; } = [];

    /// <summary>For the office only: it holds what the person wrote.</summary>
    public IReadOnlyList<PersonEvent> Timeline { get; private set; } = [];

    public SignedIn Staff => SignedIn.From(User)!;

    public string? NewCode { get; private set; }

    /// <summary>The invitation's QR code as the src of an img.</summary>
    public string? Picture { get; private set; }

    public string? Fault { get; private set; }

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var ct = HttpContext.RequestAborted;
        var id = long.Parse((string)RouteData.Values["id"]!, CultureInfo.InvariantCulture);
        if (!await scope.MaySeeAsync(Staff, id, ct) || await cards.FindAsync(id, ct) is not { } card)
        {
            context.Result = NotFound();
            return;
        }

        Card = card;
        await next();
    }

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        await office.AuditAsync(Staff.Name, "person.seen", $"person:{Card.Id}", null, ct);
    }

    public Task<IActionResult> OnPostCodeAsync(CancellationToken ct) =>
        NewCodeAsync(async () => (await bindings.IssueAsync([Card.Id], Staff.Name, ct)) is [var issued] ? issued.Code : null, ct);

    public Task<IActionResult> OnPostRebindAsync(CancellationToken ct) =>
        NewCodeAsync(async () => (await bindings.UnbindAsync(Card.Id, Staff.Name, ct))?.Code, ct);

    public async Task<IActionResult> OnPostInviteAsync(CancellationToken ct)
    {
        var page = await OnPostCodeAsync(ct);
        if (NewCode is not null)
        {
            (Picture, Fault) = await invitation.DrawAsync(NewCode, ct);
        }

        return page;
    }

    private async Task<IActionResult> NewCodeAsync(Func<Task<string?>> issue, CancellationToken ct)
    {
        if (!Staff.IsOffice)
        {
            return NotFound();
        }

        NewCode = await issue();
        Card = (await cards.FindAsync(Card.Id, ct))!;
        await LoadAsync(ct);
        return Page();
    }

    public static string KindOf(PersonEventKind kind) => kind switch
    {
        PersonEventKind.Said => "来信",
        PersonEventKind.Told => "发出",
        PersonEventKind.Reported => "报送",
        PersonEventKind.Answered => "答复",
        PersonEventKind.Bound => "绑定",
        _ => "变动",
    };

    public string TitleOf(PersonEvent line) => line.Kind switch
    {
        PersonEventKind.Said => line.Title is "text" ? line.Text is null ? "（原文已清除）" : "" : SaidAs(line.Title),
        PersonEventKind.Told => $"{line.Text ?? "答复"}　{DeliveriesPage.OutcomeOf(line.Title)}",
        PersonEventKind.Reported => forms.Find(line.Title)?.Title ?? line.Title,
        PersonEventKind.Answered => $"{line.Title}　{Answered(line.Text)}",
        PersonEventKind.Bound => line.Title switch { "issued" => "发了绑定码", "used" => "用绑定码绑定", _ => "绑定码作废" },
        _ => $"{TrailText.ActionOf(line.Title)}（{line.Text}）",
    };

    private static string SaidAs(string kind) => kind switch { "follow" => "关注", "unfollow" => "取消关注", "scan" => "扫码", "menu_click" => "点菜单", "image" => "图片", "voice" => "语音", "location" => "位置", _ => kind };

    private static string Answered(string? said) => Enum.TryParse<InvitationState>(said, out var state) ? ConsoleText.State(state) : said ?? "";

    private async Task LoadAsync(CancellationToken ct)
    {
        (Meetings, Submissions, Unheard) = (await book.MeetingsAsync(Card.Id, ct), await book.SubmissionsAsync(Card.Id, ct), await diagnosis.OfPersonAsync(Card.Id, ct));
        Timeline = Staff.IsOffice ? await timeline.ListAsync(Card.Id, ct) : [];
    }
}
