using System.Buffers.Binary;

namespace Luzhi.Bot.Letters;

/// <summary>
/// A CFF font of which only some glyphs are drawn. The others are blanked where they stand, so that not one offset changes; sixteen megabytes of
/// zeros then pack to next to nothing. Rewriting the font's tables would save a little more and be five times as much to get wrong.
/// </summary>
internal static class CffSubset
{
    private const int CharStrings = 17, Charset = 15;
    private const byte EndChar = 14;

    /// <exception cref="InvalidDataException">Its glyphs are not numbered as they are counted, or it cannot be read.</exception>
    public static byte[] Of(ReadOnlySpan<byte> outlines, IReadOnlySet<int> glyphs)
    {
        var cff = outlines.ToArray();
        var names = new Index(cff, cff[2]);
        var top = TopDict(cff, new Index(cff, names.End));
        if (!top.TryGetValue(CharStrings, out var at) || !IsPlain(cff, top.GetValueOrDefault(Charset)))
        {
            throw new InvalidDataException("unusual CFF");
        }

        var drawn = new Index(cff, at);
        for (var glyph = 1; glyph < drawn.Count; glyph++)
        {
            var (from, to) = drawn.Item(glyph);
            if (to > from && !glyphs.Contains(glyph))
            {
                cff.AsSpan(from, to - from).Clear();
                cff[from] = EndChar;
            }
        }

        return cff;
    }

    /// <summary>One range from 1 on: then a glyph's number is its CID, which is what the pages' text says.</summary>
    private static bool IsPlain(byte[] cff, int charset) => charset > 2 && cff[charset] is 1 or 2 && BinaryPrimitives.ReadUInt16BigEndian(cff.AsSpan(charset + 1)) == 1;

    private static Dictionary<int, int> TopDict(byte[] cff, Index dicts)
    {
        var (at, end) = dicts.Item(0);
        var (found, operand) = (new Dictionary<int, int>(), 0);
        while (at < end)
        {
            var b = cff[at++];
            switch (b)
            {
                case 12: at++; break;
                case <= 21: found[b] = operand; break;
                case 28: operand = BinaryPrimitives.ReadInt16BigEndian(cff.AsSpan(at)); at += 2; break;
                case 29: operand = BinaryPrimitives.ReadInt32BigEndian(cff.AsSpan(at)); at += 4; break;
                case 30: while ((cff[at] & 0x0F) != 0x0F && cff[at] >> 4 != 0x0F) { at++; } at++; break;
                case <= 246: operand = b - 139; break;
                case <= 250: operand = ((b - 247) * 256) + cff[at++] + 108; break;
                default: operand = (-(b - 251) * 256) - cff[at++] - 108; break;
            }
        }

        return found;
    }

    /// <summary>CFF's list of things of different length: a count, the offsets, the things.</summary>
    private readonly struct Index(byte[] cff, int at)
    {
        public int Count => BinaryPrimitives.ReadUInt16BigEndian(cff.AsSpan(at));

        public int End => Count == 0 ? at + 2 : Item(Count - 1).To;

        public (int From, int To) Item(int i) => (Offset(i), Offset(i + 1));

        private int Offset(int i)
        {
            var size = cff[at + 2];
            var offset = 0;
            foreach (var b in cff.AsSpan(at + 3 + (size * i), size))
            {
                offset = (offset << 8) | b;
            }

            return at + 2 + (size * (Count + 1)) + offset;
        }
    }
}
