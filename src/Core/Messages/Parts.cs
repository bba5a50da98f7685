using System.Globalization;
using System.Text;

namespace Luzhi.Core.Messages;

/// <summary>Cuts a long text into pieces that a channel takes: at line ends where there are any, never inside a character.</summary>
public static class Parts
{
    /// <summary>What WeChat takes in one text (wechat.md §5), in UTF-8 bytes.</summary>
    public const int Wire = 2048;

    /// <returns>At least one piece; joined with the line ends at the cuts they are the text.</returns>
    public static IReadOnlyList<string> Of(string text, int most = Wire)
    {
        // The longest thing that may not be cut is a character of four bytes.
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 4);
        var parts = new List<string>();
        var rest = text;
        while (Encoding.UTF8.GetByteCount(rest) > most)
        {
            var (end, next) = Cut(rest, most);
            parts.Add(rest[..end]);
            rest = rest[next..];
        }

        parts.Add(rest);
        return parts;
    }

    /// <summary>Where the first piece ends and where the next begins; a line end between them belongs to neither.</summary>
    private static (int End, int Next) Cut(string text, int most)
    {
        var fits = Fitting(text, most);
        // One more than fits: a line end just behind the piece costs it nothing.
        var line = text.LastIndexOf('\n', fits);
        return line > 0 ? (line, line + 1) : (fits, fits);
    }

    private static int Fitting(string text, int most)
    {
        // What a reader takes for one character, an emoji of several parts, stays whole unless it alone is too long.
        var whole = Fitting(most, Elements(text));
        return whole > 0 ? whole : Fitting(most, text.EnumerateRunes().Select(r => r.ToString()));
    }

    private static int Fitting(int most, IEnumerable<string> pieces)
    {
        var (bytes, at) = (0, 0);
        foreach (var piece in pieces)
        {
            bytes += Encoding.UTF8.GetByteCount(piece);
            if (bytes > most)
            {
                break;
            }

            at += piece.Length;
        }

        return at;
    }

    private static IEnumerable<string> Elements(string text)
    {
        for (var elements = StringInfo.GetTextElementEnumerator(text); elements.MoveNext();)
        {
            yield return elements.GetTextElement();
        }
    }
}
