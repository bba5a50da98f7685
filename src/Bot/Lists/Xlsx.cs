using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Luzhi.Bot.Lists;

/// <summary>Writes lists as an Excel workbook, one row at a time: a list of fifty thousand never stands in memory as a tree.</summary>
public static class Xlsx
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const int LongestCell = 32_767, LongestName = 31;

    public static byte[] Write(params IReadOnlyList<ListSheet> sheets)
    {
        using var file = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = XlsxStyles.All();
            var names = new Sheets();
            foreach (var sheet in sheets)
            {
                var part = workbook.AddNewPart<WorksheetPart>();
                Write(part, sheet);
                names.Append(new Sheet { Name = NameOf(sheet.Name), SheetId = (uint)names.ChildElements.Count + 1, Id = workbook.GetIdOfPart(part) });
            }

            workbook.Workbook = new Workbook(names);
        }

        return file.ToArray();
    }

    private static void Write(WorksheetPart part, ListSheet sheet)
    {
        using var writer = OpenXmlWriter.Create(part);
        writer.WriteStartElement(new Worksheet());
        var frozen = new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen };
        writer.WriteElement(new SheetViews(new SheetView(frozen) { WorkbookViewId = 0 }));
        writer.WriteElement(new Columns(sheet.Columns.Select((c, i) => new Column { Min = (uint)i + 1, Max = (uint)i + 1, Width = c.Width, CustomWidth = true })));
        writer.WriteStartElement(new SheetData());
        Write(writer, [.. sheet.Columns.Select(c => c.Name)], XlsxStyles.Heading);
        foreach (var row in sheet.Rows)
        {
            Write(writer, row, null);
        }

        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static void Write(OpenXmlWriter writer, IReadOnlyList<object?> cells, uint? style)
    {
        writer.WriteStartElement(new Row());
        foreach (var cell in cells)
        {
            writer.WriteElement(Of(cell, style));
        }

        writer.WriteEndElement();
    }

    private static Cell Of(object? value, uint? style) => value switch
    {
        null or "" => new Cell(),
        DateOnly day => Number(day.ToDateTime(TimeOnly.MinValue).ToOADate(), XlsxStyles.Day),
        DateTime at => Number(at.ToOADate(), XlsxStyles.Instant),
        DateTimeOffset at => Number(at.DateTime.ToOADate(), XlsxStyles.Instant),
        bool yes => Text(yes ? "是" : "否", style),
        int or long or decimal or double => Number(Convert.ToDouble(value, CultureInfo.InvariantCulture), null),
        _ => Text(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "", style),
    };

    private static Cell Number(double value, uint? style) =>
        new() { CellValue = new CellValue(value.ToString("R", CultureInfo.InvariantCulture)), StyleIndex = style };

    /// <summary>Never a formula: the cell is text, and one that looks like a formula is marked as quoted, so that editing it does not make it one.</summary>
    private static Cell Text(string text, uint? style) => new(new InlineString(new Text(Clean(text)) { Space = SpaceProcessingModeValues.Preserve }))
    {
        DataType = CellValues.InlineString,
        StyleIndex = style ?? (text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? XlsxStyles.Quoted : XlsxStyles.Words),
    };

    /// <summary>What XML cannot carry is left out; what Excel cannot show is cut.</summary>
    private static string Clean(string text)
    {
        var fits = text.Length <= LongestCell ? text : text[..(LongestCell - 1)] + "…";
        return fits.All(System.Xml.XmlConvert.IsXmlChar) ? fits : string.Concat(fits.EnumerateRunes().Where(r => r.Value >= ' ' || r.Value is '\n' or '\r' or '\t').Where(r => r.Value is not (0xFFFE or 0xFFFF)));
    }

    private static string NameOf(string name)
    {
        var allowed = string.Concat(name.Where(c => !@"[]:*?/\'".Contains(c, StringComparison.Ordinal) && !char.IsControl(c)));
        return allowed.Length == 0 ? "Sheet" : allowed[..Math.Min(allowed.Length, LongestName)];
    }
}
