using System.Text;

namespace Luzhi.Core.Conversations.Language;

/// <summary>
/// What was typed, in one plain spelling: half-width, simplified, circled digits as digits, dialect and the commonest slips as the standard word,
/// stickers as what they say. Only for understanding; what is kept and shown is the member's own writing.
/// </summary>
public static class Plain
{
    private const string Traditional = "參請會來開無沒時間問題點準發個這還為應該從後醫體車單場邊嗎麼關於訪調視議隊戶過電話謝實幾號樓帶裡裏嚴機場飛孫婦產術臨時顧現當員業務衝突樣辦處學習誰兩萬與對說認識給錯選離見聽簽遲門報導歲舊曆臘間區鄉鎮鄰據動運傷頭腦讓親媽爺臥養護廠縣國際線網絡連續總經濟約達遠進";
    private const string Simplified = "参请会来开无没时间问题点准发个这还为应该从后医体车单场边吗么关于访调视议队户过电话谢实几号楼带里里严机场飞孙妇产术临时顾现当员业务冲突样办处学习谁两万与对说认识给错选离见听签迟门报导岁旧历腊间区乡镇邻据动运伤头脑让亲妈爷卧养护厂县国际线网络连续总经济约达远进";

    private static readonly Dictionary<char, char> Characters = Traditional.Zip(Simplified).DistinctBy(p => p.First).ToDictionary(p => p.First, p => p.Second);

    /// <summary>Dialect, homophones of voice and pinyin keyboards, and stickers.</summary>
    private static readonly (string Written, string Meant)[] Spellings =
    [
        ("冇问题", "没问题"), ("木有", "没有"), ("莫得", "没有"), ("没得", "没有"), ("冇", "没"), ("唔", "不"), ("嚟", "来"), ("不得闲", "没空"), ("不得空", "没空"), ("得闲", "有空"),
        ("俺", "我"), ("甭", "不用"), ("乜", "什么"), ("咩", "什么"), ("啥子", "什么"), ("木问题", "没问题"), ("么问题", "没问题"),
        ("清假", "请假"), ("请架", "请假"), ("请价", "请假"), ("请个价", "请个假"), ("参家", "参加"), ("掺加", "参加"), ("叁加", "参加"), ("餐加", "参加"), ("出西", "出席"),
        ("qingjia", "请假"), ("canjia", "参加"), ("shoudao", "收到"), ("撤消", "撤销"),
        ("[ok]", "好的,"), ("[强]", "好的,"), ("[好的]", "好的,"), ("[收到]", "收到,"), ("[抱拳]", "谢谢,"), ("[合十]", "谢谢,"), ("[玫瑰]", ""), ("[微笑]", ""), ("[握手]", ""),
    ];

    public static string Of(string written)
    {
        var plain = new StringBuilder(written.Length);
        foreach (var rune in written.EnumerateRunes())
        {
            plain.Append(One(rune));
        }

        foreach (var (from, to) in Spellings)
        {
            plain.Replace(from, to);
        }

        return string.Join(' ', plain.ToString().Split([' ', '\t', '\r', '\u3000', '\u00a0'], StringSplitOptions.RemoveEmptyEntries)).Trim(' ', '\n', ',');
    }

    /// <summary>The end of what was written, in its own writing, where it is what <paramref name="plain"/> says plainly.</summary>
    public static string Tail(string written, string plain) =>
        plain.Length == 0 || written.Length < plain.Length || Of(written[^plain.Length..]) != plain ? plain : written[^plain.Length..];

    private static string One(Rune rune) => rune.Value switch
    {
        >= 'A' and <= 'Z' => char.ToLowerInvariant((char)rune.Value).ToString(),
        >= '！' and <= '～' => char.ToLowerInvariant((char)(rune.Value - 0xFEE0)).ToString(),
        >= '①' and <= '⑳' => rune.Value - '①' + 1 + " ",
        >= '⑴' and <= '⒇' => rune.Value - '⑴' + 1 + " ",
        >= '⒈' and <= '⒛' => rune.Value - '⒈' + 1 + " ",
        >= '❶' and <= '❿' => rune.Value - '❶' + 1 + " ",
        >= '㈠' and <= '㈩' => rune.Value - '㈠' + 1 + " ",
        0x1F44C or 0x1F44D or 0x1F197 or 0x2705 => "好的,",
        0x1F64F => "谢谢,",
        '。' => ".",
        '、' => ",",
        '“' or '”' or '‘' or '’' or '「' or '」' or '『' or '』' or '【' or '】' => "\"",
        // Joiners, variation selectors and the key around a digit's emoji say nothing; neither do pictures.
        0x200B or 0x200C or 0x200D or 0xFEFF or 0x20E3 or (>= 0xFE00 and <= 0xFE0F) or >= 0x1F000 => "",
        _ => Characters.TryGetValue(rune.IsBmp ? (char)rune.Value : ' ', out var simple) && rune.IsBmp ? simple.ToString() : rune.ToString(),
    };
}
