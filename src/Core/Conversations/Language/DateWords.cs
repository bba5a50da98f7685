using System.Text.RegularExpressions;

namespace Luzhi.Core.Conversations.Language;

/// <summary>A date found in a sentence; <see cref="Day"/> is null where it must be asked: 月初, 前几天, 2月30日.</summary>
/// <param name="Part">The part of the day that was said with it: 下午.</param>
public sealed record DateFound(DateOnly? Day, string Part, int Start, int Length)
{
    public int End => Start + Length;
}

/// <summary>Which of two readings is meant where no year or week is written: a report speaks of what was, an answer of what comes.</summary>
public enum Prefer { Past, Future }

/// <summary>Dates as people write them: 昨天下午, 上周五, 这个月8号, 十二月五号, 12/5, 腊月二十三, 国庆节.</summary>
public static partial class DateWords
{
    private delegate DateOnly? Resolve(Match match, DateOnly today, Prefer prefer);

    /// <summary>Every way of writing a date. At one place in a sentence the longest wins; a rule that resolves to nothing must be asked.</summary>
    private static readonly (Regex Written, Resolve Day)[] Rules =
    [
        (FullDate(), Solar.Full),
        (EightDigits(), Solar.Full),
        (YearWordDate(), Solar.WithYearWord),
        (MonthDay(), Solar.MonthDay),
        (Figures(), Solar.MonthDay),
        (MonthWordDay(), Solar.DayOfMonthWord),
        (DayOnly(), Solar.DayOnly),
        (LunarDate(), Lunar.Date),
        (LunarFeast(), Lunar.Feast),
        (SolarFeast(), Solar.Feast),
        (Weekday(), Weeks.Day),
        (NearDay(), Weeks.NearDay),
        (DaysAgo(), Weeks.DaysAgo),
        (Vague(), (_, _, _) => null),
    ];

    /// <summary>The dates in a sentence, in their order. A part of a day with no date means today.</summary>
    public static IReadOnlyList<DateFound> Find(string plain, DateOnly today, Prefer prefer)
    {
        var candidates = Rules.SelectMany(rule => rule.Written.Matches(plain).Select(m => (Match: m, rule.Day)))
            .OrderBy(c => c.Match.Index).ThenByDescending(c => c.Match.Length);
        var found = new List<DateFound>();
        foreach (var (match, day) in candidates)
        {
            if (found.Count == 0 || match.Index >= found[^1].End)
            {
                found.Add(WithPart(plain, new DateFound(day(match, today, prefer), "", match.Index, match.Length)));
            }
        }

        return found.Count == 0 && TodaysPart().Match(plain) is { Success: true } part
            ? [new DateFound(today, PartIn(part.Value), part.Index, part.Length)]
            : found;
    }

    /// <summary>The one date that is meant; null where there is none, several, or one that must be asked.</summary>
    public static DateFound? Single(string plain, DateOnly today, Prefer prefer)
    {
        var days = Find(plain, today, prefer).DistinctBy(d => d.Day).ToList();
        return days is [{ Day: not null } one] ? one : null;
    }

    private static DateFound WithPart(string plain, DateFound date)
    {
        if (About().IsMatch(plain[date.End..]))
        {
            return date with { Day = null };
        }

        var inside = PartIn(plain.Substring(date.Start, date.Length));
        var after = PartAfter().Match(plain, date.End);
        return after.Success ? date with { Part = PartIn(after.Value), Length = date.Length + after.Length } : date with { Part = inside };
    }

    /// <summary>20号左右 is no day.</summary>
    [GeneratedRegex("^(?:左右|前后|上下|那几天|附近|来号|那阵子)")]
    private static partial Regex About();

    private static string PartIn(string words) => words switch
    {
        _ when words.Contains("上午", StringComparison.Ordinal) || words.Contains('早', StringComparison.Ordinal) || words.Contains('晨', StringComparison.Ordinal) => "上午",
        _ when words.Contains("下午", StringComparison.Ordinal) => "下午",
        _ when words.Contains("中午", StringComparison.Ordinal) => "中午",
        _ when words.Contains('晚', StringComparison.Ordinal) || words.Contains('夜', StringComparison.Ordinal) => "晚上",
        _ => "",
    };

    private const string N = "(?:[0-9]{1,2}|[一二三四五六七八九]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九])";

    [GeneratedRegex(@"(?<![0-9])(?<year>[0-9]{4}|二[〇零][一二三四五六七八九〇零]{2})\s*[-年./]\s*(?<month>" + N + @")\s*[-月./]\s*(?<day>" + N + @")\s*[日号]?(?!\d)")]
    private static partial Regex FullDate();

    [GeneratedRegex(@"(?<![0-9])(?<year>20[0-9]{2})(?<month>0[1-9]|1[0-2])(?<day>[0-2][0-9]|3[01])(?![0-9])")]
    private static partial Regex EightDigits();

    [GeneratedRegex(@"(?<word>今年|去年|前年|上一年|明年)的?(?<month>" + N + @")月(?<day>" + N + @")[日号]?")]
    private static partial Regex YearWordDate();

    [GeneratedRegex(@"(?<![0-9十])(?<month>" + N + @")月份?(?<day>" + N + @")(?:[日号](?!线|楼|院|店))?(?![0-9])(?![户人个家场件条名位])")]
    private static partial Regex MonthDay();

    [GeneratedRegex(@"(?<![0-9.,:/-])(?<month>0?[1-9]|1[0-2])(?:[./]|-(?=[0-9]{1,2}(?:[日号]|$|\s|去|到|在|下午|上午|晚)))(?<day>0?[1-9]|[12][0-9]|3[01])[日号]?(?![0-9.:%/]|万|亿|元|公里|米|亩|吨|小时|个|倍|平|户|人|家|天|次|点)")]
    private static partial Regex Figures();

    [GeneratedRegex(@"(?<word>这个月|这月|本月|当月|上个月|上月|上上个月|下个月|下月)的?(?<day>" + N + @")[日号]?")]
    private static partial Regex MonthWordDay();

    [GeneratedRegex(@"(?<![0-9月第十])(?<day>[0-9]{1,2}|[一二三四五六七八九十]{1,3})[日号](?!楼|线|院|门|路|地|桥|村|店|馆|台|机|文|房|井|厅|公|会议|令|矿|仓|码|小区|街|\p{L}?单元)")]
    private static partial Regex DayOnly();

    [GeneratedRegex(@"(?:(?<prefix>农历|阴历|旧历)的?闰?(?<month>正|冬|腊|" + N + @")月(?<day>初?" + N + @")|(?<month>正|冬|腊)月(?<day>初?" + N + @")|(?<month>" + N + @")月(?<day>初" + N + @"|廿[一二三四五六七八九]?))[日号]?")]
    private static partial Regex LunarDate();

    [GeneratedRegex(@"(?<name>大?年三十|除夕|大年夜|大?年初(?<day>[一二三四五六七八九十]{1,2})|元宵节|元宵|端午节|端午|七夕节?|中元节|中秋节|中秋|重阳节|重阳|腊八节|腊八|二月二|三月三|龙抬头)(?!期间|假期|长假|前|后|送|慰问品|晚会|粽)(?:当天|那天|当晚)?")]
    private static partial Regex LunarFeast();

    [GeneratedRegex(@"(?<name>元旦节?|国庆节|国庆|劳动节|妇女节|植树节|青年节|儿童节|建党节|建军节|教师节|清明节|清明|冬至节?|圣诞节|国家宪法日|(?:五一|六一|七一|八一|十一|三八|五四)(?=节|那天|当天|国庆|劳动|儿童|,|去|到|在|$)节?)(?!期间|假期|长假|前|后|活动周)(?:那天|当天|当晚)?")]
    private static partial Regex SolarFeast();

    [GeneratedRegex(@"(?<week>上上个?|上个?|前个?|这个?|本|下下个?|下个?)?(?<!(?:^|[^周期拜])[一两二三四五六]|每)(?:周|星期|礼拜)(?<day>[一二三四五六日天1-6](?!次|家|户|个|人|场))")]
    private static partial Regex Weekday();

    [GeneratedRegex(@"大前[天日]|前[天日晚]|昨[天日晚夜晨早儿]|昨(?=上午|下午|中午)|今[天日晚晨早儿]|今(?=上午|下午|中午)|当天|明[天日晚晨早儿]|明(?=上午|下午|中午)|大后天|后[天日](?!期)|刚刚|刚才|方才")]
    private static partial Regex NearDay();

    [GeneratedRegex(@"(?<days>" + N + @"|两)天(?:之?前|以前)")]
    private static partial Regex DaysAgo();

    [GeneratedRegex(@"(?:" + N + @"月份?|这个月|本月|上个月|上月|下个?月)?(?:月?初(?![中一二三四五六七八九十步])|(?<!年)月底|月末|月中|[上中下]旬|底(?=去|到|在))|年初(?![一二三四五六七八九十])|年底|年末|年中|前些?(?:几|两|些)?天|前(?:几|两|些)[天日]|这(?:几|两)天|近日|近期|最近|日前|前阵子?|前一阵子?|前段时间|不久前|上个?周末|周末|(?:上|这|本)个?(?:周|星期|礼拜)(?![一二三四五六日天1-6末])|(?:上|这|本)个?月(?![0-9一二三四五六七八九十初底末中上下])|(?<![0-9一二三四五六七八九十])" + N + @"月份(?![0-9一二三四五六七八九十])|春节(?:期间|假期|前后?|后)?|过年(?:期间|时)?|[\p{L}]{1,3}(?:期间|假期|长假)|小年|几天前|好几天前|[0-9一二两三四五六]个?(?:周|星期|礼拜|月)前|上半年|下半年|去年(?!的?[0-9一二三四五六七八九十正冬腊])|春天|夏天|秋天|冬天")]
    private static partial Regex Vague();

    [GeneratedRegex(@"今?(?:上午|下午|中午|早上|早晨|傍晚|晚上|今晚|今早)")]
    private static partial Regex TodaysPart();

    [GeneratedRegex(@"\G的?(?:上午|下午|中午|早上|早晨|清晨|傍晚|晚上|夜里|晚间|一早|一大早)")]
    private static partial Regex PartAfter();
}
