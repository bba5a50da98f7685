using Luzhi.Bot.Channels.BotFramework;
using Luzhi.Core;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Luzhi.Bot.OfficeConsole;

public sealed class DeliveriesPage(DeliveryBook book, DiagnosisBook diagnosis) : PageModel
{
    public static readonly (string Outcome, string Label)[] Outcomes =
        [("sent", "已送出"), ("callsheet", "需打电话"), ("gone", "已取消关注"), ("refused", "被拒"), ("failed", "失败"), ("misconfigured", "设置有误"), ("dropped", "临发取消")];

    private const int LinesAtMost = 100;

    [BindProperty(SupportsGet = true)]
    public string? Show { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    /// <summary>Of what still waits, the page goes on after this one.</summary>
    [BindProperty(SupportsGet = true)]
    public long After { get; set; }

    /// <summary>Only what went to this person.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Person { get; set; }

    /// <summary>The address of this list, with other pages' numbers left out.</summary>
    public string Here(string? show) => "/console/deliveries?" + (show is null ? "" : $"show={show}&") + (Person is null ? "" : $"person={Person}&");

    public Page<DeliveryLine> Lines { get; private set; } = new([], null);

    public Page<WaitingLine> Waiting { get; private set; } = new([], null);

    /// <summary>Why a line's message was not received, and what to do, by the line's id.</summary>
    public IReadOnlyDictionary<long, string> Why { get; private set; } = new Dictionary<long, string>();

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnGetLinesAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        return Partial("/Console/_Deliveries.cshtml", this);
    }

    public static string RouteOf(string route, string? channel) => route switch
    {
        "passive" => "当场答复",
        "session" when channel == BotFrameworkChannel.Word => "机器人消息",
        "session" => "客服消息",
        "subscription" => "订阅通知",
        "doorbell" => "模板通知",
        "callsheet" => "电话名单",
        _ => "",
    };

    public static string OutcomeOf(string outcome) => outcome switch
    {
        "sent" => "已送出",
        "offered" => "随答复送上",
        "refused" => "被拒",
        "gone" => "已取消关注",
        "misconfigured" => "设置有误",
        "dropped" => "临发取消",
        "callsheet" => "需打电话",
        "unknown" => "不明",
        _ => "失败",
    };

    /// <summary>What the platform or the last look said about it; what is not in the list is already a sentence.</summary>
    public static string WhyOf(string? why) => why switch
    {
        "removed" => "已不在名册",
        "withdrawn" => "事项已撤回",
        "replaced" => "已由后一次提醒代替",
        "expired" => "已过时",
        "answered" => "本人已有答复",
        "budget" => "本周定时通知已到上限",
        _ => why ?? "",
    };

    public static string ReceiptOf(string? receipt) => receipt switch
    {
        null => "",
        "success" => "手机已收到",
        "failed:user block" or "failed: user block" => "本人已拒收",
        _ when receipt.StartsWith("failed", StringComparison.Ordinal) => "平台未能送到手机",
        _ => receipt,
    };

    public static string StateOf(string state) => state switch { "ready" => "待发", "claimed" => "发送中", _ => "等待" };

    private async Task LoadAsync(CancellationToken ct)
    {
        var unit = SignedIn.From(User)!.UnitId;
        if (Show == "waiting")
        {
            Waiting = await book.WaitingAsync(unit, After, LinesAtMost, ct);
            Why = await diagnosis.WaitingAsync([.. Waiting.Items.Select(l => l.Id)], ct);
            return;
        }

        Lines = await book.ListAsync(string.IsNullOrEmpty(Show) ? null : Show, Person, unit, Before, LinesAtMost, ct);
        Why = await diagnosis.FinishedAsync([.. Lines.Items.Select(l => l.Id)], ct);
    }
}
