using System.IO.Compression;
using Luzhi.Core.Directory;
using Luzhi.Core.Settings;
using Luzhi.Testing;

namespace Luzhi.Core.Tests.Directory;

public sealed class RosterWorkbookTests
{
    private static readonly RosterReader Reader = new(Words.Load(Path.Combine(House.Find(AppContext.BaseDirectory).Config, "words.zh-CN.yaml")));

    [Fact]
    public void A_workbook_is_read_as_the_office_wrote_it()
    {
        var sheet = Reader.Read(Messy().Bytes());

        sheet.Rejected.Where(r => r.Column is not ("序号" or "办公电话" or "备注")).ShouldBeEmpty();
        sheet.Rows.Select(r => (r.Line, r.Name, r.Phone, r.Party, r.Since)).ShouldBe([
            (5, "张伟", "13800000001", "中共党员", new DateOnly(2022, 1, 15)),
            (6, "李秀英", "13800000002", "民革", new DateOnly(2022, 1, 1)),
            (8, "王芳", "13800000003", null, new DateOnly(2022, 3, 1)),
            (9, "张伟", "13900000009", null, null),
        ]);
        sheet.Rows.Select(r => string.Join(' ', r.Units.Select(u => u.Name))).ShouldBe(["经济委 第１组", "经济委", "提案委", "提案委"]);
    }

    [Fact]
    public void What_a_column_was_taken_as_is_said_and_what_nobody_knows_is_left_out()
    {
        var sheet = Reader.Read(Messy().Bytes());

        sheet.Headings.ShouldBe([
            new("A", "序号", null, false), new("B", "姓 名", RosterColumn.Name, true), new("C", "所属专委会", RosterColumn.Committee, true),
            new("D", "委员组", RosterColumn.MemberGroup, false), new("E", "手机", RosterColumn.Phone, false), new("F", "办公电话", null, false),
            new("G", "党派", RosterColumn.Party, true), new("H", "任期起", RosterColumn.Since, false), new("I", "备注", null, false),
        ]);
        sheet.Rejected.Select(r => (r.Row, r.Cell)).ShouldBe([(4, "A4"), (4, "F4"), (4, "I4")]);
    }

    [Fact]
    public void Titles_captions_totals_and_other_sheets_are_nobody_and_said()
    {
        var notes = Reader.Read(Messy().Bytes()).Notes;

        notes.ShouldContain("工作簿里有几张表，读的是“委员名册”；没有读：说明。");
        notes.ShouldContain("有1行在表里是隐藏的，也一并读了（第9行）。");
        notes.ShouldContain("有几列在表里是隐藏的，也一并读了：I列。");
        notes.ShouldContain("合计、小标题和表外的说明没有当作人（第7、11、12行）。");
    }

    [Fact]
    public void A_fault_is_named_by_the_line_and_column_that_Excel_shows()
    {
        var sheet = Reader.Read(new WorkbookFile().Sheet("1").Row("名册").Row("姓名", "专委会", "手机", "任期起")
            .Row("张建国", "经济委", 1380000, "去年").Row("李秀英", "经济委", "13800000002", 2022.1).Bytes());

        sheet.Rejected.Select(r => (r.Row, r.Column, r.Cell)).ShouldBe([(3, "手机", "C3"), (3, "任期起", "D3")]);
        sheet.Rows.ShouldHaveSingleItem().Since.ShouldBe(new DateOnly(2022, 1, 1));
    }

    [Fact]
    public void Somebody_may_say_what_a_column_is()
    {
        var file = new WorkbookFile().Sheet("1").Row("姓名", "电话", "单位").Row("张建国", "010-66000000", "经济委").Bytes();
        Reader.Read(file).Rejected.Select(r => r.Column).ShouldBe(["单位", "手机"]);

        var sheet = Reader.Read(file, new Dictionary<string, RosterColumn?> { ["B"] = null, ["C"] = RosterColumn.Committee });

        sheet.Rejected.ShouldBeEmpty();
        var row = sheet.Rows.ShouldHaveSingleItem();
        (row.Phone, row.Units[0].Name).ShouldBe((null, "经济委"));
    }

    [Fact]
    public void Another_name_for_a_column_counts_only_where_its_own_is_missing()
    {
        var sheet = Reader.Read(new WorkbookFile().Sheet("1").Row("姓名", "电话", "手机").Row("张建国", "010-66000000", "13800000001").Bytes());

        sheet.Rows.ShouldHaveSingleItem().Phone.ShouldBe("13800000001");
        sheet.Rejected.ShouldHaveSingleItem().Reason.ShouldBe("“手机”已取自另一列，这一列没有读取。");
    }

    [Fact]
    public void One_name_over_two_lines_is_one_person_and_said_so()
    {
        var sheet = Reader.Read(new WorkbookFile().Sheet("1").Row("姓名", "界别", "手机").Row("张建国", "经济界", "13800000001").Row(null, "工商联", null)
            .Merge("A2:A3", "C2:C3").Bytes());

        sheet.Rows.ShouldHaveSingleItem().Line.ShouldBe(2);
        sheet.Rejected.ShouldBe([new RosterRejected(3, "", "姓名与第2行合并在一格，是同一个人；请合成一行，几项用分号隔开。")]);
    }

    [Fact]
    public void A_header_whose_names_stand_in_its_lower_line_is_one_header()
    {
        var sheet = Reader.Read(new WorkbookFile().Sheet("1").Row("名册").Row("专委会", null, "联系方式", null).Row(null, "姓名", "手机", "住宅电话")
            .Row("经济委", "张建国", 13800000001, null).Row(null, "李秀英", 13800000002, null).Merge("A1:D1", "A2:A3", "C2:D2", "A4:A5").Bytes());

        sheet.Rows.Select(r => (r.Name, r.Phone, r.Units.Single().Name)).ShouldBe([("张建国", "13800000001", "经济委"), ("李秀英", "13800000002", "经济委")]);
    }

    [Fact]
    public void A_workbook_without_names_says_which_sheets_were_looked_at() =>
        Reader.Read(new WorkbookFile().Sheet("一").Row("手机").Row("13800000001").Sheet("二").Row("说明").Bytes())
            .Rejected.ShouldBe([new RosterRejected(1, "姓名", "工作簿里没有一张表有“姓名”这一列（看过的表：一、二）。")]);

    [Fact]
    public void What_looks_like_a_formula_is_text() =>
        Reader.Read(new WorkbookFile().Sheet("1").Row("姓名", "党支部").Row("=1+1", "@第一支部").Bytes()).Rows.ShouldHaveSingleItem().Name.ShouldBe("=1+1");

    [Fact]
    public void A_damaged_workbook_is_refused_in_words()
    {
        var bytes = Messy().Bytes();
        foreach (var broken in new[] { bytes[..(bytes.Length / 2)], [.. "PK\u0003\u0004 rest"u8], [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 1, 2, 3] })
        {
            Reader.Read(broken).Rejected.ShouldBe([new RosterRejected(1, "姓名", "这个 Excel 工作簿打不开，可能已损坏；请在 Excel 里打开后另存一份再导入。")]);
        }
    }

    [Fact]
    public void A_workbook_that_unpacks_to_more_than_a_roster_is_refused_before_it_is_unpacked()
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        using (var part = archive.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open())
        {
            var nothing = new byte[1024 * 1024];
            for (var i = 0; i < 201; i++)
            {
                part.Write(nothing);
            }
        }

        Reader.Read(file.ToArray()).Rejected.ShouldBe([new RosterRejected(1, "姓名", "这个 Excel 工作簿太大，请只留下名册这一张表再导入。")]);
    }

    [Fact]
    public void Six_hundred_messy_rows_are_all_understood()
    {
        var file = new WorkbookFile().Sheet("名册").Row("第十届委员名册").Row("序号", "姓名", "电话", "党派", "所属专委会", "任期起").Merge("A1:F1");
        for (var i = 0; i < 600; i++)
        {
            file.Row(i + 1, $"张 {(char)('一' + i)}", i % 3 == 0 ? 13800000000 + i : $"+86 138-0000-{i:D4}", i % 2 == 0 ? "中共党员" : "　民革", i % 30 == 0 ? $"第{i / 30}专委会" : null, i % 2 == 0 ? 44562 : "2022年1月");
            if (i % 30 == 0)
            {
                file.Merge($"E{i + 3}:E{i + 32}");
            }
        }

        var sheet = Reader.Read(file.Row("合计", "600人").Bytes());

        sheet.Rejected.Where(r => r.Column != "序号").ShouldBeEmpty();
        sheet.Rows.Count.ShouldBe(600);
        sheet.Rows.ShouldAllBe(r => r.Units.Count == 1 && r.Phone != null && r.Since == new DateOnly(2022, 1, 1));
    }

    /// <summary>Two header lines, merged cells, numbers as phones, a caption, a hidden line, a total, a signature.</summary>
    private static WorkbookFile Messy() => new WorkbookFile()
        .Sheet("说明").Row("本表由办公室填写")
        .Sheet("委员名册")
        .Row("政协第十届委员会委员名册").Row()
        .Row("序号", "姓 名", "所属专委会", "委员组", "联系方式", null, "党派", "任期起", "备注")
        .Row(null, null, null, null, "手机", "办公电话", null, null, null)
        .Row(1, "张　伟", "经济委", "第１组", 1.3800000001E10, "66000000", "中共党员", new DateOnly(2022, 1, 15), "党支部书记")
        .Row("２", "李秀英", null, null, "１３８-0000-0002", null, "民革", "2022年1月", null)
        .Row("提案委员会（2人）")
        .Row(3, "王 芳", "提案委", null, "+86 138 0000 0003", null, null, 2022.3, null)
        .Row(4, "张伟", "提案委", null, 13900000009, null, null, null, null).Hide()
        .Row()
        .Row("合计：4人")
        .Row("填表人：", null, null, null, null, null, null, null, null)
        .Merge("A1:I1", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:F3", "G3:G4", "H3:H4", "I3:I4", "C5:C6", "A7:I7")
        .HideColumn(9);
}
