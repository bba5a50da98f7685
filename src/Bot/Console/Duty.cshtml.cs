using Luzhi.Core;
using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Duties;
using Luzhi.Core.Duties.Files;
using Luzhi.Core.Duties.Planning;
using Luzhi.Core.Settings.Shelves;
using Luzhi.Core.Storage;
using Luzhi.Scheduler;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>One duty: what it rests on, when it comes next, how each period stands, by whom it is owed, and what its file said before.</summary>
[OfficeOnly]
public sealed class DutyPage(DutyShelf shelf, DutyPlanBook book, DutyOverview overview, DutyPlans plans, VersionBook versions, DutyCalls calls, FormShelf forms, TimeProvider clock) : PageModel
{
    private const int Shows = 24, Ahead = 3;

    public Duty Duty { get; private set; } = null!;

    public bool On { get; private set; }

    public IReadOnlyList<PlannedOccurrence> Next { get; private set; } = [];

    public IReadOnlyList<DutyOccurrenceLine> Occurrences { get; private set; } = [];

    public DutyOccurrenceLine? Shown { get; private set; }

    public IReadOnlyList<OwedLine> Lines { get; private set; } = [];

    public IReadOnlyList<KeptVersion> Texts { get; private set; } = [];

    public bool OnDemand => Duty.When is Cadence.Demand;

    public string? Each => Duty.Per switch
    {
        Per.Unit => $"每个{Duty.Of}一份",
        Per.Link => $"每条“{Duty.Of}”一份",
        Per.Place => $"每处{Duty.Of}一份",
        Per.Body => "全会一份",
        _ => Duty.Rota is { } rota ? $"每次轮到 {rota.Size} 人" : null,
    };

    public string Asked => Duty.Ask switch
    {
        null => Duty.Meeting is null ? "只是告知" : "到会",
        "read" => "回复已阅",
        "text" => "用文字回复",
        var form => $"填写：{forms.Find(form)?.Title ?? form}",
    };

    private string By => SignedIn.From(User)!.Name;

    public static string Say(LadderStep step) => $"{(step.At.After ? "截止后" : "截止前")}{ReminderWords.Say(step.At.Distance.Text).Replace("提前", "", StringComparison.Ordinal)}：" + step.To switch
    {
        Rung.Self => "再提醒本人",
        Rung.Liaison => "告诉联络员",
        Rung.Convenor => "告诉召集人",
        _ => "列入电话名单",
    };

    public static string State(OwedLine line) => line.State switch
    {
        AssignmentState.Excused => "免",
        AssignmentState.Overdue => "逾期",
        _ when line.AnsweredAt is not null => "已办",
        AssignmentState.Seen => "看到了",
        AssignmentState.Notified => "已通知",
        _ => "未通知",
    };

    public static string Tone(OwedLine line) => line.AnsweredAt is not null ? "ok" : line.State switch { AssignmentState.Overdue => "bad", AssignmentState.Excused => "", _ => "pending" };

    public async Task<IActionResult> OnGetAsync(string id, long? at, CancellationToken ct)
    {
        if (shelf.Find(id) is not { } duty)
        {
            return NotFound();
        }

        (Duty, var now) = (duty, clock.GetUtcNow());
        On = (await book.OnAsync(ct)).Any(d => d.Id == id);
        Next = OnDemand ? [] : plans.Next(duty, now, Ahead, await plans.FactsAsync(ct));
        Occurrences = await overview.OccurrencesAsync(id, Shows, ct);
        Shown = Occurrences.FirstOrDefault(o => o.Id == at) ?? Occurrences.FirstOrDefault(o => o.OpensAt <= now && !o.Withdrawn);
        Lines = Shown is null ? [] : await overview.LinesAsync(Shown.Id, ct);
        Texts = [.. (await versions.OfAsync("duties", ct)).Where(v => v.Id == id).Reverse()];
        return Page();
    }

    public async Task<IActionResult> OnPostSwitchAsync(string id, bool on, CancellationToken ct)
    {
        TempData["Done"] = await book.SwitchAsync(id, on, By, ct) ? on ? "已启用，一两分钟内排出下一期。" : "已停用。已经开始的照常进行。" : "没有这一项。";
        return LocalRedirect($"/console/duties/{Uri.EscapeDataString(id)}");
    }

    public async Task<IActionResult> OnPostCallAsync(string id, string? said, CancellationToken ct)
    {
        try
        {
            TempData["Done"] = await calls.CallAsync(id, said, By, ct) is null ? "没有这一项。" : "已召集，通知正在发出。";
        }
        catch (FaultsException faults)
        {
            TempData["Fault"] = faults.Message;
        }

        return LocalRedirect($"/console/duties/{Uri.EscapeDataString(id)}");
    }

    public async Task<IActionResult> OnPostWithdrawAsync(string id, long occurrence, CancellationToken ct)
    {
        TempData["Done"] = await book.WithdrawAsync(occurrence, By, ct) ? "已撤回，不再通知和催办；已有的答复保留。" : "已经撤回。";
        return LocalRedirect($"/console/duties/{Uri.EscapeDataString(id)}");
    }
}
