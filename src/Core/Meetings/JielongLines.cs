using System.Text;
using System.Text.RegularExpressions;

namespace Luzhi.Core.Meetings;

/// <summary>One line of the paste in one plain spelling, with its number in the 接龙 taken off.</summary>
internal sealed record JielongLine(int At, string Written, string Text, bool Numbered);

/// <summary>Cuts a paste into lines: numbers in every fashion, several numbered names run together in one line, pictures and invisible letters.</summary>
internal static partial class JielongLines
{
    /// <summary>Beyond it a paste is no 接龙.</summary>
    private const int LinesAtMost = 2000;

    /// <summary>A longer line is read in pieces: names are looked for at every letter, and a whole paste in one line would take a core for itself.</summary>
    private const int LineAtMost = 2000;

    public static IReadOnlyList<JielongLine> Of(string pasted)
    {
        var lines = new List<JielongLine>();
        foreach (var (written, at) in pasted.Split(["\r\n", "\n", "\r", "\u2028"], StringSplitOptions.None).Take(LinesAtMost)
            .SelectMany((w, i) => w.Trim().Chunk(LineAtMost).Select(piece => (new string(piece), i + 1))))
        {
            var plain = Plain(written);
            lines.AddRange(Parts(plain).Select(part => Line(at, written, part)).Where(line => line.Text.Length > 0 || line.Numbered));
        }

        return lines;
    }

    /// <summary>Half-width, without pictures; a tick stays as √ and a cross as ×, because they answer.</summary>
    public static string Plain(string written)
    {
        var plain = new StringBuilder(written.Length);
        foreach (var rune in Stickers().Replace(written, m => Agrees(m.Value) ? "√" : " ").EnumerateRunes())
        {
            plain.Append(One(rune));
        }

        return string.Join(' ', plain.ToString().Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries));
    }

    private static string One(Rune rune) => rune.Value switch
    {
        >= '！' and <= '～' => ((char)(rune.Value - 0xFEE0)).ToString(),
        '　' or 0xA0 or 0x2002 or 0x2003 or 0x2005 => " ",
        >= '①' and <= '⑳' => $" {rune.Value - '①' + 1}. ",
        >= '⑴' and <= '⒇' => $" {rune.Value - '⑴' + 1}. ",
        >= '⒈' and <= '⒛' => $" {rune.Value - '⒈' + 1}. ",
        >= '❶' and <= '❿' => $" {rune.Value - '❶' + 1}. ",
        0x20E3 => ". ", // the key around a digit's picture
        0x1F51F => " 10. ",
        0x2705 or 0x2714 or 0x2611 or 0x221A or 0x1F44C or 0x1F44D or 0x1F64B or 0x1F197 => " √ ",
        0x274C or 0x2716 or 0x2718 or 0x2717 or 0x00D7 or 0x1F645 => " × ",
        0x200B or 0x200C or 0x200D or 0xFEFF or 0x2060 or 0xFFFC or (>= 0x200E and <= 0x200F) or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or (>= 0xFE00 and <= 0xFE0F) => "",
        >= 0x1F000 or (>= 0x2600 and <= 0x27BF) => " ",
        '。' => ".",
        _ => rune.ToString(),
    };

    private static JielongLine Line(int at, string written, string part)
    {
        var number = Number().Match(part);
        return number.Success && number.Length > 0
            ? new(at, written, part[number.Length..].Trim(), Numbered: true)
            : new(at, written, part.Trim(), Numbered: false);
    }

    /// <summary>"1.张建国 2.李秀英 3.王芳": a line that the copying ran together.</summary>
    private static IEnumerable<string> Parts(string plain)
    {
        var cuts = RunTogether().Matches(plain).Select(m => m.Index).Where(i => i > 0).ToList();
        if (cuts.Count == 0 || !Number().IsMatch(plain))
        {
            return [plain];
        }

        int[] edges = [0, .. cuts, plain.Length];
        return edges.Zip(edges.Skip(1), (from, to) => plain[from..to].Trim());
    }

    private static bool Agrees(string sticker) => sticker is "[OK]" or "[强]" or "[好的]" or "[收到]" or "[ok]" or "[Ok]" or "[举手]";

    /// <summary>1. 1、 (1) 【1】 1) 1 张, and 十二、; not 3月5日, 9:00, 12.5, 3人.</summary>
    [GeneratedRegex(@"^\s*(?:[(\[【<#]?\s*\d{1,3}\s*(?:[)\]】>]\s*[.、,:-]?|[.、,:-]+(?!\d)|\s+(?![月日号点时年届次人位名个])(?=\D)|(?=\p{L})(?![月日号点时年天周届次人位名个至到]))|[一二三四五六七八九十]{1,3}[、.])\s*")]
    private static partial Regex Number();

    [GeneratedRegex(@"(?<=[\s,;)])\d{1,3}[.、)](?!\d)(?=\s*\p{L})")]
    private static partial Regex RunTogether();

    [GeneratedRegex(@"\[[\p{L}]{1,4}\]")]
    private static partial Regex Stickers();
}
