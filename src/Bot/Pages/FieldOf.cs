using System.Globalization;
using Luzhi.Core.Conversations.Forms;

namespace Luzhi.Bot.PhonePages;

/// <summary>How a question stands on a page as a field: what its input is, what bounds the browser may hold, and what an earlier answer looks like in it.</summary>
public static class FieldOf
{
    public static string Input(Question question) => question.Type switch
    {
        QuestionType.Number => "number",
        QuestionType.Date => "date",
        QuestionType.Time => "time",
        _ => "text",
    };

    public static string? Least(Question question, DateOnly today) => question.Type switch
    {
        QuestionType.Number => question.Size.Least?.ToString(CultureInfo.InvariantCulture),
        QuestionType.Date => question.FirstDay?.On(today).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        QuestionType.Time => question.Earliest?.ToString("HH:mm", CultureInfo.InvariantCulture),
        _ => null,
    };

    public static string? Most(Question question, DateOnly today) => question.Type switch
    {
        QuestionType.Number => question.Size.Most?.ToString(CultureInfo.InvariantCulture),
        QuestionType.Date => question.LastDay?.On(today).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        QuestionType.Time => question.Latest?.ToString("HH:mm", CultureInfo.InvariantCulture),
        _ => null,
    };

    public static IEnumerable<int> Points(Question question)
    {
        var size = question.Size.Or(1, 5);
        return Enumerable.Range(size.Least!.Value, size.Most!.Value - size.Least.Value + 1);
    }

    /// <summary>What a browser's own fields take is the value; a name or a place stands as people read it.</summary>
    public static string Before(Question question, Given given) => question.Type switch
    {
        QuestionType.Signature => given.Value.StartsWith("signed:", StringComparison.Ordinal) ? given.Value["signed:".Length..] : "",
        QuestionType.Person or QuestionType.Unit or QuestionType.Place => given.Shown,
        _ => given.Value,
    };

    /// <summary>Whether the field came back as it was sent out. A browser ends its lines its own way.</summary>
    public static bool IsUntouched(Question question, Given given, string sent) =>
        Before(question, given) is { Length: > 0 } before && before.ReplaceLineEndings("\n").Trim() == sent.ReplaceLineEndings("\n").Trim();
}
