using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using Luzhi.Core.Storage;

namespace Luzhi.Bot.Lists;

/// <summary>Everything held of a person as one file to hand over: a workbook for people, JSON for machines.</summary>
internal static class OwnDataFile
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Make(IReadOnlyList<OwnPart> parts, Func<DateTimeOffset, DateTimeOffset> local)
    {
        IReadOnlyList<object?> Civil(IReadOnlyList<object?> row) => [.. row.Select(cell => cell is DateTimeOffset at ? local(at) : cell)];
        var civil = parts.Select(p => p with { Rows = [.. p.Rows.Select(Civil)] }).ToList();
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create))
        {
            Put(archive, "个人数据.xlsx", Xlsx.Write([.. civil.Select(p => new ListSheet(p.Name, [.. p.Columns.Select(c => (c, 18))], p.Rows))]));
            Put(archive, "个人数据.json", JsonSerializer.SerializeToUtf8Bytes(civil.ToDictionary(p => p.Name, p => p.Rows.Select(row => p.Columns.Zip(row).ToDictionary(c => c.First, c => c.Second))), Readable));
        }

        return file.ToArray();
    }

    private static void Put(ZipArchive archive, string name, byte[] bytes)
    {
        using var entry = archive.CreateEntry(name).Open();
        entry.Write(bytes);
    }
}
