namespace Luzhi.Core.Conversations.Language;

/// <summary>Cuts what was written at its marks, and at the spaces people type instead of them.</summary>
public static class Sentences
{
    private const string Marks = ",.;:!~\n…-—\"()《》<>/|";

    public static IEnumerable<(string Text, bool QuestionMark)> Parts(string plain)
    {
        var begin = 0;
        for (var i = 0; i <= plain.Length; i++)
        {
            if (i < plain.Length && !Cuts(plain, i))
            {
                continue;
            }

            var part = plain[begin..i].Trim();
            if (part.Length > 0)
            {
                yield return (part, i < plain.Length && plain[i] == '?');
            }

            begin = i + 1;
        }
    }

    private static bool Cuts(string plain, int i)
    {
        var c = plain[i];
        if (c == '?' || c == ' ')
        {
            return true;
        }

        // 12.5 and 14:30 are one word.
        var insideNumber = i > 0 && i + 1 < plain.Length && char.IsAsciiDigit(plain[i - 1]) && char.IsAsciiDigit(plain[i + 1]);
        return !insideNumber && Marks.Contains(c, StringComparison.Ordinal);
    }
}
