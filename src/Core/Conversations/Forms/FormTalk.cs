using System.Text.RegularExpressions;
using Luzhi.Core.Conversations.Language;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Conversations.Forms;

/// <summary>One step of filling in: the form as it is afterwards (null when it is saved or dropped), what to say, and what to save.</summary>
public sealed record FormStep(OpenForm? Open, string Reply, Change.Save? Save = null);

/// <summary>
/// The talk about one form: takes what the first sentence answers, asks the rest one at a time, reads everything back and saves it on 1.
/// </summary>
public sealed partial class FormTalk(Words words)
{
    /// <summary>After so many misses the way out is named.</summary>
    private const int Patience = 3;

    private readonly AnswerReader reader = new(words);
    private readonly FormText text = new(words);
    private readonly PhotoTalk photos = new(words);

    public FormStep Begin(Form form, string said, string sentence, long? assignmentId, Facts facts)
    {
        var open = new OpenForm
        {
            Form = form.Id,
            Version = form.Version,
            AssignmentId = assignmentId,
            Answers = sentence.Length == 0 ? new Dictionary<string, Given>() : FirstSentence.Take(form, new Dictionary<string, Given>(), sentence, facts, opening: true),
            Said = sentence.Length == 0 ? [] : [said],
        };
        open = Asked.Onward(form, open, facts.Now);
        var understood = open.Stage == FormStage.Asking ? text.Understood(form, open) : "";
        return new FormStep(open, understood + text.Prompt(form, open));
    }

    /// <summary>Whether the message is an answer that the open question can mean nothing else by: a date, a number, an option.</summary>
    public bool Answers(Form form, OpenForm open, Inbound inbound, Facts facts) =>
        open.Stage == FormStage.Asking && form.Find(open.Question) is { Type: QuestionType.Choice or QuestionType.Many or QuestionType.Number or QuestionType.Date or QuestionType.Time or QuestionType.Rating } question
        && reader.Read(question, inbound, facts, open.Doubt) is Reading.Taken;

    public string Prompt(Form form, OpenForm open) => text.Prompt(form, open);

    /// <summary>The next step; null when the message is about something else (谢谢, 你好).</summary>
    public FormStep? Step(Form form, OpenForm open, Inbound inbound, Facts facts)
    {
        var plain = inbound.Kind == InboundKind.Text ? Plain.Of(inbound.Text) : "";
        if (ReadBackWords.Drops(plain))
        {
            return Dropped(form);
        }

        if (photos.Step(form, open, inbound, plain, facts) is { } photo)
        {
            return photo;
        }

        return open.Stage switch
        {
            FormStage.ReadBack => AtReadBack(form, open, inbound, plain, facts),
            FormStage.Picking => AtPicking(form, open, inbound, plain, facts),
            _ => AtQuestion(form, open, inbound, plain, facts),
        };
    }

    private FormStep Dropped(Form form) => new(null, words.Say("form.dropped", ("title", form.Title)));

    private FormStep? AtQuestion(Form form, OpenForm open, Inbound inbound, string plain, Facts facts)
    {
        var question = form.Find(open.Question) ?? Asked.Next(form, open.Answers);
        if (question is null)
        {
            return AtReadBack(form, open, inbound, plain, facts);
        }

        // 同意 is a courtesy, unless it is just what is asked.
        if (inbound.Kind == InboundKind.Text && Courtesy.Only(plain) && !Answers(form, open, inbound, facts))
        {
            return null;
        }

        return reader.Read(question, inbound, facts, open.Doubt) switch
        {
            Reading.Taken taken => Onward(form, Heard(form, With(open, question, taken.Answer), inbound, facts, question.Type), facts),
            Reading.Skipped => Onward(form, With(open, question, new Given("", words["form.nothing"])), facts),
            Reading.Which which => new FormStep(open with { Doubt = which.Of, At = facts.Now }, text.Doubt(which.Of, which.Said)),
            Reading.Wrong wrong => Missed(form, open, question, wrong.Why, facts),
            _ => null,
        };
    }

    private FormStep Onward(Form form, OpenForm open, Facts facts)
    {
        open = Asked.Onward(form, open, facts.Now);
        return new FormStep(open, text.Prompt(form, open));
    }

    private FormStep Missed(Form form, OpenForm open, Question question, string why, Facts facts)
    {
        var missed = Asked.Opened(open, question, facts.Now) with { Misses = open.Misses + 1 };
        var way = missed.Misses < Patience ? "" : "\n" + words[question.Optional ? "form.way_out.optional" : "form.way_out.needed"];
        return new FormStep(missed, why + "\n" + text.Question(question) + way);
    }

    private FormStep? AtReadBack(Form form, OpenForm open, Inbound inbound, string plain, Facts facts) => ReadBackWords.Of(plain) switch
    {
        ReadBackVerdict.Save => Saved(form, open),
        ReadBackVerdict.Change => new FormStep(open with { Stage = FormStage.Picking, At = facts.Now }, text.Picking(form, open)),
        ReadBackVerdict.Drop => Dropped(form),
        _ when Courtesy.Only(plain) => null,
        _ => Corrected(form, open, inbound, plain, facts) ?? new FormStep(open with { At = facts.Now }, words["form.unclear"] + "\n" + text.ReadBack(form, open)),
    };

    private FormStep Saved(Form form, OpenForm open)
    {
        var answered = FormText.Items(form, open).Where(q => open.Answers[q.Key].Value.Length > 0).ToDictionary(q => q.Key, q => open.Answers[q.Key]);
        return new FormStep(null, words.Say(open.Corrects is null ? "form.saved" : "form.corrected", ("title", form.Title)), Change.Save.Of(form, open, answered));
    }

    private FormStep AtPicking(Form form, OpenForm open, Inbound inbound, string plain, Facts facts)
    {
        var items = FormText.Items(form, open);
        if (Digits.Choice(plain) is { Rest: "" } digit)
        {
            return digit.Number >= 1 && digit.Number <= items.Count
                ? Reask(form, open, items[digit.Number - 1], facts)
                : new FormStep(open with { At = facts.Now }, text.Picking(form, open));
        }

        return Corrected(form, open, inbound, plain, facts) ?? new FormStep(open with { At = facts.Now }, text.Picking(form, open));
    }

    private FormStep Reask(Form form, OpenForm open, Question question, Facts facts)
    {
        // Photos are sent anew, one by one: those of before would stand among them.
        var kept = question.Type == QuestionType.Photo ? open with { Answers = open.Answers.Where(a => a.Key != question.Key).ToDictionary() } : open;
        return new FormStep(Asked.Opened(kept, question, facts.Now), text.Question(question));
    }

    /// <summary>A correction in one go: 时间改成前天, 第3项是5户, 应该是前天, 是5户. It changes exactly one item, or nothing.</summary>
    private FormStep? Corrected(Form form, OpenForm open, Inbound inbound, string plain, Facts facts)
    {
        if (inbound.Kind == InboundKind.Location && form.Questions.FirstOrDefault(q => q.Type == QuestionType.Place) is { } placed)
        {
            return Put(form, open, placed, inbound, facts);
        }

        var (item, value) = ReadBackWords.Item(plain, FormText.Items(form, open));
        if (item is not null)
        {
            return value.Length == 0 ? Reask(form, open, item, facts) : Put(form, open, item, inbound with { Text = Plain.Tail(inbound.Text, value) }, facts) ?? Reask(form, open, item, facts);
        }

        var fitting = FirstSentence.Take(form, new Dictionary<string, Given>(), NotThis().Replace(plain, ""), facts, opening: false);
        return fitting.Count == 1 && form.Find(fitting.Keys.First()) is { } question
            ? Onward(form, Heard(form, With(open, question, fitting.Values.First()), inbound, facts), facts)
            : null;
    }

    /// <summary>不是3户，是5户: what it is not is no correction.</summary>
    [GeneratedRegex("不是[^,.;是]{1,12}(?=$|[,.;是]|而是|应该)")]
    private static partial Regex NotThis();

    private FormStep? Put(Form form, OpenForm open, Question question, Inbound inbound, Facts facts) =>
        reader.Read(question, inbound, facts) is Reading.Taken taken
            ? Onward(form, Heard(form, With(open, question, taken.Answer), inbound, facts), facts)
            : null;

    internal static OpenForm With(OpenForm open, Question question, Given answer) =>
        open with { Answers = new Dictionary<string, Given>(open.Answers) { [question.Key] = answer } };

    /// <summary>Keeps what was said, and takes from it what else it answers: 昨天下午，走访了5户 at the question when.</summary>
    /// <param name="answered">The type of the question it answered: the day of arrival is not the day of departure too. Null takes nothing else.</param>
    private static OpenForm Heard(Form form, OpenForm open, Inbound inbound, Facts facts, QuestionType? answered = null)
    {
        if (inbound.Kind != InboundKind.Text || Digits.Choice(Plain.Of(inbound.Text)) is { Rest: "" })
        {
            return open;
        }

        var more = answered is null ? [] : FirstSentence.Take(form, open.Answers, inbound.Text, facts, opening: false).Where(m => form.Find(m.Key)!.Type != answered);
        return open with { Said = [.. open.Said, inbound.Text.Trim()], Answers = new Dictionary<string, Given>([.. open.Answers, .. more]) };
    }
}
