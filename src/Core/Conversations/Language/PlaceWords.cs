using System.Text.RegularExpressions;

namespace Luzhi.Core.Conversations.Language;

/// <summary>Where something was, told in passing: 去光明社区走访, 在政协会议室召开, 走访了阳光敬老院.</summary>
public static partial class PlaceWords
{
    /// <param name="deeds">The words of what was done there (走访, 调研), which end a place's name.</param>
    public static string? Find(string plain, IReadOnlyCollection<string> deeds)
    {
        foreach (var part in Sentences.Parts(plain).Select(p => p.Text))
        {
            if (GoneTo(part, deeds) is { } gone)
            {
                return gone;
            }
        }

        return Sentences.Parts(plain).Select(p => Named(p.Text, deeds)).FirstOrDefault(p => p is not null);
    }

    /// <summary>Behind 去, 到, 在 and before what was done.</summary>
    private static string? GoneTo(string part, IReadOnlyCollection<string> deeds)
    {
        foreach (Match match in Toward().Matches(part))
        {
            var rest = part[(match.Index + match.Length)..];
            var ends = deeds.Concat(Openers).Select(d => rest.IndexOf(d, StringComparison.Ordinal)).Where(i => i >= 0).ToList();
            var end = ends.Count > 0 ? ends.Min() : rest.Length;
            var place = Trimmed(rest[..end]);
            if (Plausible(place) && (end < rest.Length || EndsLikePlace().IsMatch(place)))
            {
                return place;
            }
        }

        return null;
    }

    /// <summary>A name that ends like a place's: …社区, …村, …医院.</summary>
    private static string? Named(string part, IReadOnlyCollection<string> deeds)
    {
        foreach (var deed in deeds.Append("").OrderByDescending(d => d.Length))
        {
            var at = deed.Length == 0 ? 0 : part.IndexOf(deed, StringComparison.Ordinal);
            if (at < 0)
            {
                continue;
            }

            var match = PlaceName().Match(LeadIn().Replace(part[(at + deed.Length)..], "", 1));
            if (match.Success && Plausible(match.Value) && !Told().IsMatch(match.Value))
            {
                return match.Value;
            }
        }

        return null;
    }

    private static string Trimmed(string place) => Tail().Replace(LeadIn().Replace(place, "", 1), "").Trim();

    private static bool Plausible(string place) => place.Length is >= 2 and <= 24 && !Deed().IsMatch(place);

    private static readonly string[] Openers = ["开展", "进行", "参加", "召开", "举行", "举办", "组织", "了解", "看望", "慰问", "看了", "听取", "检查", "座谈", "宣传", "为", "给", "向", "与", "和", "同", "跟", "就", "作了", "做了", "讲了", "讲", "搞", "帮", "送", "对", "实地", "察看", "查看", "考察", "协调", "解决", "入户", "见了", "谈", "发放", "主持", "围绕", "介绍", "上了", "推介", "拜访", "接待", "处理", "听", "问", "收集", "征求", "反映", "提交", "调解", "指导"];

    [GeneratedRegex(@"(?:前往|赴|深入|走进|来到|下到|到了|去了|去到|(?<!收|看|听|想|感|做|得|谈|说|讲|遇|碰|直|等|提|等)到(?!会|位|场|户|期|底|了解)|(?<!过|出|下|失|除|离)去(?!年|世|了解)|(?<!现|正|实|存|所|旨)在(?!线|家|会上|上午|下午|于|此))")]
    private static partial Regex Toward();

    [GeneratedRegex(@"(?:社区|小区|街道|村委会|居委会|村|镇|乡|学校|中学|小学|大学|学院|幼儿园|医院|卫生院|卫生室|公司|企业|集团|厂|车间|园区|产业园|工业园|公园|园|站|所|法院|检察院|局|馆|中心|广场|市场|商场|基地|之家|敬老院|养老院|福利院|合作社|开发区|新区|高新区|区|县|市|组|工地|码头|车站|路|街|巷|胡同|苑|花园|城|楼|会议室|办公室|院|库|农场|林场|景区|水库|河|湖|工作室|协商室|议事厅|驿站|网格|家里|家中|食堂|银行|商会|协会|支部|港|口岸|大厦|酒店)$")]
    private static partial Regex EndsLikePlace();

    [GeneratedRegex(@"^\p{L}{1,14}?(?:社区|小区|街道|村|镇|乡|学校|中学|小学|大学|学院|幼儿园|医院|卫生院|公司|集团|厂|园区|产业园|工业园|公园|中心|广场|市场|基地|之家|敬老院|养老院|福利院|合作社|开发区|新区|高新区|工地|码头|车站)")]
    private static partial Regex PlaceName();

    [GeneratedRegex(@"^(?:了|过|的|,|:|我们|我|那天|当天|这天|并|又|还|一起|陪同|带队|带领|组织|委员|们|(?:共|一共)?[0-9一二两三四五六七八九十百]+(?:个|户|家|人|名|位|次|场|所|处))+")]
    private static partial Regex LeadIn();

    [GeneratedRegex(@"(?:里面|那边|那里|这边|当地|进行|开展|里|内|一起|,|了|并|[0-9一二两三四五六七八九十]+)$")]
    private static partial Regex Tail();

    // 看了两个产业园, 提交了一份关于老旧小区: a sentence that ends like a place, not a name.
    [GeneratedRegex(@"[了过着]|关于|有关|提交|参加|一份|[0-9一二两三四五六七八九十几多]+(?:个|家|处|座|所)")]
    private static partial Regex Told();

    [GeneratedRegex(@"[,.?!去赴]|前往|走访|调研|视察|宣讲|[0-9]+(?:户|人)|困难|群众|今天|昨天|我们")]
    private static partial Regex Deed();
}
