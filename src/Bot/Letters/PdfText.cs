using System.Globalization;
using System.Text;

namespace Luzhi.Bot.Letters;

/// <summary>The one font of a document: remembers which letters were written, and brings exactly these along.</summary>
internal sealed class PdfText(OpenTypeFont font)
{
    private readonly SortedDictionary<int, Rune> written = [];

    public string Encode(string text)
    {
        var codes = new StringBuilder(text.Length * 4);
        foreach (var letter in text.EnumerateRunes())
        {
            var glyph = font.Glyph(letter);
            written[glyph] = letter;
            codes.Append(glyph.ToString("X4", CultureInfo.InvariantCulture));
        }

        return codes.ToString();
    }

    public double Width(string text, double size) => text.EnumerateRunes().Sum(letter => font.Width(font.Glyph(letter))) * size / 1000;

    /// <param name="pdf">After all its pages: only now is it known which letters they have.</param>
    /// <param name="number">What the pages call the font.</param>
    public void AddTo(PdfFile pdf, int number)
    {
        const string name = "LUZHIA+NotoCJK";
        var outlines = pdf.AddStream(CffSubset.Of(font.Outlines, written.Keys.ToHashSet()), "/Subtype /CIDFontType0C");
        var descriptor = pdf.Add($"<< /Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [-1000 -1000 3000 3000] /ItalicAngle 0 "
            + $"/Ascent {Thousandths(font.Ascent)} /Descent {Thousandths(font.Descent)} /CapHeight 733 /StemV 80 /FontFile3 {outlines} 0 R >>");
        var widths = string.Join(' ', written.Keys.Select(g => $"{g} [{font.Width(g)}]"));
        var descendant = pdf.Add($"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /{name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
            + $"/DW 1000 /W [{widths}] /FontDescriptor {descriptor} 0 R >>");
        var letters = pdf.AddStream(Encoding.ASCII.GetBytes(Letters()));
        pdf.Put(number, $"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /DescendantFonts [{descendant} 0 R] /ToUnicode {letters} 0 R >>");
    }

    /// <summary>Which letter each glyph is, so that a letter can be searched and copied.</summary>
    private string Letters()
    {
        var map = new StringBuilder("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Luzhi def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
        foreach (var some in written.Chunk(100))
        {
            map.Append(CultureInfo.InvariantCulture, $"{some.Length} beginbfchar\n");
            foreach (var (glyph, letter) in some)
            {
                map.Append(CultureInfo.InvariantCulture, $"<{glyph:X4}> <{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(letter.ToString()))}>\n");
            }

            map.Append("endbfchar\n");
        }

        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString();
    }

    private int Thousandths(int units) => units * 1000 / font.UnitsPerEm;
}
