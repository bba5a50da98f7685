using Luzhi.Core.Conversations.Language;

namespace Luzhi.Core.Conversations.Forms.Types;

/// <summary>One day: 昨天, 上周五, 十二月五号, 腊月二十三. Not 月初, not a span.</summary>
internal static class DateAnswer
{
    public static Reading Read(Said said)
    {
        var found = DateWords.Find(said.Plain, said.Today, Preferred(said.Question)).DistinctBy(d => d.Day).ToList();
        return found is [{ Day: { } day } date]
            ? Within(said, day, date.Part)
            : said.Refuse(found.Count switch { 0 => "date", 1 => "which_day", _ => "one_day" });
    }

    /// <summary>A date that may not lie ahead is read as the last such day, any other as the next.</summary>
    public static Prefer Preferred(Question question) => question.LastDay is { Fixed: null, FromToday: <= 0 } ? Prefer.Past : Prefer.Future;

    private static Reading Within(Said said, DateOnly day, string part)
    {
        var (first, last) = (said.Question.FirstDay?.On(said.Today), said.Question.LastDay?.On(said.Today));
        return day > last ? Late(said, day, last.Value) : day < first ? Early(said, day, first.Value) : Said.Take(Days.Value(day), Days.Say(day, part, said.Today));
    }

    private static Reading Late(Said said, DateOnly day, DateOnly last) => last == said.Today
        ? said.Refuse("future", ("day", Say(said, day)))
        : said.Refuse("too_late", ("day", Say(said, day)), ("last", Say(said, last)));

    private static Reading Early(Said said, DateOnly day, DateOnly first) => first == said.Today
        ? said.Refuse("past", ("day", Say(said, day)))
        : said.Refuse("too_early", ("day", Say(said, day)), ("first", Say(said, first)));

    private static string Say(Said said, DateOnly day) => Days.Say(day, "", said.Today);
}
