using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Luzhi.Bot.Tests.Letters;

/// <summary>A PDF of ours as a reader takes it apart: the pages, and what is written on each.</summary>
internal sealed partial class PdfReading
{
    private readonly Dictionary<int, string> objects = [];
    private readonly Dictionary<int, byte[]> streams = [];

    public PdfReading(byte[] file)
    {
        var text = Encoding.Latin1.GetString(file);
        foreach (Match match in Objects().Matches(text))
        {
            var number = int.Parse(match.Groups[1].ValueSpan, null);
            objects[number] = match.Groups[2].Value;
            if (match.Groups[3].Success)
            {
                var length = int.Parse(Length().Match(match.Groups[2].Value).Groups[1].ValueSpan, null);
                using var unpacked = new MemoryStream();
                new ZLibStream(new MemoryStream(file, match.Groups[3].Index, length), CompressionMode.Decompress).CopyTo(unpacked);
                streams[number] = unpacked.ToArray();
            }
        }

        var letters = Letters();
        Pages = [.. objects.Where(o => o.Value.Contains("/Type /Page ", StringComparison.Ordinal)).OrderBy(o => o.Key)
            .Select(o => Written(Encoding.ASCII.GetString(streams[int.Parse(Contents().Match(o.Value).Groups[1].ValueSpan, null)]), letters))];
    }

    public IReadOnlyList<string> Pages { get; }

    /// <summary>The CFF outlines that came along.</summary>
    public byte[] Outlines => streams[objects.Single(o => o.Value.Contains("/CIDFontType0C", StringComparison.Ordinal)).Key];

    private Dictionary<string, string> Letters()
    {
        var map = streams.Values.Select(Encoding.Latin1.GetString).Single(s => s.Contains("begincmap", StringComparison.Ordinal));
        return Pairs().Matches(map).ToDictionary(m => m.Groups[1].Value, m => Encoding.BigEndianUnicode.GetString(Convert.FromHexString(m.Groups[2].Value)));
    }

    private static string Written(string content, Dictionary<string, string> letters) => string.Join('\n', Shown().Matches(content)
        .Select(m => string.Concat(m.Groups[1].Value.Chunk(4).Select(code => letters[new string(code)]))));

    [GeneratedRegex(@"(\d+) 0 obj\n(<<.*?>>)\n(?:stream\n()|endobj)", RegexOptions.Singleline)]
    private static partial Regex Objects();

    [GeneratedRegex(@"/Length (\d+)")]
    private static partial Regex Length();

    [GeneratedRegex(@"/Contents (\d+) 0 R")]
    private static partial Regex Contents();

    [GeneratedRegex(@"<([0-9A-F]{4})> <([0-9A-F]{4,8})>\n")]
    private static partial Regex Pairs();

    [GeneratedRegex(@"<([0-9A-F]+)> Tj")]
    private static partial Regex Shown();
}
