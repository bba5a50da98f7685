using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Luzhi.Bot.Letters;

/// <summary>A PDF as its format asks: numbered objects one after the other, then the table of where each begins.</summary>
internal sealed class PdfFile : IDisposable
{
    private readonly MemoryStream file = new();
    private readonly List<long> begins = [];

    public PdfFile() => Raw("%PDF-1.5\n%\u00e2\u00e3\u00cf\u00d3\n");

    /// <summary>A number for an object that is written later.</summary>
    public int Reserve()
    {
        begins.Add(0);
        return begins.Count;
    }

    public int Add(string dictionary) => Put(Reserve(), dictionary);

    public int Put(int number, string dictionary)
    {
        begins[number - 1] = file.Position;
        Raw($"{number} 0 obj\n{dictionary}\nendobj\n");
        return number;
    }

    public int AddStream(ReadOnlySpan<byte> content, string entries = "")
    {
        var number = Reserve();
        var packed = Pack(content);
        begins[number - 1] = file.Position;
        Raw($"{number} 0 obj\n<< {entries} /Length {packed.Length} /Filter /FlateDecode >>\nstream\n");
        file.Write(packed);
        Raw("\nendstream\nendobj\n");
        return number;
    }

    public byte[] Close(int catalog)
    {
        var table = file.Position;
        Raw($"xref\n0 {begins.Count + 1}\n0000000000 65535 f \n");
        foreach (var begin in begins)
        {
            Raw(begin.ToString("D10", CultureInfo.InvariantCulture) + " 00000 n \n");
        }

        Raw($"trailer\n<< /Size {begins.Count + 1} /Root {catalog} 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return file.ToArray();
    }

    public void Dispose() => file.Dispose();

    private void Raw(string text) => file.Write(Encoding.Latin1.GetBytes(text));

    private static byte[] Pack(ReadOnlySpan<byte> content)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(content);
        }

        return packed.ToArray();
    }
}
