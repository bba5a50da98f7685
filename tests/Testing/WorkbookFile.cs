using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Luzhi.Testing;

/// <summary>A workbook as offices write them: merged cells, hidden lines, dates as serials, several sheets.</summary>
public sealed class WorkbookFile
{
    private readonly List<Page> sheets = [];

    public WorkbookFile Sheet(string name, bool hidden = false)
    {
        sheets.Add(new Page(name, hidden));
        return this;
    }

    /// <summary>The next line. A text, a number, a <see cref="DateOnly"/> shown as a date; null stays empty.</summary>
    public WorkbookFile Row(params object?[] cells)
    {
        Last.Rows.Add(cells);
        return this;
    }

    public WorkbookFile Merge(params string[] ranges)
    {
        Last.Merges.AddRange(ranges);
        return this;
    }

    /// <summary>Hides the line written last.</summary>
    public WorkbookFile Hide()
    {
        Last.HiddenRows.Add(Last.Rows.Count);
        return this;
    }

    public WorkbookFile HideColumn(int number)
    {
        Last.HiddenColumns.Add(number);
        return this;
    }

    public byte[] Bytes()
    {
        using var file = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            book.Workbook = new Workbook(new Sheets());
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = new Stylesheet(
                new Fonts(new Font()), new Fills(new Fill()), new Borders(new Border()), new CellStyleFormats(new CellFormat()),
                new CellFormats(new CellFormat(), new CellFormat { NumberFormatId = 14, ApplyNumberFormat = true }));
            foreach (var (sheet, i) in sheets.Select((s, i) => (s, i)))
            {
                var part = book.AddNewPart<WorksheetPart>();
                part.Worksheet = sheet.ToXml();
                book.Workbook.Sheets!.Append(new DocumentFormat.OpenXml.Spreadsheet.Sheet
                {
                    Name = sheet.Name,
                    SheetId = (uint)i + 1,
                    Id = book.GetIdOfPart(part),
                    State = sheet.Hidden ? SheetStateValues.Hidden : null,
                });
            }
        }

        return file.ToArray();
    }

    private Page Last => sheets[^1];

    private sealed record Page(string Name, bool Hidden)
    {
        public List<object?[]> Rows { get; } = [];
        public List<string> Merges { get; } = [];
        public HashSet<int> HiddenRows { get; } = [];
        public HashSet<int> HiddenColumns { get; } = [];

        public Worksheet ToXml()
        {
            var sheet = new Worksheet();
            if (HiddenColumns.Count > 0)
            {
                sheet.Append(new Columns(HiddenColumns.Order().Select(c => new Column { Min = (uint)c, Max = (uint)c, Width = 10, Hidden = true })));
            }

            sheet.Append(new SheetData(Rows.Select((cells, r) => new Row(cells.Select((value, c) => Of(value, r, c)).OfType<Cell>())
            {
                RowIndex = (uint)r + 1,
                Hidden = HiddenRows.Contains(r + 1) ? true : null,
            })));
            if (Merges.Count > 0)
            {
                sheet.Append(new MergeCells(Merges.Select(m => new MergeCell { Reference = m })));
            }

            return sheet;
        }

        private static Cell? Of(object? value, int row, int column)
        {
            var at = $"{(char)('A' + column)}{row + 1}";
            return value switch
            {
                null => null,
                string text => new Cell(new InlineString(new Text(text))) { CellReference = at, DataType = CellValues.InlineString },
                DateOnly day => new Cell { CellReference = at, CellValue = new CellValue(day.ToDateTime(TimeOnly.MinValue).ToOADate()), StyleIndex = 1 },
                _ => new Cell { CellReference = at, CellValue = new CellValue(Convert.ToString(value, CultureInfo.InvariantCulture)!) },
            };
        }
    }
}
