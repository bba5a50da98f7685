using System.Text.RegularExpressions;

namespace Luzhi.Core.Conversations.Language;

/// <summary>A number that picks from what was numbered, and what was written behind it: "2 出差" is 2 and 出差.</summary>
public sealed record Picked(int Number, string Rest);

/// <summary>Digits as people answer with them: 1, １, ①, "1。", 选2, 第二个, 二、出差. Not 2户, 12:30 or 3月5日: those count something.</summary>
public static partial class Digits
{
    private const string Lead = @"^(?:我|那就|那|就|还是|嗯|好的?|,|\s)*(?:选择|选项|选|回复|答复|回|答|填|按|点)?\s*[(""\[]*";

    public static Picked? Choice(string plain)
    {
        var match = Arabic().Match(plain);
        if (!match.Success)
        {
            match = InWords().Match(plain);
        }

        if (!match.Success || ChineseNumbers.Parse(match.Groups["number"].Value) is not { } number)
        {
            return null;
        }

        return new Picked(number, match.Groups["rest"].Value.Trim(' ', ',', '.', ':', ';', '!', '"', ')', '-', '吧'));
    }

    /// <summary>Several picks at once: "1 3 5", "1,3和5", 第二个和第四个; 135 is none.</summary>
    public static IReadOnlyList<int> Several(string plain) =>
        SeveralPicks().Match(plain) is { Success: true } match ? [.. match.Groups["n"].Captures.Select(c => ChineseNumbers.Parse(c.Value)).OfType<int>().Distinct()] : [];

    // Behind an Arabic digit may come anything but what it would count or measure.
    [GeneratedRegex(Lead + @"(?:第)?(?<number>[0-9]{1,2})(?:号选项|项|号|个|条)?(?:$|(?=[\s,.:;!?""()\]、吧呗哈啊了-])(?<rest>.*)|(?<![号项个条])(?<rest>(?![0-9户人个家次场月日号年点时分天周岁元块万千百位名条件多几半楼层期届秒米里%/~:.]|小时)\p{L}.*))$", RegexOptions.Singleline)]
    private static partial Regex Arabic();

    // A written-out number picks only alone or before a mark: 一定到 is no 1.
    [GeneratedRegex(Lead + @"(?:第(?<number>[一二两三四五六七八九十]{1,2})(?:个|项|条|种)?|(?<number>[一二两三四五六七八九十]{1,2})(?:号|项)?)(?:$|(?=[\s,.:;!?""()、吧])(?<rest>.*))$", RegexOptions.Singleline)]
    private static partial Regex InWords();

    // Behind one pick comes another only after a mark, or with 第 before it.
    [GeneratedRegex(@"^(?:我|要|就|想|勾|选择?|:|\s)*" + Pick + @"(?:(?:[\s,.;和与跟及]|还有|以及)+" + Pick + @"|(?=第)" + Pick + @")*(?:这?[两几]?[个项条样]|都选?|吧|了|[.!\s])*$")]
    private static partial Regex SeveralPicks();

    private const string Pick = "第?(?<n>[0-9]{1,2}|[一二三四五六七八九十]{1,2})(?:个|项|号|条|种)?";
}
