using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Luzhi.Bot.Lists;

namespace Luzhi.Bot.Tests.Lists;

public sealed class XlsxTests
{
    private static readonly DateTimeOffset Nine = new(2026, 11, 25, 9, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void A_cell_is_text_a_number_a_day_or_an_instant_and_stays_so()
    {
        var file = Xlsx.Write(new ListSheet("名单", [("姓名", 10), ("人数", 8), ("起", 12), ("时间", 18)], [["张建国", 12, new DateOnly(2022, 1, 15), Nine], [null, 0, null, null]]));

        var rows = Workbooks.Rows(file);
        rows[0].ShouldBe(["姓名", "人数", "起", "时间"]);
        rows[1].ShouldBe(["张建国", 12d, new DateTime(2022, 1, 15), new DateTime(2026, 11, 25, 9, 0, 0)]);
        rows[2].ShouldBe([null, 0d, null, null]);
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")")]
    [InlineData("+86 138")]
    [InlineData("-1+1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1+1")]
    public void What_a_member_wrote_never_becomes_a_formula(string words)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(Xlsx.Write(new ListSheet("1", [("原话", 10)], [[words]]))), false);
        var sheet = document.WorkbookPart!.WorksheetParts.Single().Worksheet;

        sheet.Descendants<CellFormula>().ShouldBeEmpty();
        var cell = sheet.Descendants<Cell>().Last();
        cell.DataType!.Value.ShouldBe(CellValues.InlineString);
        cell.InnerText.ShouldBe(words);
        document.WorkbookPart.WorkbookStylesPart!.Stylesheet.CellFormats!.Elements<CellFormat>().ElementAt((int)cell.StyleIndex!.Value).QuotePrefix!.Value.ShouldBeTrue();
    }

    [Fact]
    public void The_file_is_as_the_format_asks_its_head_stays_in_sight_and_its_columns_are_wide_enough()
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(Xlsx.Write(new ListSheet("会[议]:*?/\\", [("姓名", 10), ("时间", 18)], [["张\u0001建国\uFFFF", Nine]]))), false);

        new OpenXmlValidator().Validate(document).Select(e => e.Description).ShouldBeEmpty();
        var sheet = document.WorkbookPart!.WorksheetParts.Single().Worksheet;
        sheet.Descendants<Pane>().Single().State!.Value.ShouldBe(PaneStateValues.Frozen);
        sheet.Descendants<Column>().Select(c => c.Width!.Value).ShouldBe([10, 18]);
        document.WorkbookPart.Workbook.Descendants<Sheet>().Single().Name!.Value.ShouldBe("会议");
        sheet.Descendants<Cell>().ElementAt(2).InnerText.ShouldBe("张建国");
    }
}
