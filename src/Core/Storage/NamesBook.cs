using Luzhi.Core.Conversations;
using Luzhi.Core.Conversations.Forms;

namespace Luzhi.Core.Storage;

/// <summary>For a form on a page: what the chat's facts say of names, question by question, since a page brings all answers at once.</summary>
public sealed class NamesBook(Database database)
{
    /// <param name="typed">By question, as typed.</param>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<Named>>> OfAsync(Form form, IReadOnlyDictionary<string, string> typed, Facts facts, CancellationToken ct)
    {
        await using var db = database.Open();
        var named = new Dictionary<string, IReadOnlyList<Named>>();
        foreach (var question in form.Questions.Where(q => q.Type is QuestionType.Person or QuestionType.Unit && typed.GetValueOrDefault(q.Key, "").Length > 0))
        {
            named[question.Key] = await db.NamedAsync(question.Type, typed[question.Key], facts, ct);
        }

        return named;
    }
}
