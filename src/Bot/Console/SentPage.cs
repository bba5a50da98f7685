using System.Globalization;
using System.Text.RegularExpressions;
using Luzhi.Core;
using Luzhi.Core.Duties;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>A broadcast that is out, or a study assignment: how far it got, who answered, and what the office still does about it.</summary>
public abstract partial class SentPage(BroadcastBook book, OfficeBook office, ConsoleText text) : PageModel
{
    private const int LinesAtMost = 200;

    public Broadcast Broadcast { get; private set; } = null!;

    public Secrecy Secrecy { get; private set; }

    public BroadcastCounts Counts { get; private set; } = null!;

    public Page<BroadcastLine> Lines { get; private set; } = new([], null);

    /// <summary>When the late were chased for the day that holds now.</summary>
    public DateTimeOffset? Chased { get; private set; }

    public bool Withdrawn { get; private set; }

    /// <summary>answered, unanswered, or all.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Show { get; set; }

    [BindProperty(SupportsGet = true)]
    public long After { get; set; }

    public string? Fault { get; private set; }

    /// <summary>What was filled in and not taken stays in its form.</summary>
    public string? Words { get; private set; }

    /// <summary>The page's own path.</summary>
    public abstract string Home { get; }

    protected long Id => long.Parse((string)RouteData.Values["id"]!, CultureInfo.InvariantCulture);

    /// <summary>The broadcast behind the page; null: there is none.</summary>
    protected abstract Task<long?> BroadcastIdAsync(CancellationToken ct);

    /// <summary>Every handler starts here: it must be there, and be the secretary's own.</summary>
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var ct = HttpContext.RequestAborted;
        var staff = SignedIn.From(User)!;
        if (await BroadcastIdAsync(ct) is not { } id || await book.FindAsync(id, ct) is not { } broadcast || (!staff.IsOffice && broadcast.CreatedBy != staff.Name))
        {
            context.Result = NotFound();
            return;
        }

        Withdrawn = await book.IsWithdrawnAsync(id, ct);
        (Broadcast, Counts, Secrecy, Chased) = (broadcast, (await book.CountsAsync(id, ct))!, await book.SecrecyAsync(id, ct), await book.ChasedAsync(id, ct));
        await next();
    }

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public IActionResult OnGetCounts() => Partial("/Console/_BroadcastCounts.cshtml", Counts);

    public async Task<IActionResult> OnGetLinesAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        return Partial("/Console/_BroadcastLines.cshtml", this);
    }

    public Task<IActionResult> OnPostChaseAsync(string? words, CancellationToken ct)
    {
        Words = words;
        return ChangeAsync(by => book.ChaseAsync(Broadcast.Id, string.IsNullOrWhiteSpace(words) ? null : words.Trim(), by, ct), "催办正在发出。", ct);
    }

    public Task<IActionResult> OnPostWithdrawAsync(CancellationToken ct) =>
        ChangeAsync(by => book.WithdrawAsync(Broadcast.Id, by, ct), "已撤回，收到过的人会收到更正。", ct);

    public Task<IActionResult> OnPostExtendAsync(string? due, CancellationToken ct) => ChangeAsync(
        by => text.EndOfDay(due) is { } day ? book.ExtendAsync(Broadcast.Id, day, by, ct) : throw new FaultsException("dueAt", "日期写得不对。"),
        "截止日期已改。没有另发通知，可以再催一次。", ct);

    public Task<IActionResult> OnPostEnterAsync(string? who, string? via, string? said, CancellationToken ct) => ChangeAsync(
        async by => await book.EnterAsync(Broadcast.Id, await MeantAsync((who ?? "").Trim(), ct), via ?? "", said, by, ct), "已登记。", ct);

    /// <summary>张建国（12）, or a name where only one has it.</summary>
    private async Task<long> MeantAsync(string who, CancellationToken ct)
    {
        var picked = Picked().Match(who) is { Success: true } match ? long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : (long?)null;
        return await book.MeantAsync(Broadcast.Id, picked, who, ct) switch
        {
            [var one] => one,
            [] => throw new FaultsException("who", $"名单上没有“{who}”。"),
            _ => throw new FaultsException("who", $"名单上不止一位“{who}”，请写成 姓名（编号），编号见委员的网址。"),
        };
    }

    private async Task<IActionResult> ChangeAsync(Func<string, Task> change, string done, CancellationToken ct)
    {
        try
        {
            await change(SignedIn.From(User)!.Name);
            TempData["Done"] = done;
            return LocalRedirect(Home);
        }
        catch (FaultsException faults)
        {
            Fault = faults.Message;
            await LoadAsync(ct);
            return Page();
        }
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Lines = await book.LinesAsync(Broadcast.Id, Show switch { "answered" => true, "unanswered" => false, _ => null }, After, LinesAtMost, ct);
        if (Secrecy != Secrecy.Open)
        {
            await office.AuditLookAsync(SignedIn.From(User)!.Name, "answers.seen", $"broadcast:{Broadcast.Id}", ct);
        }
    }

    public static string StateOf(string state) => state switch
    {
        "due" => "待发",
        "ready" or "claimed" => "发送中",
        "held" => "等下次来信",
        "unbound" => "未绑定，要打电话",
        _ => DeliveriesPage.OutcomeOf(state),
    };

    public static string AnswerOf(string answer) => answer switch { "answered" => "已答复", "late" => "其中迟答", "overdue" => "其中逾期", _ => "未答复" };

    [GeneratedRegex(@"（(\d{1,18})）\s*$")]
    private static partial Regex Picked();
}
