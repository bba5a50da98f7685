using System.Globalization;
using System.IO.Compression;
using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace Luzhi.Core.Directory;

/// <summary>Cells that are shown as one; all numbers count from 0.</summary>
internal sealed record Merge(int FromRow, int ToRow, int FromColumn, int ToColumn)
{
    public bool Holds(int row, int column) => row >= FromRow && row <= ToRow && column >= FromColumn && column <= ToColumn;
}

/// <summary>One sheet as its cells read. Empty lines are left out; the others keep their number.</summary>
internal sealed record WorkbookSheet(string Name, bool Hidden, IReadOnlyList<RosterLine> Lines, IReadOnlyList<Merge> Merges)
{
    public IReadOnlyList<int> HiddenLines { get; init; } = [];
    public IReadOnlyList<int> HiddenColumns { get; init; } = [];
}

/// <summary>
/// Reads .xlsx and .xls, values only: macros, links to other files and formulas are never looked at, only what the formula last came to.
/// A workbook is somebody else's file: how much it may unpack to is held here, before anything is unpacked.
/// </summary>
internal static class Workbook
{
    private const long UnpackedAtMost = 200 * 1024 * 1024;
    private const int PartsAtMost = 2_000, LinesAtMost = 60_000, BlanksAtMost = 10_000, ColumnsAtMost = 200;

    // .xls files keep their text in code pages that .NET brings along but does not offer by itself.
    static Workbook() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static IReadOnlyList<WorkbookSheet> Read(byte[] bytes)
    {
        try
        {
            Hold(bytes);
            using var reader = ExcelReaderFactory.CreateReader(new MemoryStream(bytes));
            return Sheets(reader);
        }
        catch (InvalidPasswordException)
        {
            throw new NoRosterException("roster.workbook_locked");
        }
        catch (Exception broken) when (broken is ExcelReaderException or InvalidDataException or System.Xml.XmlException or IOException
            or ArgumentException or InvalidOperationException or FormatException or OverflowException or NullReferenceException or IndexOutOfRangeException or NotSupportedException)
        {
            throw new NoRosterException("roster.workbook_broken"); // the library fails on damaged files in all these ways
        }
    }

    /// <summary>.NET never unpacks more of a part than the archive says it holds, so what the archive says is enough to look at.</summary>
    private static void Hold(byte[] bytes)
    {
        if (!bytes.AsSpan().StartsWith("PK"u8))
        {
            return;
        }

        using var archive = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
        if (archive.Entries.Count > PartsAtMost || archive.Entries.Sum(e => e.Length) > UnpackedAtMost)
        {
            throw new NoRosterException("roster.workbook_big");
        }
    }

    private static List<WorkbookSheet> Sheets(IExcelDataReader reader)
    {
        var sheets = new List<WorkbookSheet>();
        do
        {
            sheets.Add(Sheet(reader));
        }
        while (reader.NextResult());
        return sheets;
    }

    private static WorkbookSheet Sheet(IExcelDataReader reader)
    {
        var (lines, hidden) = (new List<RosterLine>(), new List<int>());
        // A sheet formatted down to its last line has a million empty ones.
        for (int row = 0, last = 0; reader.Read() && row - last <= BlanksAtMost; row++)
        {
            var line = new RosterLine(row + 1, [.. Enumerable.Range(0, Math.Min(reader.FieldCount, ColumnsAtMost)).Select(c => Text(reader, c))]);
            if (line.Blank)
            {
                continue;
            }

            last = row;
            lines.Add(lines.Count < LinesAtMost ? line : throw new NoRosterException("roster.workbook_big"));
            if (reader.RowHeight == 0)
            {
                hidden.Add(row + 1);
            }
        }

        var wide = Math.Min(lines.Count == 0 ? 0 : lines.Max(l => l.Cells.Count), ColumnsAtMost);
        return new WorkbookSheet(reader.Name, reader.VisibleState != "visible", lines,
            [.. (reader.MergeCells ?? []).Select(m => new Merge(m.FromRow, m.ToRow, m.FromColumn, m.ToColumn))])
        {
            HiddenLines = hidden,
            HiddenColumns = [.. Enumerable.Range(0, wide).Where(c => reader.GetColumnWidth(c) == 0)],
        };
    }

    private static string Text(IExcelDataReader reader, int column) => reader.GetValue(column) switch
    {
        null => "",
        string text => text,
        double number => Number(number, reader.GetNumberFormatString(column)),
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime at => at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        var other => Convert.ToString(other, CultureInfo.InvariantCulture) ?? "",
    };

    /// <summary>A phone number is a whole number, never 1.38E+10; and 2022.10 written with two places is October.</summary>
    private static string Number(double number, string? format) =>
        number == Math.Floor(number) && Math.Abs(number) < 1e15 && format is not ("0.0" or "0.00") ? ((long)number).ToString(CultureInfo.InvariantCulture)
        : number.ToString(format is "0.0" or "0.00" ? format : "R", CultureInfo.InvariantCulture);
}
