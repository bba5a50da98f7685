using System.Text;

namespace Luzhi.Core.Directory;

/// <summary>
/// CSV as spreadsheets save it. Written here rather than taken from a library because a secretary must be told the line of the file,
/// also after a cell that holds line breaks, and because the bytes may be UTF-8, UTF-16 or what a Chinese Excel saves (GB18030).
/// </summary>
public static class CsvText
{
    private static readonly Encoding Gb18030 =
        CodePagesEncodingProvider.Instance.GetEncoding(54936, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <returns>The text without its byte order mark; null when the bytes are no text in any of the encodings.</returns>
    public static string? Decode(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, .. var rest] => Try(new UTF8Encoding(false, true), rest),
        [0xFF, 0xFE, .. var rest] => Try(new UnicodeEncoding(false, false, true), rest),
        [0xFE, 0xFF, .. var rest] => Try(new UnicodeEncoding(true, false, true), rest),
        _ => Try(new UTF8Encoding(false, true), bytes) ?? Try(Gb18030, bytes),
    };

    /// <summary>A ZIP or OLE signature: an Excel workbook that was not saved as CSV.</summary>
    public static bool IsWorkbook(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0x50, 0x4B, 0x03, 0x04]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]);

    /// <summary>Records that hold anything; empty lines and lines of bare separators are passed over but counted.</summary>
    public static IEnumerable<RosterLine> Lines(string text)
    {
        var separator = Separator(text);
        var (at, line) = (0, 1);
        while (at < text.Length)
        {
            var record = One(text, separator, ref at, ref line);
            if (record.Unclosed || record.Cells.Any(c => !string.IsNullOrWhiteSpace(c)))
            {
                yield return record;
            }
        }
    }

    private static RosterLine One(string text, char separator, ref int at, ref int line)
    {
        var cells = new List<string>();
        var first = line;
        while (true)
        {
            cells.Add(Cell(text, separator, ref at, ref line, out var unclosed));
            if (unclosed || at >= text.Length)
            {
                return new RosterLine(first, cells) { Unclosed = unclosed };
            }

            if (text[at++] == separator)
            {
                continue;
            }

            at += text[at - 1] == '\r' && at < text.Length && text[at] == '\n' ? 1 : 0;
            line++;
            return new RosterLine(first, cells);
        }
    }

    /// <summary>Leaves <paramref name="at"/> on the separator or line end after the cell.</summary>
    private static string Cell(string text, char separator, ref int at, ref int line, out bool unclosed)
    {
        unclosed = false;
        var cell = new StringBuilder();
        if (at < text.Length && text[at] == '"')
        {
            unclosed = !Quoted(text, cell, ref at, ref line);
        }

        while (at < text.Length && text[at] != separator && text[at] is not ('\r' or '\n'))
        {
            cell.Append(text[at++]);
        }

        return cell.ToString();
    }

    private static bool Quoted(string text, StringBuilder cell, ref int at, ref int line)
    {
        for (at++; at < text.Length; at++)
        {
            if (text[at] == '"' && (at + 1 == text.Length || text[at + 1] != '"'))
            {
                at++;
                return true;
            }

            at += text[at] == '"' ? 1 : 0;
            line += text[at] == '\n' || (text[at] == '\r' && (at + 1 == text.Length || text[at + 1] != '\n')) ? 1 : 0;
            cell.Append(text[at]);
        }

        return false;
    }

    /// <summary>Excel's "Unicode text" is separated by tabs.</summary>
    private static char Separator(string text)
    {
        var header = text.AsSpan(0, text.AsSpan().IndexOfAny('\r', '\n') is >= 0 and var end ? end : text.Length);
        return header.Contains('\t') && !header.Contains(',') ? '\t' : ',';
    }

    private static string? Try(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return encoding.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
