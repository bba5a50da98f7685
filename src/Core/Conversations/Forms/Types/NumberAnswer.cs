using System.Globalization;
using Luzhi.Core.Conversations.Language;

namespace Luzhi.Core.Conversations.Forms.Types;

/// <summary>One whole number: 3, 三户, 一共十二人, 一百二十. About how many is asked again.</summary>
internal static class NumberAnswer
{
    public static Reading Read(Said said)
    {
        var measures = said.Question.Measures;
        var count = CountWords.Whole(said.Plain, measures) ?? CountWords.First(said.Plain, measures);
        return count?.Number is { } number ? Within(said, number, count.Measure) : said.Refuse(count is null ? "number" : "about");
    }

    public static Reading Within(Said said, int number, string measure) => (said.Question.Size.Holds(number), said.Question.Size) switch
    {
        (true, _) => Said.Take(Figures(number), Figures(number) + measure),
        (_, { Least: { } least, Most: { } most }) => said.Refuse("between", ("least", least), ("most", most)),
        (_, { Least: { } least }) => said.Refuse("least", ("least", least)),
        (_, var size) => said.Refuse("most", ("most", size.Most)),
    };

    private static string Figures(int number) => number.ToString(CultureInfo.InvariantCulture);
}
