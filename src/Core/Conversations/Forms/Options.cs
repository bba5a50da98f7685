namespace Luzhi.Core.Conversations.Forms;

/// <summary>Finds a choice question's options in what was written, by their names and by the other words for them.</summary>
public static class Options
{
    /// <summary>The options that are spoken of. A word inside a longer one of another option (宣讲 in 宣讲培训会) is not counted twice.</summary>
    public static IReadOnlyList<Option> In(Question question, string plain)
    {
        var found = question.Options
            .SelectMany(o => o.Words.Select(w => (Option: o, Word: w, At: plain.IndexOf(w, StringComparison.Ordinal))))
            .Where(f => f.At >= 0)
            .ToList();
        var named = found.Where(f => f.Word == f.Option.Name).Select(f => f.Option).Distinct().ToList();

        // The name itself outweighs another option's by-words: 走访慰问 is 走访, and so is 走访, 看望.
        return named.Count > 0 ? named : [.. found.Select(f => f.Option).Distinct()];
    }
}
