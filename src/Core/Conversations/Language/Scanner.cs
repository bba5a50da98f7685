using System.Text.RegularExpressions;

namespace Luzhi.Core.Conversations.Language;

/// <summary>Cuts a clause into known words, always taking the longest; what is left between them is <see cref="Sense.Other"/>.</summary>
public static partial class Scanner
{
    /// <summary>Words that are made, not listed: 去不了, 能不能, 请个假, 晚半小时, 单位有会, 由副主任参加.</summary>
    private static readonly (Regex Made, Sense Sense)[] Productive =
    [
        (OneOrNot(), Sense.Ask),
        (Unsayable(), Sense.Hedge),
        (WaitAndSee(), Sense.Hedge),
        (TellMe(), Sense.Ask),
        (Slip(), Sense.Mistake),
        (CannotAttend(), Sense.Absent),
        (CannotGetAway(), Sense.Obstacle),
        (CanAttend(), Sense.Come),
        (AskForLeave(), Sense.Leave),
        (TakeLeaveBack(), Sense.Unleave),
        (NotLeave(), Sense.Unleave),
        (Later(), Sense.Late),
        (OtherDuty(), Sense.Obstacle),
        (Someone(), Sense.Instead),
        (SomeDay(), Sense.Fill),
        (Titled(), Sense.Polite),
    ];

    public static List<Token> Words(string clause)
    {
        var tokens = new List<Token>();
        for (var at = 0; at < clause.Length;)
        {
            var token = Longest(clause, at);
            if (token.Sense == Sense.Other && tokens is [.., { Sense: Sense.Other } last])
            {
                tokens[^1] = last with { Text = last.Text + token.Text };
            }
            else
            {
                tokens.Add(token);
            }

            at += token.Text.Length;
        }

        return tokens;
    }

    private static Token Longest(string clause, int at)
    {
        var best = Listed(clause, at);
        foreach (var (made, sense) in Productive)
        {
            var match = made.Match(clause, at);
            if (match.Success && match.Index == at && (match.Length >= best.Text.Length))
            {
                best = new Token(sense, match.Value);
            }
        }

        return best;
    }

    private static Token Listed(string clause, int at)
    {
        foreach (var token in Lexicon.ByFirstLetter.GetValueOrDefault(clause[at], []))
        {
            if (string.CompareOrdinal(clause, at, token.Text, 0, token.Text.Length) == 0)
            {
                return token;
            }
        }

        return new Token(Sense.Other, clause.Substring(at, 1));
    }

    [GeneratedRegex(@"\G(?:([\p{L}])不\1|([\p{L}]{2})不\2|有没有|去没去)")]
    private static partial Regex OneOrNot();

    [GeneratedRegex(@"\G(?:说|定|拿|吃|保|摸|料|捉摸)不(?:准|好|定|下来|齐|透|到)")]
    private static partial Regex Unsayable();

    [GeneratedRegex(@"\G(?:看(?:看|一?下|一看)?(?=能|可不|可否|是否|会不|有没|要不|行不|情况|安排|时间|天气|身体|孩子|老人|单位|领导|航班|车票|票|怎么)|(?:得|要|先|去|再|还要|还得|需要)问(?:一?下|问|过|清楚)?|问(?:一?下|问)?(?=我们|我|单位|家里|领导|老婆|老公|爱人|公司|学校|医生)|看[^,.?!]{1,5}(?:怎么|如何|什么|情况|安排|答复|意见)|看[^,.?!]{0,6}?([\p{L}])不\1|等[^,.?!]{1,8}(?:再|才|后定|通知|结果|答复|消息))")]
    private static partial Regex WaitAndSee();

    [GeneratedRegex(@"\G(?:(?:想|要)(?:了解|知道|问问?|咨询|核实|弄清楚?|打听)(?:一?下)?|(?:告诉|告知|通知|说)(?:一?下)?(?:我|我们)?(?=会议|开会|地点|时间|具体|流程|议程|内容|在哪|什么|几点)|(?:告诉|告知)(?:一?下)?我|(?:再)?发(?:给)?(?:个|一?下|一份|份)?(?:我|我们|定位|议程|材料|地址|位置|链接)(?:一?下|一份|看看)?)")]
    private static partial Regex TellMe();

    [GeneratedRegex(@"\G(?:回复|答复|操作|按|点|选|说|写|打|发|弄|搞|记|回|填|请|报|答|输|看|传|交)错了?")]
    private static partial Regex Slip();

    [GeneratedRegex(@"\G(?:参加|出席|到会|参会|过去|过来|过|来|去|到|赶|回|起|动|出|前往)不(?:了|成|上|到|开|回去|回来|过来|过去|回|出来|来|出|过|动|得|起|拢|倒|去)(?:身|门|床)?了?")]
    private static partial Regex CannotAttend();

    [GeneratedRegex(@"\G(?:无法|没法)?(?:走|抽|脱|腾|挪|离|分|忙|搞|撂|丢|放|调|排|转|安排|调整)不(?:了|成|开|出|出来|出去|过来|脱|赢|下|动)(?:身|手|时间|空)?了?")]
    private static partial Regex CannotGetAway();

    [GeneratedRegex(@"\G(?:参加|出席|到会|来|去|到|赶)得(?:了|成|上|到|及|过来|过去|回来)")]
    private static partial Regex CanAttend();

    [GeneratedRegex(@"\G请(?:个|一|天|半|次|下|了|病|事|公|年|产|几|长|短|这|回|上|午){0,4}假(?:[一半]?(?:次|天|回|下|会))?")]
    private static partial Regex AskForLeave();

    [GeneratedRegex(@"\G(?:取消|撤回|撤销|收回|撤掉|作废)(?:了)?(?:之前|刚才|上次|我|的|昨天|前面|那个|掉)*请?假(?:申请|条)?|\G请?假(?:申请)?(?:取消|撤回|撤销|作废|收回)")]
    private static partial Regex TakeLeaveBack();

    [GeneratedRegex(@"\G(?:不|不再|不用|不必|不需要|不要|无需|不会|没|没有)(?:再)?(?:要|想|必)?请(?:个|了)?假了?")]
    private static partial Regex NotLeave();

    [GeneratedRegex(@"\G(?:可能|大概|大约|估计|恐怕|也许|会|要|要稍|稍|稍微|略|得)?(?:晚|迟)(?:个|上)?(?:一点儿?|些|一会儿?|几分钟|半个?多?小时|半个?钟头|一刻钟|[0-9一二三两四五六七八九十]+(?:个)?(?:多)?(?:来)?(?:分钟?|小时|钟头|刻钟))(?:左右)?(?:才)?(?:能)?(?:到会|到场|到|来|去|过来|过去|进场|入场)?")]
    private static partial Regex Later();

    [GeneratedRegex(@"\G(?:另一个|另一场|另外一个|另外有|另外还有|另有|别的|其他|其它|还有个|还有一个|有个|有一个|有场|有一场|省里?|市里?|县里?|区里?|镇里?|乡里?|村里?|街道|局里?|厅里?|院里?|校里?|厂里?|所里?|社里?|台里?|学校|单位|公司|医院|集团|部门|行业|系统|上级|党校|科室|企业|工地|商会|协会|民主党派|人大|统战部|组织部|宣传部|教育局|卫健委|政府)(?:的|里|上|内)?(?:当天|那天|同时|正好|刚好|临时|也|还|又|要|安排了?|组织|召开)*(?:有|开|召开|举行|举办|搞)?(?:个|一个|一场|另一个|别的|其他|紧急|重要|重大|大型|全省|全市|全区|年度|专题)*(?:[^,.?!我不参去来]{0,4})(?:会议|会|活动|任务|检查|督查|考核|评审|验收|培训|接待|课|研讨|巡查|庭)")]
    private static partial Regex OtherDuty();

    [GeneratedRegex(@"\G(?:由|让|叫|派|委派|委托|安排|指派|请)(?!我|自己|本人|假)[^,.?!我不没无]{1,8}?(?:参加|出席|去|来|到会|代|替|列席|参会|顶)|\G(?:会|另)?有(?:人|同志)(?:去|来|参加|出席|代|替)")]
    private static partial Regex Someone();

    [GeneratedRegex(@"\G(?:[0-9一二三四五六七八九十]{1,3}月[0-9一二三四五六七八九十]{1,3}[日号]?|[0-9]{1,2}[日号]|(?:上|下|这|本)?(?:周|星期|礼拜)[一二三四五六日天]|(?:[0-9]{1,2}|[一二两三四五六七八九十]{1,3})[:点时](?!间|候|常)(?:[0-9]{1,2}分?|半|整|一刻|钟)?|(?:[0-9一二两三四五六七八九十]+|半)个?(?:分钟|小时|钟头|刻钟)|(?:上|下)个?月|(?:上|下|本|这)周)(?:的|那天)?")]
    private static partial Regex SomeDay();

    [GeneratedRegex(@"\G\p{L}{1,2}(?:主席|秘书长|主任|局长|部长|老师|处长|科长|书记|委员长|书记员|干事|同志)(?:,|.|!|您好|你好|好|$)(?<=[,.!好]|$)")]
    private static partial Regex Titled();
}
