using DocumentFormat.OpenXml.Spreadsheet;

namespace Luzhi.Bot.Lists;

/// <summary>The few looks a list's cells have; the numbers are their places in the list.</summary>
internal static class XlsxStyles
{
    public const uint Heading = 1, Day = 2, Instant = 3, Words = 4, Quoted = 5;
    private const uint DayFormat = 164, InstantFormat = 165, TextFormat = 49;

    public static Stylesheet All() => new(
        new NumberingFormats(
            new NumberingFormat { NumberFormatId = DayFormat, FormatCode = "yyyy-mm-dd" },
            new NumberingFormat { NumberFormatId = InstantFormat, FormatCode = "yyyy-mm-dd hh:mm" }),
        new Fonts(new Font(), new Font(new Bold())),
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(
            new CellFormat(),
            new CellFormat { FontId = 1, ApplyFont = true },
            new CellFormat { NumberFormatId = DayFormat, ApplyNumberFormat = true },
            new CellFormat { NumberFormatId = InstantFormat, ApplyNumberFormat = true },
            Text(quoted: false),
            Text(quoted: true)));

    private static CellFormat Text(bool quoted) => new(new Alignment { WrapText = true, Vertical = VerticalAlignmentValues.Top })
    {
        NumberFormatId = TextFormat,
        ApplyNumberFormat = true,
        ApplyAlignment = true,
        QuotePrefix = quoted ? true : null,
    };
}
