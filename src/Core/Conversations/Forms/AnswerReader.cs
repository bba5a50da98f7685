using System.Globalization;
using Luzhi.Core.Conversations.Language;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Conversations.Forms;

/// <summary>What a message came to as the answer to a question.</summary>
public abstract record Reading
{
    private Reading() { }

    public sealed record Taken(Given Answer) : Reading;

    /// <summary>Left empty on purpose: 无, 跳过.</summary>
    public sealed record Skipped : Reading;

    /// <summary>No answer to this question, and why.</summary>
    public sealed record Wrong(string Why) : Reading;
}

/// <summary>Reads a message as the answer to the question that is open. What is unclear is refused with the reason, never guessed.</summary>
public sealed class AnswerReader(Words words)
{
    public Reading Read(Question question, Inbound inbound, Facts facts)
    {
        var plain = Plain.Of(inbound.Text);
        if (question.Type is QuestionType.Photo or QuestionType.File or QuestionType.Signature)
        {
            return Sent(question, inbound, plain);
        }

        if (inbound.Kind == InboundKind.Location && question.Type is QuestionType.Place or QuestionType.Text)
        {
            return Place(inbound);
        }

        if (inbound.Kind != InboundKind.Text)
        {
            return Wrong("form.wrong.text");
        }

        return Skips(plain) ? Skip(question) : Written(question, inbound.Text.Trim(), plain, facts);
    }

    private Reading Written(Question question, string said, string plain, Facts facts) => question.Type switch
    {
        QuestionType.Choice => Choice(question, plain),
        QuestionType.Many => Many(question, plain),
        QuestionType.Number => Number(question, plain),
        QuestionType.Rating => Number(question with { Least = question.Least ?? 1, Most = question.Most ?? 5 }, plain),
        QuestionType.Date => Date(question, plain, facts),
        QuestionType.Time => TimeWords.Find(plain) is { } time ? Taken($"{time:HH\\:mm}", $"{time:HH\\:mm}") : Wrong("form.wrong.time"),
        QuestionType.Person or QuestionType.Unit => Text(question with { Least = question.Least ?? 2, Most = question.Most ?? 40 }, said),
        QuestionType.Place => Text(question with { Least = question.Least ?? 2, Most = question.Most ?? 60 }, PlaceIn(plain) ?? said),
        _ => Text(question, said),
    };

    /// <summary>Nothing to say, in the words people use for it.</summary>
    public static bool Skips(string plain) =>
        plain.Trim('.', '!') is "无" or "没有" or "没" or "跳过" or "不填" or "略" or "暂无" or "不用" or "没有了" or "没了" or "下一个" or "下一题" or "跳过吧" or "先跳过" or "不写" or "不用填" or "无照片" or "没有照片";

    private Reading Skip(Question question) => question.Optional ? new Reading.Skipped() : Wrong("form.wrong.needed");

    private Reading Sent(Question question, Inbound inbound, string plain)
    {
        if (question.Type == QuestionType.Photo && inbound is { Kind: InboundKind.Image, MediaId: { } media })
        {
            return Taken(media, words["form.photo"]);
        }

        return inbound.Kind == InboundKind.Text && Skips(plain) ? Skip(question)
            : question.Type == QuestionType.Photo ? Wrong("form.wrong.photo") : new Reading.Wrong(FormText.PagePlace);
    }

    private Reading.Taken Place(Inbound inbound)
    {
        var point = string.Create(CultureInfo.InvariantCulture, $"{inbound.Latitude:0.######},{inbound.Longitude:0.######}");
        return inbound.Text.Trim() is { Length: > 0 } label ? Taken(label, label) : Taken(point, words.Say("form.place", ("point", point)));
    }

    private Reading Choice(Question question, string plain)
    {
        if (Digits.Choice(plain) is { Rest: "" } digit)
        {
            return digit.Number >= 1 && digit.Number <= question.Options.Count
                ? Taken(question.Options[digit.Number - 1].Name)
                : new Reading.Wrong(words.Say("form.wrong.choice", ("most", question.Options.Count)));
        }

        return Options.In(question, plain) is [var one] ? Taken(one.Name) : new Reading.Wrong(words.Say("form.wrong.choice", ("most", question.Options.Count)));
    }

    private Reading Many(Question question, string plain)
    {
        var numbers = Digits.Several(plain);
        var chosen = numbers.Count > 0
            ? numbers.Where(n => n >= 1 && n <= question.Options.Count).Select(n => question.Options[n - 1]).ToList()
            : Options.In(question, plain);
        return chosen.Count == 0 || numbers.Count > chosen.Count
            ? new Reading.Wrong(words.Say("form.wrong.many", ("most", question.Options.Count)))
            : Taken(string.Join('、', chosen.Select(o => o.Name)));
    }

    private Reading Number(Question question, string plain)
    {
        var count = CountWords.Whole(plain, question.Measures) ?? CountWords.First(plain, question.Measures);
        if (count?.Number is not { } number)
        {
            return Wrong(count is null ? "form.wrong.number" : "form.wrong.about");
        }

        if (number < (question.Least ?? int.MinValue) || number > (question.Most ?? int.MaxValue))
        {
            return new Reading.Wrong(words.Say("form.wrong.bounds", ("least", question.Least ?? 0), ("most", question.Most)));
        }

        return Taken(number.ToString(CultureInfo.InvariantCulture), number.ToString(CultureInfo.InvariantCulture) + count.Measure);
    }

    private Reading Date(Question question, string plain, Facts facts)
    {
        var (today, prefer) = (DateOnly.FromDateTime(facts.LocalNow.DateTime), Preferred(question));
        var found = DateWords.Find(plain, today, prefer).DistinctBy(d => d.Day).ToList();
        if (found is not [{ Day: { } day } date])
        {
            return Wrong(found.Count switch { 0 => "form.wrong.date", 1 => "form.wrong.which_day", _ => "form.wrong.one_day" });
        }

        if (day > today.AddDays(question.Most ?? 100_000))
        {
            return new Reading.Wrong(words.Say("form.wrong.future", ("day", Days.Say(day, "", today))));
        }

        return day < today.AddDays(question.Least ?? -100_000) ? Wrong("form.wrong.past") : Taken(Days.Value(day), Days.Say(day, date.Part, today));
    }

    /// <summary>A date that may not lie ahead is read as the last such day, any other as the next.</summary>
    public static Prefer Preferred(Question question) => question.Most <= 0 ? Prefer.Past : Prefer.Future;

    private Reading Text(Question question, string said)
    {
        if (said.Length < (question.Least ?? 1))
        {
            return new Reading.Wrong(words.Say("form.wrong.short", ("least", question.Least ?? 1)));
        }

        return said.Length > (question.Most ?? 2000) ? new Reading.Wrong(words.Say("form.wrong.long", ("most", question.Most ?? 2000), ("length", said.Length))) : Taken(said);
    }

    private static string? PlaceIn(string plain) => PlaceWords.Find(plain, []) is { } place && plain.Length <= place.Length + 6 ? place : null;

    private static Reading.Taken Taken(string value, string? shown = null) => new Reading.Taken(new Given(value, shown ?? value));

    private Reading.Wrong Wrong(string key) => new Reading.Wrong(words[key]);
}
