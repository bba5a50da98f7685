using Luzhi.Bot.Channels.WeChat.WireOut;
using Luzhi.Core;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc;

namespace Luzhi.Bot.PhonePages;

/// <summary>
/// Where a member agrees to be told by subscription notice. Inside WeChat its own button asks, and this page's script reports the answer; at
/// the simulator there is a plain button with the same effect.
/// </summary>
public sealed class ConsentPage(
    PhoneDoor door, ConsentBook book, PageBook pages, PageTickets tickets, OrganizationSettings organization, IServiceProvider rooms, Words words, Chance chance) : PhonePage(door, words, chance)
{
    // The one page that needs WeChat's own script, and only inside WeChat: no other can show its button.
    private const string InWeChatPolicy =
        "default-src 'none'; script-src 'self' https://res.wx.qq.com; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self' https://*.weixin.qq.com; "
        + "frame-src weixin: wvjbscheme:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public IReadOnlyList<AskedConsent> Asked { get; private set; } = [];

    /// <summary>Null where WeChat's button cannot be shown.</summary>
    public PageSignature? Signature { get; private set; }

    /// <summary>No WeChat here that could ask: the button is ours.</summary>
    public bool Simulated => rooms.GetService<Simulator.Platform>() is not null;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (Session is not { } session)
        {
            return AskWho();
        }

        Asked = await book.OfAsync(session.ContactId, ct);
        if (!Simulated && PhoneDoor.InWeChat(Request) && Asked.Any(a => a.Askable))
        {
            Signature = await tickets.SignAsync($"{organization.PublicUrl.TrimEnd('/')}{Request.PathBase}{Request.Path}{Request.QueryString}", ct);
            Response.Headers.ContentSecurityPolicy = InWeChatPolicy;
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? template, bool accepted, CancellationToken ct)
    {
        if (Session is not { } session)
        {
            return AskWho();
        }

        if (template is { Length: > 0 and < 100 } && await book.OfAsync(session.ContactId, ct) is var known && known.Any(a => a.TemplateId == template))
        {
            await TellStandInAsync(session, template, accepted, ct);
            await (accepted ? book.AcceptAsync(session.ContactId, template, ct) : book.RejectAsync(session.ContactId, template, ct));
        }

        return Redirect($"{Request.PathBase}{Request.Path}");
    }

    /// <summary>At the simulator there is no WeChat that asked: its platform learns of the answer here.</summary>
    private async Task TellStandInAsync(PhoneSession session, string template, bool accepted, CancellationToken ct)
    {
        if (rooms.GetService<Simulator.Platform>() is { } platform && await pages.HolderAsync(session.ContactId, session.PersonId, ct) is { } holder
            && platform.Look(world => world.Phones.GetValueOrDefault(holder.Address.ExternalId)?.Follows ?? false))
        {
            await platform.Phones.ConsentAsync(holder.Address.ExternalId, template, accepted, ct);
        }
    }

    public static string Kinds(AskedConsent asked) => string.Join('、', asked.Kinds.Select(kind => kind switch
    {
        DoorbellKind.Meeting => "会议通知",
        DoorbellKind.Reminder => "会议提醒",
        DoorbellKind.Moved => "会议改期",
        DoorbellKind.Withdrawn => "会议取消",
        DoorbellKind.Broadcast => "通知公告",
        _ => "其他通知",
    }));

    public static string State(AskedConsent asked) => asked.State switch
    {
        ConsentState.Accepted => asked.Term == ConsentTerm.Once ? "已同意一次" : "已同意",
        ConsentState.Rejected => "未同意",
        ConsentState.Used => "已用完",
        ConsentState.Gone => "已取消",
        _ => "未询问",
    };
}
