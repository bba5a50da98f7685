using System.Text.RegularExpressions;
using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Conversations.Language;
using Luzhi.Core.Conversations.Notices;
using Luzhi.Core.Meetings;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Conversations.Flows;

/// <summary>回执: the receipt of a meeting one attends is filled in later, or corrected.</summary>
public sealed partial class Receipt(FormShelf forms, FormTalk talk, Words words) : IFlow
{
    private static readonly TimeSpan Shown = TimeSpan.FromMinutes(30);

    public string Name => "receipt";

    public Turn? Step(Conversation conversation, Inbound inbound, Facts facts)
    {
        if (facts.Speaker is null || inbound.Kind != InboundKind.Text)
        {
            return null;
        }

        var receipts = new ReceiptAnswers(forms, talk, words, facts);
        var items = facts.Items.Where(i => i is { Kind: OpenItemKind.Meeting, Invitation: InvitationState.Attending, For: null } && receipts.Of(i) is not null).ToList();
        var plain = Plain.Of(inbound.Text);
        if (conversation.Asking is { About: About.Receipt } asking && facts.Now - asking.At <= Shown
            && Digits.Choice(plain) is { Rest: "" } digit && digit.Number >= 1 && digit.Number <= asking.Items.Count)
        {
            return items.Find(i => i.AssignmentId == asking.Items[digit.Number - 1]) is { } picked ? Begin(conversation, receipts, picked) : null;
        }

        return Word().IsMatch(plain) ? Asked(conversation, receipts, items, facts) : null;
    }

    private Turn Asked(Conversation conversation, ReceiptAnswers receipts, List<OpenItem> items, Facts facts)
    {
        if (conversation.Form is not null)
        {
            return Turn.Say(conversation, words["talks.receipt.busy"]);
        }

        return items switch
        {
            [] => Turn.Say(conversation, words["talks.receipt.none"]),
            [var one] => Begin(conversation, receipts, one),
            _ => Turn.Say(
                conversation with { Asking = new Asking(About.Receipt, [.. items.Select(i => i.AssignmentId)], "", facts.Now) },
                words["talks.receipt.which"] + "\n" + new NoticeText(words, facts).List(items)),
        };
    }

    private static Turn Begin(Conversation conversation, ReceiptAnswers receipts, OpenItem item)
    {
        var step = receipts.TakeUp(item);
        return Turn.Say(conversation with { Form = step.Open, Asking = null }, step.Reply);
    }

    [GeneratedRegex("^(?:我要|请|帮我)?(?:改|修改|更正|改一下|填|填写|填一下|补填|看|看看|我的|查看)?(?:会议|参会)?回执(?:表|单)?(?:吧|一下)?[.!]*$")]
    private static partial Regex Word();
}
