using Luzhi.Bot.OfficeConsole;
using Luzhi.Core.Duties;
using Luzhi.Core.Storage;

namespace Luzhi.Bot.Lists;

/// <summary>What was sent to an audience; a unit's secretary has their own.</summary>
public sealed class BroadcastsExport(BroadcastBook book, ConsoleText text) : IList
{
    public string Key => "broadcasts";

    public async Task<ListSheet?> MakeAsync(ListAsk ask, CancellationToken ct)
    {
        var all = new List<Broadcast>();
        long? before = null;
        do
        {
            var page = await book.ListAsync(before, 200, ct, ask.Staff.IsOffice ? null : ask.Staff.Name);
            all.AddRange(page.Items);
            before = page.Next;
        }
        while (before is not null);

        return ListSheet.Of("通知", [
            new ListColumn<Broadcast>("标题", b => b.Title, 32), new("正文", b => b.Text, 48), new("范围", b => b.Audience, 20), new("发出", b => text.Local(b.CreatedAt), 18),
            new("截止", b => b.DueAt is { } due ? text.Local(due) : null, 18), new("发送人", b => b.CreatedBy),
        ], all);
    }
}

/// <summary>One broadcast's people and what they answered.</summary>
public sealed class AnswersExport(BroadcastBook book, ConsoleText text) : IList
{
    public string Key => "answers";

    public string? Of => "broadcast";

    public async Task<ListSheet?> MakeAsync(ListAsk ask, CancellationToken ct)
    {
        if (ask.Number("broadcast") is not { } id || await book.FindAsync(id, ct) is not { } broadcast || (!ask.Staff.IsOffice && broadcast.CreatedBy != ask.Staff.Name))
        {
            return null;
        }

        return ListSheet.Of(broadcast.Title, [
            new ListColumn<BroadcastLine>("姓名", l => l.Name, 10), new("最近送达", l => l.NotifiedAt is { } at ? text.Local(at) : null, 18),
            new("答复时间", l => l.AnsweredAt is { } at ? text.Local(at) : null, 18), new("答复", l => l.Answer, 48),
        ], await ListExports.AllAsync(after => book.LinesAsync(id, null, after, 500, ct)));
    }
}

/// <summary>The proof of notice, as the page has it.</summary>
public sealed class DeliveriesExport(DeliveryBook book, ConsoleText text) : IList
{
    // Two years of a body of five hundred; more is for the machine that keeps the database.
    private const int LinesAtMost = 100_000;

    public string Key => "deliveries";

    public async Task<ListSheet?> MakeAsync(ListAsk ask, CancellationToken ct)
    {
        var all = new List<DeliveryLine>();
        long? before = null;
        do
        {
            var page = await book.ListAsync(ask.Word("show") is "waiting" ? null : ask.Word("show"), ask.Number("person"), ask.Staff.UnitId, before, 1_000, ct);
            all.AddRange(page.Items);
            before = page.Next;
        }
        while (before is not null && all.Count < LinesAtMost);

        return ListSheet.Of("送达记录", [
            new ListColumn<DeliveryLine>("时间", l => text.Local(l.At), 18), new("委员", l => l.Name ?? "未绑定的关注者", 14), new("事项", l => l.Title ?? "答复", 32),
            new("途径", l => DeliveriesPage.RouteOf(l.Route, l.Channel)), new("结果", l => DeliveriesPage.OutcomeOf(l.Outcome)), new("说明", l => $"{DeliveriesPage.WhyOf(l.Why)} {DeliveriesPage.ReceiptOf(l.Receipt)}".Trim(), 32), new("重发", l => l.Repeat, 8),
        ], all);
    }
}

/// <summary>Who has to be called, and about what; the numbers for the office only.</summary>
public sealed class CallsExport(CallSheet sheet, ConsoleText text) : IList
{
    public string Key => "calls";

    public async Task<ListSheet?> MakeAsync(ListAsk ask, CancellationToken ct)
    {
        var lines = await ListExports.AllAsync(after => sheet.ListAsync(ask.Staff.UnitId, after, 500, ct));
        var said = lines.SelectMany(line => CallSheetPage.Said(line).Select(about => (Line: line, About: about)));
        return ListSheet.Of("电话名单", [
            new ListColumn<(CallLine Line, Unreached About)>("姓名", l => l.Line.Name, 10), new("手机", l => ask.Staff.IsOffice ? l.Line.Phone : null),
            new("什么事", l => l.About.Title + CallSheetPage.KindOf(l.About.Kind), 36), new("没送到的原因", l => l.About.Why, 28), new("起", l => text.Local(l.About.Since), 18), new("打过了", _ => null, 8),
        ], said);
    }
}
