using System.Buffers.Binary;
using System.Text;

namespace Luzhi.Bot.Letters;

/// <summary>
/// As much of an OpenType font as a printed letter needs: which glyph a letter has, how wide it is, and its outlines (CFF).
/// Written here because no PDF library that may be used can embed the Chinese fonts a server has: docs/decisions/022.
/// </summary>
internal sealed class OpenTypeFont
{
    // Noto's collections hold the same glyphs under five national faces: JP, KR, SC, TC, HK.
    private const int SimplifiedChinese = 2;

    private readonly byte[] file;
    private readonly Dictionary<string, (int At, int Length)> tables = [];
    private readonly (uint First, uint Last, uint Glyph)[] groups;
    private readonly int wideMetrics;

    /// <exception cref="InvalidDataException">Not a font with CFF outlines and Unicode letters.</exception>
    public OpenTypeFont(byte[] file)
    {
        this.file = file;
        var face = Tag(0) == "ttcf" ? (int)U32(12 + (4 * Math.Min(SimplifiedChinese, (int)U32(8) - 1))) : 0;
        for (var i = 0; i < U16(face + 4); i++)
        {
            var entry = face + 12 + (16 * i);
            tables[Tag(entry)] = ((int)U32(entry + 8), (int)U32(entry + 12));
        }

        if (!tables.ContainsKey("CFF ") || !tables.ContainsKey("cmap"))
        {
            throw new InvalidDataException("no CFF outlines");
        }

        UnitsPerEm = U16(Table("head") + 18);
        wideMetrics = U16(Table("hhea") + 34);
        (Ascent, Descent) = ((short)U16(Table("hhea") + 4), (short)U16(Table("hhea") + 6));
        groups = Groups();
    }

    public int UnitsPerEm { get; }
    public int Ascent { get; }
    public int Descent { get; }

    public ReadOnlySpan<byte> Outlines => file.AsSpan(tables["CFF "].At, tables["CFF "].Length);

    /// <returns>0 for a letter the font does not have.</returns>
    public int Glyph(Rune letter)
    {
        var group = Array.Find(groups, g => letter.Value >= g.First && letter.Value <= g.Last);
        return group.Last == 0 ? 0 : (int)(group.Glyph + (uint)letter.Value - group.First);
    }

    /// <summary>In thousandths of the size, as PDF counts.</summary>
    public int Width(int glyph) => U16(Table("hmtx") + (4 * Math.Min(glyph, wideMetrics - 1))) * 1000 / UnitsPerEm;

    private (uint, uint, uint)[] Groups()
    {
        var cmap = Table("cmap");
        for (var i = 0; i < U16(cmap + 2); i++)
        {
            var sub = cmap + (int)U32(cmap + 4 + (8 * i) + 4);
            if (U16(sub) == 12)
            {
                return [.. Enumerable.Range(0, (int)U32(sub + 12)).Select(g => sub + 16 + (12 * g)).Select(at => (U32(at), U32(at + 4), U32(at + 8)))];
            }
        }

        throw new InvalidDataException("no Unicode letters");
    }

    private int Table(string tag) => tables.TryGetValue(tag, out var table) ? table.At : throw new InvalidDataException("no " + tag);

    private string Tag(int at) => Encoding.ASCII.GetString(file, at, 4);

    private int U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at));

    private uint U32(int at) => BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
}
