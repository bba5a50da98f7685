namespace Luzhi.Core.Conversations.Forms;

/// <summary>Which questions stand, and which comes next.</summary>
public static class Asked
{
    /// <summary>
    /// The questions that are asked as things stand. A condition looks only at answers whose own question stands: what was answered before
    /// another answer made it pointless opens nothing.
    /// </summary>
    public static IReadOnlyList<Question> Standing(Form form, IReadOnlyDictionary<string, Given> answers)
    {
        var (standing, known) = (new List<Question>(), new Dictionary<string, Given>());
        foreach (var question in form.Questions.Where(q => q.When is null || q.When.Holds(known)))
        {
            standing.Add(question);
            if (answers.TryGetValue(question.Key, out var given))
            {
                known[question.Key] = given;
            }
        }

        return standing;
    }

    public static Question? Next(Form form, IReadOnlyDictionary<string, Given> answers) =>
        Standing(form, answers).FirstOrDefault(q => !q.Silent && !answers.ContainsKey(q.Key));

    /// <summary>The form with the next question open, or at its read-back.</summary>
    public static OpenForm Onward(Form form, OpenForm open, DateTimeOffset now) =>
        Opened(open, Next(form, open.Answers), now);

    /// <summary>The form with this question open; none: at its read-back.</summary>
    public static OpenForm Opened(OpenForm open, Question? question, DateTimeOffset now) => open with
    {
        Question = question?.Key,
        Stage = question is null ? FormStage.ReadBack : FormStage.Asking,
        Wants = question?.Type is QuestionType.Person or QuestionType.Unit ? question.Type : null,
        Doubt = null,
        Misses = 0,
        At = now,
    };
}
