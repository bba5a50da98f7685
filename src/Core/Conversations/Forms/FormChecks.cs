using Luzhi.Core.Settings.Yaml;

namespace Luzhi.Core.Conversations.Forms;

/// <summary>What must hold in a form beyond the shape of its file: what it refers to exists, what it asks can be answered.</summary>
internal static class FormChecks
{
    public static void Run(WrittenForm form, ICollection<SettingFault> faults)
    {
        if (form.Questions.Count == 0)
        {
            faults.Add(new SettingFault(form.At, "表单至少要有一个问题"));
        }

        for (var i = 0; i < form.Questions.Count; i++)
        {
            var question = form.Questions[i];
            Options(question, faults);
            Bounds(question, faults);
            Condition(question, form.Questions.Take(i).ToList(), faults);
            if (form.Questions.Take(i).Any(q => q.Key == question.Key))
            {
                faults.Add(new SettingFault(question.At, $"问题“{question.Key}”写了两次"));
            }
        }
    }

    private static void Options(WrittenQuestion question, ICollection<SettingFault> faults)
    {
        var chooses = question.Type is QuestionType.Choice or QuestionType.Many;
        var names = question.Named(faults).Select(o => o.Name).ToList();
        if (chooses && names.Count < 2)
        {
            faults.Add(new SettingFault(question.At, $"“{question.Key}”是选择题，options 至少要有两项"));
        }

        if (!chooses && question.Options is not null)
        {
            faults.Add(new SettingFault(question.At, $"“{question.Key}”不是选择题，不能有 options"));
        }

        foreach (var twice in names.GroupBy(n => n).Where(g => g.Count() > 1))
        {
            faults.Add(new SettingFault(question.At, $"选项“{twice.Key}”写了两次"));
        }
    }

    private static void Bounds(WrittenQuestion question, ICollection<SettingFault> faults)
    {
        if (question.Least > question.Most)
        {
            faults.Add(new SettingFault(question.At, $"“{question.Key}”的 least 大于 most"));
        }

        if (question.Silent && !question.Optional)
        {
            faults.Add(new SettingFault(question.At, $"“{question.Key}”不问（silent）就必须可空（optional）"));
        }
    }

    private static void Condition(WrittenQuestion question, List<WrittenQuestion> earlier, ICollection<SettingFault> faults)
    {
        if (question.When is { Count: > 1 })
        {
            faults.Add(new SettingFault(question.At, "when 只能看一个问题的答案"));
        }

        foreach (var (key, words) in question.When ?? new Dictionary<string, IReadOnlyList<string>>())
        {
            if (earlier.Find(q => q.Key == key) is not { } asked)
            {
                faults.Add(new SettingFault(question.At, $"when 里的“{key}”不是前面的问题{Meant(key, earlier.Select(q => q.Key))}"));
                continue;
            }

            var names = asked.Named([]).Select(o => o.Name).ToList();
            foreach (var word in words.Where(w => !names.Contains(w)))
            {
                faults.Add(new SettingFault(question.At, $"when 里的“{word}”不是“{key}”的选项{Meant(word, names)}"));
            }
        }
    }

    private static string Meant(string word, IEnumerable<string> words) => Nearest.Word(word, words) is { } nearest ? $"，最接近的是“{nearest}”" : "";
}
