using System.Text;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Conversations.Forms;

/// <summary>What a form says: its questions and its read-back.</summary>
public sealed class FormText(Words words)
{
    /// <summary>A long answer is read back by its beginning, so that the whole read-back fits one message.</summary>
    private const int Longest = 120;
    /// <summary>Where the link to the speaker's own page goes; the talk puts it there, it knows who speaks.</summary>
    public const string PagePlace = "\uE000";
    private const string Circled = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳";

    /// <summary>Where the form stands: the open question, or the read-back.</summary>
    public string Prompt(Form form, OpenForm open) => open.Stage switch
    {
        FormStage.ReadBack => ReadBack(form, open),
        FormStage.Picking => Picking(form, open),
        _ => form.Find(open.Question) is { } question ? Question(question) : ReadBack(form, open),
    };

    public string Question(Question question)
    {
        var text = new StringBuilder(question.Ask);
        for (var i = 0; i < question.Options.Count; i++)
        {
            text.Append('\n').Append(i + 1).Append(' ').Append(question.Options[i].Name);
        }

        if (question.Type is QuestionType.File or QuestionType.Signature)
        {
            text.Append("\n" + PagePlace);
        }

        return question.Optional ? text.Append(words["form.optional"]).ToString() : text.ToString();
    }

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
    public static IReadOnlyList<Question> Items(Form form, OpenForm open) => [.. form.Questions.Where(q => open.Answers.ContainsKey(q.Key) && Asked.Applies(q, open.Answers))];

    private string Lines(Form form, OpenForm open) => string.Join('\n', Items(form, open).Select((q, i) => Line(q, i, open.Answers[q.Key])));

    private string Line(Question question, int i, Given answer)
    {
        var shown = answer.Value.Length == 0 ? words["form.nothing"] : answer.Shown;
        var number = i < Circled.Length ? Circled[i].ToString() : $"({i + 1})";
        return $"{number} {question.Label}：{(shown.Length <= Longest ? shown : shown[..Longest] + "…")}";
    }
}
