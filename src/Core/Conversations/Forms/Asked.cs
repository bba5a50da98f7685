namespace Luzhi.Core.Conversations.Forms;

/// <summary>Which question comes next.</summary>
public static class Asked
{
    public static bool Applies(Question question, IReadOnlyDictionary<string, Given> answers) =>
        question.When is not { } when || (answers.TryGetValue(when.Key, out var given) && given.Value.Split('、').Any(when.AnyOf.Contains));

    public static Question? Next(Form form, IReadOnlyDictionary<string, Given> answers) =>
        form.Questions.FirstOrDefault(q => !q.Silent && !answers.ContainsKey(q.Key) && Applies(q, answers));

    /// <summary>The form with the next question open, or at its read-back.</summary>
    public static OpenForm Onward(Form form, OpenForm open, DateTimeOffset now)
    {
        var next = Next(form, open.Answers);
        return open with { Question = next?.Key, Stage = next is null ? FormStage.ReadBack : FormStage.Asking, Misses = 0, At = now };
    }
}
