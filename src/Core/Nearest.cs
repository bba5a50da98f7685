namespace Luzhi.Core;

/// <summary>Finds the word somebody probably meant. Used wherever a person's spelling is refused, so that the refusal helps.</summary>
public static class Nearest
{
    /// <returns>The closest of <paramref name="words"/>, the first one on a tie; null when none is close enough to be worth naming.</returns>
    public static string? Word(string wanted, IEnumerable<string> words)
    {
        string? best = null;
        var least = int.MaxValue;
        foreach (var word in words)
        {
            var distance = Distance(wanted, word);
            var near = distance <= Math.Max(1, Math.Max(wanted.Length, word.Length) / 2);
            if ((near || Holds(wanted, word)) && distance < least)
            {
                (best, least) = (word, distance);
            }
        }

        return best;
    }

    /// <summary>Letters to add, drop, change or swap with a neighbour to make one word the other; capitals do not count.</summary>
    public static int Distance(string one, string other)
    {
        int[] before = new int[other.Length + 1], last = [.. Enumerable.Range(0, other.Length + 1)], row = new int[other.Length + 1];
        for (var i = 1; i <= one.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var change = Same(one[i - 1], other[j - 1]) ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + change);
                if (i > 1 && j > 1 && Same(one[i - 1], other[j - 2]) && Same(one[i - 2], other[j - 1]))
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }

            (before, last, row) = (last, row, before);
        }

        return last[other.Length];
    }

    /// <summary>经济 for 经济委员会: half a name is a likely slip, though many letters away. One letter alone is not.</summary>
    private static bool Holds(string wanted, string word) =>
        wanted.Length > 1 && word.Length > 1
        && (word.Contains(wanted, StringComparison.OrdinalIgnoreCase) || wanted.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static bool Same(char one, char other) => char.ToUpperInvariant(one) == char.ToUpperInvariant(other);
}
