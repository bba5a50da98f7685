using Luzhi.Core.Conversations.Secretary;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>Something that waits for this secretary, and the page where it is done.</summary>
public sealed record Need(string Tag, string Tone, string What, string Link, string? Note = null);

/// <summary>A secretary's day from eight to six: what needs me now, the meetings of today and tomorrow, what I sent last. Live.</summary>
public sealed class TodayPage(
    TodayBook today, MatterBook matters, MeetingBook meetings, DeliveryBook deliveries, QuestionBook questions, CallSheet calls, IncidentBook incidents, DutyList duties,
    ConsoleClock clock, ConsoleText text) : PageModel
{
    /// <summary>So near to its instant, somebody who has not answered should be chased.</summary>
    private static readonly TimeSpan Near = TimeSpan.FromHours(48);

    private readonly List<Need> needs = [];

    public int Members { get; private set; }

    public int Bound { get; private set; }

    public int SentLately { get; private set; }

    /// <summary>People on the call sheet: one number, wherever it stands.</summary>
    public int Unreached { get; private set; }

    public IReadOnlyList<Need> Needs => needs;

    public IReadOnlyList<Matter> Soon { get; private set; } = [];

    public IReadOnlyList<Matter> Later { get; private set; } = [];

    public IReadOnlyList<SentLine> Sent { get; private set; } = [];

    private SignedIn Staff => SignedIn.From(User)!;

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnGetPartAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        return Partial("/Console/_Today.cshtml", this);
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        var unit = Staff.UnitId;
        (Members, Bound) = await today.CoverageAsync(unit, ct);
        var outcomes = await deliveries.LastDayAsync(unit, ct);
        SentLately = outcomes.GetValueOrDefault("sent");
        Unreached = await calls.CountAsync(unit, ct);
        Sent = await today.SentAsync(Staff.Name, 5, ct);
        var desk = new Desk { StaffId = Staff.Id, Name = Staff.Name, UnitId = unit, ApprovesLeave = Staff.ApprovesLeave };
        var open = await matters.OpenAsync(desk, ct, named: true);
        var coming = open.Where(m => m.Kind == MatterKind.Meeting).ToList();
        var dayAfterTomorrow = clock.Now.Date.AddDays(2);
        Soon = [.. await matters.BegunTodayAsync(desk, ct, named: true), .. coming.Where(m => text.Local(m.When!.Value).Date < dayAfterTomorrow)];
        Later = [.. coming.Where(m => text.Local(m.When!.Value).Date >= dayAfterTomorrow)];
        await NeedAsync(open, unit, ct);
    }

    /// <summary>Most pressing first: what only a person can decide, then who does not know yet, then who has not answered.</summary>
    private async Task NeedAsync(IReadOnlyList<Matter> open, long? unit, CancellationToken ct)
    {
        if (Staff.ApprovesLeave && await meetings.UndecidedAsync(null, unit, ct) is { Count: > 0 } leaves)
        {
            needs.Add(new("请假", "leave", $"{leaves.Count} 份请假待批", "/console/leaves"));
        }

        if (await questions.OpenAsync(ct, unitId: unit) is { Count: > 0 } asked)
        {
            needs.Add(new("提问", "asked", $"{asked.Count} 个提问待答", "/console/questions"));
        }

        if (Unreached > 0)
        {
            needs.Add(new("打电话", "bad", $"{Unreached} 人还没送到，要打电话", "/console/deliveries/calls"));
        }

        needs.AddRange(open.Where(m => m is { Mine: true, Asks: true, Pending: > 0, When: { } when } && when - clock.Now <= Near && !(m.Kind == MatterKind.Broadcast && m.ChasedAt is not null)).Select(Chase));
        if (Staff.IsOffice && await deliveries.MissedAsync(ct) is { Count: > 0 } missed)
        {
            needs.Add(new("错过", "leave", $"停机期间错过 {missed.Count} 条通知", "/console/deliveries/missed", "逐条查看，需要的可以现在补发"));
        }

        if (Staff.IsOffice)
        {
            needs.AddRange(Waits(await duties.WaitsAsync(ct)));
            needs.AddRange((await incidents.OpenOnesAsync(ct)).Select(i => new Need("故障", "bad", i.What, "/console/settings", $"{text.When(i.OpenedAt)} 起，共 {i.Times} 次")));
        }
    }

    /// <summary>What the duties' files ask for and nobody but the office can settle.</summary>
    private IEnumerable<Need> Waits(DutyWaits waits) =>
    [
        .. waits.Drafts.Select(d => new Need("草稿", "pending", $"{d.Title}还没有地点，请补齐后通知", $"/console/meetings/{d.MeetingId}", $"{text.When(d.StartsAt)} 开会")),
        .. waits.Unheld.Select(u => new Need("无人", "leave", $"{u.Title}：{u.About}没有负责的人", "/console/units", $"{text.When(u.DueAt)} 截止")),
        .. waits.Gaps.Select(g => new Need("补办", "leave", $"{g.Title}（{g.Period}）停机期间到期，没有通知", "/console/settings", $"{text.When(g.DueAt)} 截止，可补发或略过")),
    ];

    private Need Chase(Matter matter) => new(
        "催办", "pending", $"{matter.Title}：{matter.Pending} 人未答复",
        matter.Kind == MatterKind.Meeting ? $"/console/meetings/{matter.Id}?state=Pending" : $"/console/broadcasts/{matter.Id}?show=unanswered",
        text.When(matter.When) + (matter.Kind == MatterKind.Meeting ? " 开会" : " 截止") + (matter.ChasedAt is { } chased ? $"，{text.When(chased)} 催过" : ""));
}
