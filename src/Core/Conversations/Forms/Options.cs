using Luzhi.Core.Conversations.Language;

namespace Luzhi.Core.Conversations.Forms;

/// <summary>Finds a choice question's options in what was written, by their names and by the other words for them.</summary>
public static class Options
{
    /// <summary>The options that are spoken of. A word inside a longer one of another option (宣讲 in 宣讲培训会) is not counted twice.</summary>
    public static IReadOnlyList<Option> In(Question question, string plain)
    {
        var found = question.Options
            .SelectMany(o => o.Words.Select(Plain.Of).Select(w => (Option: o, Word: w)))
            .Where(f => f.Word.Length > 0 && plain.Contains(f.Word, StringComparison.Ordinal))
            .ToList();

        // 住宿 inside 不住宿 was not said.
        found = [.. found.Where(f => !found.Exists(o => o.Option != f.Option && o.Word.Length > f.Word.Length && o.Word.Contains(f.Word, StringComparison.Ordinal) && Count(plain, o.Word) == Count(plain, f.Word)))];
        var named = found.Where(f => f.Word == Plain.Of(f.Option.Name)).Select(f => f.Option).Distinct().ToList();

        // The name itself outweighs another option's by-words: 走访慰问 is 走访, and so is 走访, 看望.
        return named.Count > 0 ? named : [.. found.Select(f => f.Option).Distinct()];
    }

    /// <summary>The option that is meant by exactly these words.</summary>
    public static Option? Exactly(Question question, string plain) => question.Options.FirstOrDefault(o => o.Words.Any(w => Plain.Of(w) == plain));

    private static int Count(string plain, string word) => plain.Split(word).Length - 1;
}
