using System.Text.RegularExpressions;
using Luzhi.Core.Conversations.Language;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Conversations.Flows;

/// <summary>停止代办: a leader takes back the consent to a personal secretary, at any time and at once.</summary>
public sealed partial class Mandating(Words words) : IFlow
{
    private static readonly TimeSpan Shown = TimeSpan.FromMinutes(30);

    public string Name => "mandate";

    public Turn? Step(Conversation conversation, Inbound inbound, Facts facts)
    {
        if (facts.Speaker is null || inbound.Kind != InboundKind.Text)
        {
            return null;
        }

        var plain = Plain.Of(inbound.Text);
        var mine = facts.Items.Where(i => i is { Kind: OpenItemKind.Mandate, Answered: true }).ToList();
        if (conversation.Asking is { About: About.WhoseMandate } asking && facts.Now - asking.At <= Shown && Picked(plain, asking, mine) is { Count: > 0 } picked)
        {
            return End(conversation, picked, facts);
        }

        return Stop().IsMatch(plain) ? Asked(conversation, plain, mine, facts) : null;
    }

    private Turn Asked(Conversation conversation, string plain, List<OpenItem> mine, Facts facts)
    {
        var named = mine.Where(i => plain.Contains(i.Mandate!.Associate, StringComparison.Ordinal)).ToList();
        return (mine, named) switch
        {
            ([], _) => Turn.Say(conversation, words["talks.mandate.none"]),
            (_, [_]) => End(conversation, named, facts),
            ([_], _) => End(conversation, mine, facts),
            _ => Turn.Say(
                conversation with { Asking = new Asking(About.WhoseMandate, [.. mine.Select(i => i.Mandate!.MandateId)], "", facts.Now) },
                words["talks.mandate.whose"] + "\n" + string.Join('\n', mine.Select((i, n) => $"{n + 1} {i.Mandate!.Associate}")) + "\n" + words["talks.mandate.whose_all"]),
        };
    }

    private Turn End(Conversation conversation, List<OpenItem> ended, Facts facts) => new(
        conversation with { Asking = null },
        words.Say("talks.mandate.ended", ("who", string.Join('、', ended.Select(i => i.Mandate!.Associate)))),
        [.. ended.Select(i => new Change.EndMandate(i.Mandate!.MandateId, facts.Speaker!.Name))]);

    private static List<OpenItem> Picked(string plain, Asking asking, List<OpenItem> mine) =>
        plain is "全部" or "都停" or "全部停止" or "都" ? mine
        : Digits.Choice(plain) is { Rest: "" } digit && digit.Number >= 1 && digit.Number <= asking.Items.Count ? mine.FindAll(i => i.Mandate!.MandateId == asking.Items[digit.Number - 1])
        : [];

    [GeneratedRegex("^(?:我要|我想|请|马上|立即)?(?:停止|取消|终止|撤销|收回|不要|不用|不再|结束|停)(?:让|由)?.{0,8}?(?:代办|代我答复|代答复|代为答复|代回复|代我回复)(?:了|吧)?[.!]*$")]
    private static partial Regex Stop();
}
