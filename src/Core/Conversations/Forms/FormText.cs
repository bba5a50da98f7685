using System.Text;
using Luzhi.Core.Conversations.Forms.Types;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Conversations.Forms;

/// <summary>What a form says: its questions and its read-back.</summary>
public sealed class FormText(Words words)
{
    /// <summary>A long answer is read back by its beginning, so that the whole read-back fits one message.</summary>
    private const int Longest = 120;
    /// <summary>Where the link to the speaker's own page goes; the talk puts it there, it knows who speaks.</summary>
    public const string PagePlace = "\uE000";

    /// <summary>Likewise for a signature, which can also be given in words.</summary>
    public const string SignPlace = "\uE001";
    private const string Circled = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳";

    /// <summary>Where the form stands: the open question, or the read-back.</summary>
    public string Prompt(Form form, OpenForm open) => open.Stage switch
    {
        FormStage.ReadBack => ReadBack(form, open),
        FormStage.Picking => Picking(form, open),
        _ when open.Doubt is { Count: > 0 } doubt => Doubt(doubt, doubt[0].Name),
        _ => form.Find(open.Question) is { } question ? Question(question) : ReadBack(form, open),
    };

    public string Question(Question question)
    {
        var text = new StringBuilder(question.Ask);
        for (var i = 0; i < question.Options.Count; i++)
        {
            text.Append('\n').Append(i + 1).Append(' ').Append(question.Options[i].Name);
        }

        foreach (var line in new[] { How(question), question.Help }.Where(l => l.Length > 0))
        {
            text.Append('\n').Append(line);
        }

        if (question.Type is QuestionType.File or QuestionType.Signature)
        {
            text.Append('\n').Append(question.Type == QuestionType.File ? PagePlace : SignPlace);
        }

        return question.Optional ? text.Append(words["form.optional"]).ToString() : text.ToString();
    }

    /// <summary>What a question of its type wants, where the question itself need not say so.</summary>
    private string How(Question question) => question switch
    {
        { Type: QuestionType.Many, Count.Most: { } most } when most < question.Options.Count => words.Say("form.how.many_most", ("most", most)),
        { Type: QuestionType.Many } => words["form.how.many"],
        { Type: QuestionType.Rating, Size: var size } => words.Say("form.how.rating", ("least", size.Least), ("most", size.Most)),
        { Type: QuestionType.Photo, Count.Most: 1 } => "",
        { Type: QuestionType.Photo } => words["form.how.photo"],
        _ => "",
    };

    /// <summary>Two or more of one name: 1 张伟（经济委）, 2 张伟（文史委）.</summary>
    public string Doubt(IReadOnlyList<Named> of, string said) =>
        words.Say("form.doubt", ("count", of.Count), ("said", said)) + "\n" + string.Join('\n', of.Select((n, i) => $"{i + 1} {NameAnswer.Shown(n)}"));

    /// <summary>What was understood so far, before the first question: 已记下：走访，光明社区，3户.</summary>
    public string Understood(Form form, OpenForm open)
    {
        var known = form.Questions.Where(q => !q.FromFirstSentence && open.Answers.ContainsKey(q.Key)).Select(q => open.Answers[q.Key].Shown).ToList();
        return known.Count == 0 ? "" : words.Say("form.understood", ("known", string.Join('，', known))) + "\n";
    }

    public string ReadBack(Form form, OpenForm open) =>
        words.Say("form.read_back", ("title", form.Title)) + "\n" + Lines(form, open) + "\n" + words["form.choices"];

    public string Picking(Form form, OpenForm open) => words["form.which"] + "\n" + Lines(form, open);

    /// <summary>The items of the read-back in the order of their numbers.</summary>
    public static IReadOnlyList<Question> Items(Form form, OpenForm open) => [.. Asked.Standing(form, open.Answers).Where(q => open.Answers.ContainsKey(q.Key))];

    private string Lines(Form form, OpenForm open) => string.Join('\n', Items(form, open).Select((q, i) => Line(q, i, open.Answers[q.Key])));

    private string Line(Question question, int i, Given answer)
    {
        var shown = answer.Value.Length == 0 ? words["form.nothing"] : answer.Shown;
        var number = i < Circled.Length ? Circled[i].ToString() : $"({i + 1})";
        return $"{number} {question.Label}：{(shown.Length <= Longest ? shown : shown[..Longest] + "…")}";
    }
}
