using System.Globalization;
using System.Text.RegularExpressions;
using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Conversations.Language;
using Luzhi.Core.Messages;
using Luzhi.Core.PhonePages;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Conversations.Flows;

/// <summary>验证码: six digits, by which a page outside the chat knows who opened it. 网页: the link to the member's own page.</summary>
public sealed partial class PageEntry(PageSeal seal, PageLinks links, PageSettings settings, Words words) : IFlow
{
    public string Name => "page";

    public Turn? Step(Conversation conversation, Inbound inbound, Facts facts)
    {
        if (facts.Speaker is not { } speaker || Said(inbound) is not { } said)
        {
            return null;
        }

        if (MyPage().IsMatch(said))
        {
            return links.Me(speaker.PersonId) is { } link ? Turn.Say(conversation, words.Say("page.chat.mine", ("link", link))) : null;
        }

        return Code().IsMatch(said) ? Given(conversation, speaker.PersonId, facts) : null;
    }

    /// <summary>Where a form asks for what a chat cannot carry, the link to the speaker's page is put into the reply.</summary>
    public Turn Placed(Turn turn, Facts facts)
    {
        if (turn.Reply is not { } reply || !(reply.Contains(FormText.PagePlace, StringComparison.Ordinal) || reply.Contains(FormText.SignPlace, StringComparison.Ordinal)))
        {
            return turn;
        }

        var link = facts.Speaker is { } speaker ? links.Form(speaker.PersonId, facts.Now) : null;
        return turn with
        {
            Reply = reply.Replace(FormText.PagePlace, link is null ? words["form.by_desk"] : words.Say("form.by_link", ("link", link)), StringComparison.Ordinal)
                .Replace(FormText.SignPlace, link is null ? words["form.sign_here"] : words.Say("form.sign_link", ("link", link)), StringComparison.Ordinal),
        };
    }

    private Turn Given(Conversation conversation, long personId, Facts facts)
    {
        var digits = seal.Digits(personId, facts.Now);
        var minutes = settings.CodeLives.TotalMinutes.ToString("0", CultureInfo.InvariantCulture);
        return Turn.Say(conversation, words.Say("page.chat.code", ("code", digits), ("minutes", minutes)),
            new Change.PageCode(seal.Kept(personId, digits), facts.Now + settings.CodeLives));
    }

    private static string? Said(Inbound inbound) => inbound.Kind switch
    {
        InboundKind.Text => Plain.Of(inbound.Text).Trim('.', '!', '"', ' '),
        InboundKind.MenuClick => inbound.Choice,
        _ => null,
    };

    [GeneratedRegex("^(?:请|我要|给我|获取|发|要|再发|重发|重新获取|网页|登录)*(?:一个|个|一下)?(?:验证码|校验码|登录码|动态码)(?:一下|呢|吧)?$")]
    private static partial Regex Code();

    [GeneratedRegex("^(?:打开|我的|看|进入?)?(?:网页|个人网页|手机网页|个人页面|我的页面)$")]
    private static partial Regex MyPage();
}
