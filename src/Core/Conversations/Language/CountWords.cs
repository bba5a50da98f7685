using System.Text.RegularExpressions;

namespace Luzhi.Core.Conversations.Language;

/// <summary>A count found in a sentence; <see cref="Number"/> is null where it must be asked: 几户, 三四户, 3-5户, 20多人.</summary>
public sealed record Count(int? Number, string Measure, string Text, int Start);

/// <summary>Counts as people write them: 3户, 三户, 十二人, 两次, 一百二十.</summary>
public static partial class CountWords
{
    private const string Number = "[" + ChineseNumbers.Letters + "]+(?:\\.[0-9]+[万千])?";

    /// <summary>The counts in a sentence whose measure word is one of <paramref name="measures"/>, the first measure word's first.</summary>
    public static IReadOnlyList<Count> Find(string plain, IReadOnlyList<string> measures)
    {
        var found = new List<Count>();
        foreach (Match match in Counted().Matches(plain))
        {
            var after = match.Groups["after"];
            var measure = measures.Where(m => after.Value.StartsWith(m, StringComparison.Ordinal)).MaxBy(m => m.Length);
            if (measure is not null && !Ordinal(plain, match.Index) && !OtherThing(plain, after.Index + measure.Length))
            {
                found.Add(new Count(NumberOf(match), measure, plain[match.Index..after.Index] + measure, match.Index));
            }
        }

        return [.. found.OrderBy(c => Rank(measures, c.Measure)).ThenBy(c => c.Start)];
    }

    public static Count? First(string plain, IReadOnlyList<string> measures) => Find(plain, measures) is [var first, ..] ? first : null;

    /// <summary>A message that is nothing but a count: 3, 三户, 一共12人.</summary>
    public static Count? Whole(string plain, IReadOnlyList<string> measures)
    {
        var match = Alone().Match(plain);
        if (!match.Success)
        {
            return null;
        }

        var measure = match.Groups["measure"].Value;
        var known = measure.Length == 0 || measures.Count == 0 || measures.Any(m => measure.StartsWith(m, StringComparison.Ordinal));
        return known ? new Count(NumberOf(match), measure, match.Groups["count"].Value, match.Index) : null;
    }

    private static int? NumberOf(Match match)
    {
        if (match.Groups["to"].Success || match.Groups["vague"].Success || match.Groups["some"].Success)
        {
            return null;
        }

        return ChineseNumbers.Parse(match.Groups["number"].Value);
    }

    private static int Rank(IReadOnlyList<string> measures, string measure) => measures.TakeWhile(m => m != measure).Count();

    /// <summary>第3次 and 每户 count nothing.</summary>
    private static bool Ordinal(string plain, int start) => start > 0 && plain[start - 1] is '第' or '每' or '.' or '-' or '月' or '年';

    /// <summary>3个月, 2次会 is no count of people; 5号 is a date.</summary>
    private static bool OtherThing(string plain, int end) => end < plain.Length && plain[end] is '月' or '小' or '钟' or '半' or '星' or '礼' or '工';

    [GeneratedRegex("(?:(?<number>" + Number + ")(?:(?<to>[-~至到]|--|—)" + Number + ")?(?<vague>多|余|来|几)?|(?<some>几十|几百|数十|数百|上百|上千|成百|百余|千余|好几|好多|几|数|若干|许多|很多))个?(?<after>\\p{L}{1,3})")]
    private static partial Regex Counted();

    [GeneratedRegex("^(?:一共|共|总共|共计|合计|大约|大概|约|有|是|共有)*(?<count>(?:(?<number>" + Number + ")(?:(?<to>[-~至到]|--|—)" + Number + ")?(?<vague>多|余|来|几)?|(?<some>几十|几百|数十|数百|上百|好几|好多|几|若干|许多|很多))个?(?<measure>\\p{L}{0,4}?))(?:左右|上下|吧|了|的|样子)*[.!]?$")]
    private static partial Regex Alone();
}
