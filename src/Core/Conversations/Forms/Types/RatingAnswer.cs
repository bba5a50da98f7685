using System.Globalization;
using System.Text.RegularExpressions;
using Luzhi.Core.Conversations.Language;

namespace Luzhi.Core.Conversations.Forms.Types;

/// <summary>So many points: 4, 四分, 五星, ★★★★, 满分. What is said in praise or blame is not turned into points: people rate, not we.</summary>
internal static partial class RatingAnswer
{
    public static Reading Read(Said said)
    {
        var size = said.Question.Size.Or(1, 5);
        return Points(said.Plain, size.Most!.Value) is { } points && size.Holds(points)
            ? Said.Take(points.ToString(CultureInfo.InvariantCulture), said.Words.Say("form.points", ("points", points)))
            : said.Refuse("rating", ("least", size.Least), ("most", size.Most));
    }

    public static int? Points(string plain, int most)
    {
        if (Full().IsMatch(plain))
        {
            return most;
        }

        if (Stars().Match(plain) is { Success: true } stars)
        {
            return stars.Groups["star"].Captures.Count;
        }

        return Written().Match(plain) is { Success: true } match ? ChineseNumbers.Parse(match.Groups["number"].Value) : null;
    }

    [GeneratedRegex("^(?:我?(?:打|给|评))?满分[.!]*$|^(?:全五星|全部五星)$")]
    private static partial Regex Full();

    [GeneratedRegex("^(?<star>[★⭐*☆\u2b50])+$")]
    private static partial Regex Stars();

    [GeneratedRegex(@"^(?:我|打个?|给个?|评个?|选|:|\s)*(?<number>[0-9]{1,3}|[零一二两三四五六七八九十百]{1,4})\s*(?:分|颗星|星|星级)?(?:吧|了)?[.!]*$")]
    private static partial Regex Written();
}
