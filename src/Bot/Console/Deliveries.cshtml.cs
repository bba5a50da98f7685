using Luzhi.Core;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Luzhi.Bot.OfficeConsole;

public sealed class DeliveriesPage(DeliveryBook book) : PageModel
{
    public static readonly (string Outcome, string Label)[] Outcomes =
        [("sent", "已送出"), ("callsheet", "需打电话"), ("gone", "已取消关注"), ("refused", "被拒"), ("failed", "失败"), ("dropped", "临发取消")];

    [BindProperty(SupportsGet = true)]
    public string? Show { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? Person { get; set; }

    public Page<DeliveryLine> Lines { get; private set; } = new([], null);

    public Page<WaitingLine> Waiting { get; private set; } = new([], null);

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnGetLinesAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        return Partial("/Console/_Deliveries.cshtml", this);
    }

    public static string RouteOf(string route) => route switch
    {
        "passive" => "当场答复",
        "session" => "客服消息",
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

    public static string StateOf(string state) => state switch { "ready" => "待发", "claimed" => "发送中", _ => "等待" };

    private async Task LoadAsync(CancellationToken ct)
    {
        var unit = SignedIn.From(User)!.UnitId;
        if (Show == "waiting")
        {
            Waiting = await book.WaitingAsync(unit, 0, 200, ct);
            return;
        }

        Lines = await book.ListAsync(string.IsNullOrEmpty(Show) ? null : Show, Person, unit, Before, 100, ct);
    }
}
