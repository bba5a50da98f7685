using System.Text.RegularExpressions;

namespace Luzhi.Core.Conversations.Language;

/// <param name="Parted">The part of the day was said with it: 下午三点, not 三点.</param>
public sealed record TimeFound(TimeOnly Time, bool Parted, int Start, int Length)
{
    /// <summary>三点 of something that people are called to is in the afternoon.</summary>
    public TimeOnly Daytime => !Parted && Time.Hour is >= 1 and <= 6 ? Time.AddHours(12) : Time;
}

/// <summary>A time of day as people write it: 下午3点半, 15:30, 十点一刻.</summary>
public static partial class TimeWords
{
    public static TimeOnly? Find(string plain) => FindAt(plain)?.Time;

    /// <summary>The time and where it stands in the sentence.</summary>
    public static TimeFound? FindAt(string plain)
    {
        var match = Written().Match(plain);
        if (!match.Success || ChineseNumbers.Parse(match.Groups["hour"].Value) is not { } hour || hour > 24)
        {
            return null;
        }

        var afternoon = match.Groups["part"].Value is "下午" or "晚上" or "傍晚" or "晚" && hour < 12;
        var noon = match.Groups["part"].Value == "中午" && hour < 3;
        return Minute(match) is { } minute and < 60
            ? new(new TimeOnly((hour + (afternoon || noon ? 12 : 0)) % 24, minute), match.Groups["part"].Success, match.Index, match.Length)
            : null;
    }

    private static int? Minute(Match match) => match.Groups["minute"].Value switch
    {
        "" or "整" => 0,
        "半" => 30,
        "一刻" => 15,
        "三刻" => 45,
        var figure => ChineseNumbers.Parse(figure),
    };

    private const string N = "[0-9]{1,2}|[一二三四五六七八九十]{1,3}";

    // 三点 二楼 is three o'clock on the second floor: behind a space only 二十分 is a minute, and what a floor or a room is counted by is none.
    [GeneratedRegex(@"(?<part>上午|下午|中午|早上|晚上|傍晚|凌晨|晚)?\s*(?<![周期拜])(?<hour>[0-9]{1,2}|[一二两三四五六七八九十]{1,3})(?:点钟?|时|:)(?:(?<minute>半|整|一刻|三刻|" + N + @")(?![0-9一二三四五六七八九十楼号层室栋厅])分?|\s+(?<minute>" + N + ")分)?")]
    private static partial Regex Written();
}
