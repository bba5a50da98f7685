using System.Globalization;
using System.Text.RegularExpressions;
using Luzhi.Core.Conversations.Forms.Types;
using Luzhi.Core.Conversations.Language;

namespace Luzhi.Core.Conversations.Forms;

/// <summary>Takes from a sentence whatever it already answers, so that only the rest is asked. What is unclear in it is left to be asked.</summary>
public static partial class FirstSentence
{
    /// <summary>Of these a sentence tells one: the day of arrival is not the day of departure too.</summary>
    private static readonly QuestionType[] Once = [QuestionType.Date, QuestionType.Time, QuestionType.Place, QuestionType.Rating];

    /// <summary>The answers that stand in <paramref name="said"/> to questions that have none yet.</summary>
    /// <param name="opening">The sentence that began the form: only it may be the text of what was done.</param>
    public static IReadOnlyDictionary<string, Given> Take(Form form, IReadOnlyDictionary<string, Given> known, string said, Facts facts, bool opening)
    {
        var plain = Plain.Of(said);
        var (found, told) = (new Dictionary<string, Given>(), new HashSet<QuestionType>());
        foreach (var question in form.Questions.Where(q => !known.ContainsKey(q.Key) && !told.Contains(q.Type)))
        {
            if ((Typed(form, question, plain, facts) ?? (opening ? Rated(question, plain) : null)) is { } given)
            {
                found[question.Key] = given;
                _ = Once.Contains(question.Type) && told.Add(question.Type);
            }
            else if (opening && question.FromFirstSentence && TellsMore(form, plain, facts) && Fits(question, said))
            {
                found[question.Key] = new Given(said, said);
            }
        }

        return found;
    }

    private static Given? Typed(Form form, Question question, string plain, Facts facts)
    {
        var today = DateOnly.FromDateTime(facts.LocalNow.DateTime);
        return question.Type switch
        {
            QuestionType.Choice => Options.In(question, plain) is [var one] ? new Given(one.Name, one.Name) : null,
            QuestionType.Many => Options.In(question, plain) is { Count: > 0 } several && question.Count.Holds(several.Count) ? Chosen(several) : null,
            QuestionType.Date => DateWords.Single(plain, today, DateAnswer.Preferred(question)) is { Day: { } day } date && question.Within(day, today)
                ? new Given(Days.Value(day), Days.Say(day, date.Part, today))
                : null,
            QuestionType.Time => TimeWords.FindAt(plain) is { } found && TimeAnswer.Meant(question, found) is var time && question.Within(time)
                ? new Given(TimeAnswer.Value(time), TimeAnswer.Value(time))
                : null,
            QuestionType.Number when question.Measures.Count > 0 => CountIn(question, plain),
            QuestionType.Place => PlaceWords.Find(WithoutDates(plain, today), form.Deeds) is { } place ? new Given(place, place) : null,
            _ => null,
        };
    }

    /// <summary>Points alone, before anything is asked, are for what is rated first.</summary>
    private static Given? Rated(Question question, string plain)
    {
        var size = question.Size.Or(1, 5);
        return question.Type == QuestionType.Rating && RatingAnswer.Points(plain, size.Most!.Value) is { } points && size.Holds(points)
            ? new Given(points.ToString(CultureInfo.InvariantCulture), points.ToString(CultureInfo.InvariantCulture))
            : null;
    }

    private static Given Chosen(IReadOnlyList<Option> several)
    {
        var names = string.Join('、', several.Select(o => o.Name));
        return new Given(names, names);
    }

    private static Given? CountIn(Question question, string plain)
    {
        var counts = CountWords.Find(plain, question.Measures);
        return counts is [{ Number: { } number } first, ..] && question.Size.Or(0, null).Holds(number)
            ? new Given(number.ToString(CultureInfo.InvariantCulture), number.ToString(CultureInfo.InvariantCulture) + first.Measure)
            : null;
    }

    private static bool Fits(Question question, string said) => question.Length.Or(1, TextAnswer.LettersAtMost).Holds(said.Length);

    /// <summary>Whether it says more than when, where and what kind: 昨天去光明社区走访 does not, 走访了3户困难群众 does.</summary>
    private static bool TellsMore(Form form, string plain, Facts facts)
    {
        var rest = WithoutDates(plain, DateOnly.FromDateTime(facts.LocalNow.DateTime));
        if (PlaceWords.Find(rest, form.Deeds) is { } place)
        {
            rest = rest.Replace(place, "", StringComparison.Ordinal);
        }

        foreach (var deed in form.Deeds.OrderByDescending(d => d.Length))
        {
            rest = rest.Replace(deed, "", StringComparison.Ordinal);
        }

        return Particles().Replace(rest, "").Length >= 2;
    }

    private static string WithoutDates(string plain, DateOnly today)
    {
        foreach (var date in DateWords.Find(plain, today, Prefer.Past).Reverse())
        {
            plain = plain.Remove(date.Start, date.Length);
        }

        return plain;
    }

    [GeneratedRegex(@"[\s,.!:;?""()]|我们|我|前往|去|到|在|赴|了|的|过|参加|开展|进行|活动|工作|一次|一下|组织|本人|已经|已|完成|汇报|报告|一场|一个")]
    private static partial Regex Particles();
}
