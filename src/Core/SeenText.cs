using System.Buffers;

namespace Luzhi.Core;

/// <summary>
/// Text as far as people can see it. Control characters no database takes (PostgreSQL refuses U+0000), and marks that turn the reading
/// direction let a title show another than it is. What people type, paste or send loses them; what a program sends with them is refused.
/// </summary>
public static class SeenText
{
    private static readonly SearchValues<char> Unseen = SearchValues.Create(
    [
        .. Enumerable.Range(0, 0x20).Select(i => (char)i).Except(['\t', '\n', '\r']), .. Enumerable.Range(0x7F, 0x21).Select(i => (char)i),
        '\u061C', '\u200E', '\u200F', '\u202A', '\u202B', '\u202C', '\u202D', '\u202E', '\u2066', '\u2067', '\u2068', '\u2069', '\uFFFE', '\uFFFF',
    ]);

    public static bool Hides(string text) => text.AsSpan().ContainsAny(Unseen);

    public static string Of(string text) => Hides(text) ? string.Concat(text.Where(c => !Unseen.Contains(c))) : text;
}
