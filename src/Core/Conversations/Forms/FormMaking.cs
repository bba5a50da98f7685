using Luzhi.Core.Conversations.Forms.Conditions;
using Luzhi.Core.Settings.Shelves;
using Luzhi.Core.Settings.Yaml;

namespace Luzhi.Core.Conversations.Forms;

/// <summary>Makes a form of what its file says, and notes what must hold beyond the file's shape: what it refers to exists, what it asks can be answered.</summary>
internal sealed class FormMaking(WrittenForm written, string text, ICollection<SettingFault> faults)
{
    /// <summary>More would not fit one message when read back, and nobody answers so many by chat.</summary>
    private const int QuestionsAtMost = 40;
    private const int OptionsAtMost = 30;

    private readonly List<Question> made = [];

    public Form Make()
    {
        if (written.Questions.Count is 0 or > QuestionsAtMost)
        {
            Refuse(written.At, $"表单要有 1 到 {QuestionsAtMost} 个问题");
        }

        foreach (var question in written.Questions)
        {
            made.Add(Made(question));
        }

        return new Form { Id = written.Form, Version = Writing.Version(text), Written = text, Title = written.Title, StartsWith = written.Starts, BySentence = written.BySentence, Questions = made };
    }

    private Question Made(WrittenQuestion question)
    {
        if (made.Exists(q => q.Key == question.Key))
        {
            Refuse(question.Keys.Of("key"), $"问题“{question.Key}”写了两次");
        }

        if (question is { Silent: true, Optional: false })
        {
            Refuse(question.Keys.Of("silent"), $"“{question.Key}”不问（silent）就必须可空（optional: true）");
        }

        var bounded = new BoundsMaking(question, faults).On(new Question
        {
            Key = question.Key,
            Type = question.Type,
            Label = question.Label,
            Ask = question.Ask,
            Help = question.Help,
            Options = Options(question),
            Optional = question.Optional,
            Silent = question.Silent,
            Measures = question.Measures,
            FromFirstSentence = question.FirstSentence,
        });
        return question.When is null or YamlScalar { IsNothing: true } ? bounded : bounded with { When = new ConditionReader(made, faults).Read(question.When) };
    }

    private List<Option> Options(WrittenQuestion question)
    {
        var chooses = question.Type is QuestionType.Choice or QuestionType.Many;
        var at = question.Keys.Of("options");
        var options = question.Options is null ? [] : question.Options.Items.Select(Option).OfType<Option>().ToList();
        if (chooses && options.Count is < 2 or > OptionsAtMost)
        {
            Refuse(at, $"“{question.Key}”是选择题，options 要有 2 到 {OptionsAtMost} 项");
        }

        if (!chooses && question.Options is not null)
        {
            Refuse(at, $"“{question.Key}”不是选择题（choice、many），不能有 options");
        }

        foreach (var twice in options.GroupBy(o => o.Name).Where(g => g.Count() > 1))
        {
            Refuse(at, $"选项“{twice.Key}”写了两次");
        }

        foreach (var joined in options.Where(o => o.Name.Contains('、', StringComparison.Ordinal)))
        {
            Refuse(at, $"选项“{joined.Name}”里不能有顿号，请换成“和”或“及”");
        }

        return options;
    }

    private Option? Option(YamlNode node) => node is YamlScalar word ? new Option(word.Text) : StrictYaml.Bind<Option>(node, faults);

    private void Refuse(YamlPlace at, string why) => faults.Add(new SettingFault(at, why));
}
