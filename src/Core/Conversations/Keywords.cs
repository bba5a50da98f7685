using Luzhi.Core.Conversations.Language;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Conversations;

/// <summary>
/// The account's fixed answers to single words, from config/wechat.yaml. An answer is always words here: where a channel can show more (a card,
/// the hand-over to a human), it knows its own answers again by <see cref="AsCard"/>.
/// </summary>
public static class Keywords
{
    /// <summary>What is answered to a text, or to a tap on a menu button with that key; null when none of the words is meant.</summary>
    public static string? Answer(WeChatAccount? account, Inbound inbound, Words words) => inbound.Kind switch
    {
        InboundKind.Text => Find(account, inbound.Text) is { } found ? Said(found, words) : null,
        InboundKind.MenuClick => Find(account, inbound.Choice ?? "") is { } found ? Said(found, words) : null,
        _ => null,
    };

    /// <summary>The keyword whose answer these words are, if it is one that a channel can show as more than words.</summary>
    public static KeywordAnswer? AsCard(WeChatAccount account, string reply, Words words) =>
        account.Keywords.FirstOrDefault(k => (k.Handover || k.Article is not null) && Said(k, words) == reply);

    private static KeywordAnswer? Find(WeChatAccount? account, string said)
    {
        var plain = Bare(said);
        return plain.Length == 0 ? null
            : account?.Keywords.FirstOrDefault(k => k.Words.Any(w => Bare(w) == plain))
                ?? account?.Keywords.FirstOrDefault(k => k.Match == KeywordMatch.Contains && k.Words.Any(w => plain.Contains(Bare(w), StringComparison.Ordinal)));
    }

    private static string Bare(string text) => Plain.Of(text).Trim('.', '!', '?', ' ');

    private static string Said(KeywordAnswer keyword, Words words) =>
        keyword.Handover ? words["account.handover"] : keyword.Article?.AsText ?? keyword.Answer;
}
