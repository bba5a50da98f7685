using System.Buffers;
using System.Globalization;
using System.Text;

namespace Luzhi.Core.Messages;

/// <summary>
/// Fits words to a channel's sizes, never through the middle of a character. A text that is too long ends in "…" and is not sent
/// in parts: parts would use up the few messages of a window, and a failure between two of them could not be tried again safely.
/// </summary>
public static class Cut
{
    private const string Ellipsis = "…";
    private static readonly SearchValues<char> Pauses = SearchValues.Create("\n。！？；!?;");

    public static string ToBytes(string text, int atMost)
    {
        if (Encoding.UTF8.GetByteCount(text) <= atMost)
        {
            return text;
        }

        var kept = Prefix(text, atMost - Encoding.UTF8.GetByteCount(Ellipsis), Encoding.UTF8.GetByteCount);
        return AtAPause(kept) + Ellipsis;
    }

    /// <summary>For a template's fields, which are counted in letters.</summary>
    public static string ToLetters(string text, int atMost) =>
        text.Length <= atMost ? text : Prefix(text, atMost - Ellipsis.Length, letter => letter.Length) + Ellipsis;

    // By what a reader takes for one character: an emoji of several parts is kept whole or not at all.
    private static string Prefix(string text, int atMost, Func<string, int> size)
    {
        var kept = 0;
        var letters = StringInfo.GetTextElementEnumerator(text);
        for (var room = atMost; letters.MoveNext(); kept += letters.GetTextElement().Length)
        {
            room -= size(letters.GetTextElement());
            if (room < 0)
            {
                break;
            }
        }

        return text[..kept];
    }

    /// <summary>Back to the end of the last line or sentence, when that costs little.</summary>
    private static string AtAPause(string kept)
    {
        var pause = kept.AsSpan().LastIndexOfAny(Pauses) + 1;
        return pause > kept.Length * 3 / 4 ? kept[..pause].TrimEnd() : kept.TrimEnd();
    }
}
