using Luzhi.Core.Conversations.Language;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Conversations;

/// <summary>The account's fixed answers to single words, from config/wechat.yaml.</summary>
public static class Keywords
{
    public static string? Answer(WeChatAccount? account, string said)
    {
        var plain = Plain.Of(said).Trim('.', '!', '?', ' ');
        return account?.Keywords.FirstOrDefault(k => k.Words.Any(w => Plain.Of(w) == plain))?.Answer;
    }
}
