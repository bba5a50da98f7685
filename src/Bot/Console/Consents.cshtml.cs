using Luzhi.Core;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>Who has not agreed to the account's subscription notices yet.</summary>
public sealed class ConsentsPage(ConsentBook book, WeChatAccount account) : PageModel
{
    private const int LinesAtMost = 100;

    public Page<ConsentGap> Gaps { get; private set; } = new([], null);

    public bool Offered => account.Subscriptions.Count > 0;

    public async Task OnGetAsync(long after, CancellationToken ct) =>
        Gaps = Offered ? await book.MissingAsync(SignedIn.From(User)!.UnitId, after, LinesAtMost, ct) : Gaps;

    /// <summary>The kinds of notice behind the templates that are missing.</summary>
    public string KindsOf(ConsentGap gap) =>
        string.Join('、', account.Subscriptions.Where(s => gap.MissingTemplates.Contains(s.Value.Id)).Select(s => Said(s.Key)));

    private static string Said(DoorbellKind kind) => kind switch
    {
        DoorbellKind.Meeting => "会议通知",
        DoorbellKind.Reminder => "会前提醒",
        DoorbellKind.Moved => "会议改期",
        DoorbellKind.Withdrawn => "会议取消",
        DoorbellKind.Broadcast => "群发通知",
        _ => "其他通知",
    };
}
