using System.Collections;
using System.Globalization;
using System.Text;

namespace Luzhi.Bot.Letters;

/// <summary>One A4 page being written: lines of text and a QR code, measured in points from the top left.</summary>
internal sealed class PdfPage(PdfText font)
{
    public const double Wide = 595.28, High = 841.89;
    private readonly StringBuilder content = new();

    /// <returns>Where the next line may begin.</returns>
    public double Write(string text, double left, double top, double size, double width, double spacing = 1.6)
    {
        foreach (var line in Lines(text, size, width))
        {
            content.Append(CultureInfo.InvariantCulture, $"BT /F {size:0.##} Tf {left:0.##} {High - top - size:0.##} Td <{font.Encode(line)}> Tj ET\n");
            top += size * spacing;
        }

        return top;
    }

    public void Centre(string text, double top, double size) => Write(text, (Wide - font.Width(text, size)) / 2, top, size, Wide);

    public void Right(string text, double right, double top, double size) => Write(text, right - font.Width(text, size), top, size, Wide);

    /// <summary>The dark squares only; the quiet zone is in the code already.</summary>
    public void Draw(IReadOnlyList<BitArray> code, double left, double top, double size)
    {
        var square = size / code.Count;
        for (var row = 0; row < code.Count; row++)
        {
            for (var column = 0; column < code[row].Count; column++)
            {
                if (code[row][column])
                {
                    content.Append(CultureInfo.InvariantCulture, $"{left + (column * square):0.###} {High - top - ((row + 1) * square):0.###} {square:0.###} {square:0.###} re\n");
                }
            }
        }

        content.Append("f\n");
    }

    public byte[] Content() => Encoding.ASCII.GetBytes(content.ToString());

    /// <summary>Chinese breaks anywhere, only not before a closing sign.</summary>
    private IEnumerable<string> Lines(string text, double size, double width)
    {
        var line = new StringBuilder();
        foreach (var letter in text.EnumerateRunes())
        {
            if (letter.Value == '\n' || (line.Length > 0 && font.Width(line.ToString() + letter, size) > width && !"，。；：、？）”》".Contains(letter.ToString(), StringComparison.Ordinal)))
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(letter.Value == '\n' ? "" : letter.ToString());
        }

        yield return line.ToString();
    }
}
