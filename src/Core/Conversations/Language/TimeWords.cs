using System.Text.RegularExpressions;

namespace Luzhi.Core.Conversations.Language;

/// <summary>A time of day as people write it: 下午3点半, 15:30, 十点一刻.</summary>
public static partial class TimeWords
{
    public static TimeOnly? Find(string plain)
    {
        var match = Written().Match(plain);
        if (!match.Success || ChineseNumbers.Parse(match.Groups["hour"].Value) is not { } hour || hour > 24)
        {
            return null;
        }

        var afternoon = match.Groups["part"].Value is "下午" or "晚上" or "傍晚" or "晚" && hour < 12;
        var noon = match.Groups["part"].Value == "中午" && hour < 3;
        return Minute(match) is { } minute and < 60 ? new TimeOnly((hour + (afternoon || noon ? 12 : 0)) % 24, minute) : null;
    }

    private static int? Minute(Match match) => match.Groups["minute"].Value switch
    {
        "" or "整" => 0,
        "半" => 30,
        "一刻" => 15,
        "三刻" => 45,
        var figure => ChineseNumbers.Parse(figure),
    };

    [GeneratedRegex(@"(?<part>上午|下午|中午|早上|晚上|傍晚|凌晨|晚)?\s*(?<hour>[0-9]{1,2}|[一二两三四五六七八九十]{1,3})(?:点钟?|时|:)\s*(?<minute>半|整|一刻|三刻|[0-9]{1,2}|[一二三四五六七八九十]{1,3})?分?")]
    private static partial Regex Written();
}
