using System.Globalization;
using Luzhi.Core.Conversations.Language;

namespace Luzhi.Core.Conversations.Forms.Types;

/// <summary>A time of day: 下午三点, 14:30, 十点一刻, 三点半.</summary>
internal static class TimeAnswer
{
    public static Reading Read(Said said) => TimeWords.FindAt(said.Plain) is not { } found ? said.Refuse("time") : Within(said, Meant(said.Question, found));

    /// <summary>三点 of somebody awake is in the afternoon, unless the bounds leave only the other.</summary>
    public static TimeOnly Meant(Question question, TimeFound found) =>
        question.Within(found.Daytime) || !question.Within(found.Time) ? found.Daytime : found.Time;

    public static string Value(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static Reading Within(Said said, TimeOnly time) => (said.Question.Within(time), said.Question.Earliest, said.Question.Latest) switch
    {
        (true, _, _) => Said.Take(Value(time)),
        (_, { } earliest, { } latest) => said.Refuse("time_between", ("earliest", Value(earliest)), ("latest", Value(latest))),
        (_, { } earliest, _) => said.Refuse("time_early", ("earliest", Value(earliest))),
        (_, _, var latest) => said.Refuse("time_late", ("latest", Value(latest!.Value))),
    };
}
