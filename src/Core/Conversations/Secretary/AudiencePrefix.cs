using System.Text.RegularExpressions;

namespace Luzhi.Core.Conversations.Secretary;

/// <summary>Parts whom a message is for from what it says: 经济委 明天交材料, 党员委员 &amp; 经济委：…, and even 全体明天交材料.</summary>
public static partial class AudiencePrefix
{
    private const string Everyone = "全体";

    /// <param name="known">Words an audience may use.</param>
    /// <returns>The audience as it can be read, what stands behind it, and whether the first words are known ones.</returns>
    public static (string Audience, string Text, bool Known) Split(string written, IReadOnlyCollection<string> known)
    {
        var match = Written().Match(written);
        var (audience, text) = (match.Groups["audience"].Value.Trim(), match.Groups["text"].Value.Trim());
        if (known.Contains(Usual(audience)) || audience.IndexOfAny(['&', '|', '!', '＆', '｜', '！', '(', '（', ':', '、']) >= 0)
        {
            return (Usual(audience), text, true);
        }

        var begins = known.Append("全体委员").Append("各位委员").Where(k => k.Length > 1 && written.StartsWith(k, StringComparison.Ordinal)).MaxBy(k => k.Length);
        return begins is null ? (Usual(audience), text, false) : (Usual(begins), written[begins.Length..].TrimStart(' ', '\u3000', '，', ',', '：', ':', '\n'), true);
    }

    /// <summary>How offices write it, as the audience language has it.</summary>
    private static string Usual(string audience) => audience switch
    {
        "全体委员" or "各位委员" or "所有委员" or "所有人" or "大家" or "全部" => Everyone,
        _ => audience.Replace("、", " | ", StringComparison.Ordinal),
    };

    // Words go on over a sign and the spaces around it; 专委会:经济委 holds its colon, 经济委：明天 does not.
    [GeneratedRegex(@"^(?<audience>[!！(（]*(?:[\p{L}]{2,4}:(?=\p{L}))?[^\s\u3000:：，,。&|＆｜]+(?:[\s\u3000]*[&|＆｜][\s\u3000]*[!！(（]*[^\s\u3000:：，,。&|＆｜]+)*)[\s\u3000:：，,。]*(?<text>.*)$", RegexOptions.Singleline)]
    private static partial Regex Written();
}
