using System.Globalization;
using ExcelDataReader;

namespace Luzhi.Bot.Tests.Lists;

/// <summary>A workbook as whoever opens it sees it.</summary>
internal static class Workbooks
{
    public static IReadOnlyList<IReadOnlyList<object?>> Rows(byte[] file)
    {
        using var reader = ExcelReaderFactory.CreateReader(new MemoryStream(file));
        var rows = new List<IReadOnlyList<object?>>();
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)]);
        }

        return rows;
    }

    public static IReadOnlyList<string> Lines(byte[] file) =>
        [.. Rows(file).Select(row => string.Join('|', row.Select(cell => cell is DateTime at ? at.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : Convert.ToString(cell, CultureInfo.InvariantCulture))))];
}
