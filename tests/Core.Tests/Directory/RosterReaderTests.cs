using System.Text;
using Luzhi.Core.Directory;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Tests.Directory;

public sealed class RosterReaderTests
{
    private static readonly RosterReader Reader = new(Words.Load(Path.Combine(House.Find(AppContext.BaseDirectory).Config, "words.zh-CN.yaml")));

    [Fact]
    public void A_full_row_is_understood_whatever_the_order_of_its_columns()
    {
        var sheet = Read("""
            任期起,职务,属地,党支部,委员组,专委会,界别,政治面貌,绑定码,手机,姓名
            2022-01-15,委员;主任,城关镇,第一支部,第1组,经济委,经济界;工商联,中共党员,k7m2-qx,１３８ 0000 0001,张　建国
            """);
        sheet.Rejected.ShouldBeEmpty();
        sheet.Columns.Count.ShouldBe(11);
        var row = sheet.Rows.ShouldHaveSingleItem();
        (row.Line, row.Name, row.Phone, row.Code, row.Party, row.Since).ShouldBe((2, "张建国", "13800000001", "K7M2QX", "中共党员", new DateOnly(2022, 1, 15)));
        row.Roles.ShouldBe(["委员", "主任"]);
        row.Units.ShouldBe([
            new(UnitKind.Committee, null, "经济委"), new(UnitKind.MemberGroup, "经济委", "第1组"), new(UnitKind.Sector, null, "经济界"),
            new(UnitKind.Sector, null, "工商联"), new(UnitKind.Branch, null, "第一支部"), new(UnitKind.Locality, null, "城关镇"),
        ]);
    }

    [Fact]
    public void Only_the_name_is_required()
    {
        var sheet = Read("姓名\n张建国\n李秀英");
        sheet.Rejected.ShouldBeEmpty();
        sheet.Rows.Select(r => r.Name).ShouldBe(["张建国", "李秀英"]);
    }

    public static TheoryData<string, byte[]> Encodings => new()
    {
        { "UTF-8", new UTF8Encoding(false).GetBytes(Sample) },
        { "UTF-8 with a byte order mark", [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(Sample)] },
        { "GB18030, as Excel in China saves it", CodePagesEncodingProvider.Instance.GetEncoding(54936)!.GetBytes(Sample) },
        { "UTF-16", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Sample.Replace(',', '\t'))] },
    };

    private const string Sample = "姓名,专委会\r\n张建国,经济委\r\n";

    [Theory, MemberData(nameof(Encodings))]
    public void Every_encoding_a_spreadsheet_saves_is_read(string encoding, byte[] bytes)
    {
        var row = Reader.Read(bytes).Rows.ShouldHaveSingleItem(encoding);
        row.Name.ShouldBe("张建国");
        row.Units.ShouldBe([new(UnitKind.Committee, null, "经济委")]);
    }

    [Fact]
    public void A_row_is_named_by_its_line_in_the_file_also_after_line_breaks_in_cells_and_empty_lines()
    {
        var sheet = Read("姓名,属地\r\n张建国,\"城关镇\r\n东街\"\r\n\r\n,,\r\n李秀英,\"柳\"\"河\"\"镇\"\r\n,安平镇\r\n");
        sheet.Rows.Select(r => (r.Line, r.Name, r.Units[0].Name)).ShouldBe([(2, "张建国", "城关镇 东街"), (6, "李秀英", "柳\"河\"镇")]);
        sheet.Rejected.ShouldBe([new RosterRejected(7, "姓名", "姓名不能为空。")]);
    }

    [Theory]
    [InlineData("手机", "1380000", "“1380000”不是手机号码：应为 11 位，境外号码请以 + 和地区码开头。")]
    [InlineData("手机", "+86 138 0000 00001", "“+86 138 0000 00001”不是手机号码：应为 11 位，境外号码请以 + 和地区码开头。")]
    [InlineData("手机", "1.38E+10", "“1.38E+10”被表格软件改成了科学计数法，请把这一列设为文本后重新填写。")]
    [InlineData("绑定码", "K7/M2", "绑定码只能有字母和数字，最多40个。")]
    [InlineData("任期起", "2022-02-30", "“2022-02-30”不是日期，请写成 2022-01-15 的样子。")]
    [InlineData("任期起", "去年", "“去年”不是日期，请写成 2022-01-15 的样子。")]
    [InlineData("任期起", "2022-1/15", "“2022-1/15”不是日期，请写成 2022-01-15 的样子。")]
    [InlineData("委员组", "第1组", "写了委员组，就要写它所在的专委会。")]
    [InlineData("政治面貌", "\u0007", "含有看不见的控制字符或乱码。")]
    [InlineData("职务", "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一", "太长，最多40个字。")]
    public void A_cell_that_cannot_be_taken_is_named_with_row_column_and_reason(string column, string cell, string reason)
    {
        var sheet = Read($"姓名,{column}\n张建国,{cell}\n李秀英,");
        sheet.Rejected.ShouldBe([new RosterRejected(2, column, reason)]);
        sheet.Rows.ShouldHaveSingleItem().Name.ShouldBe("李秀英");
    }

    [Theory]
    [InlineData("13800000001")]
    [InlineData("+86 138-0000-0001")]
    [InlineData("0086 13800000001")]
    [InlineData("＋８６１３８０００００００１")]
    [InlineData("138 0000 0001")]
    [InlineData("'13800000001")]
    [InlineData("\"=\"\"13800000001\"\"\"")]
    [InlineData("+852 9123 4567", "85291234567")]
    public void A_mobile_number_is_one_number_in_all_its_spellings(string cell, string digits = "13800000001") =>
        Read($"姓名,手机\n张建国,{cell}").Rows.ShouldHaveSingleItem().Phone.ShouldBe(digits);

    [Theory]
    [InlineData("2022-01-15", "2022-01-15")]
    [InlineData("2022/1/15", "2022-01-15")]
    [InlineData("2022.1.15", "2022-01-15")]
    [InlineData("2022年1月15日", "2022-01-15")]
    [InlineData("２０２２年１月", "2022-01-01")]
    [InlineData("2022-01", "2022-01-01")]
    [InlineData("20220115", "2022-01-15")]
    [InlineData("2022年", "2022-01-01")]
    [InlineData("2022", "2022-01-01")]
    [InlineData("2022/1/15 0:00:00", "2022-01-15")]
    public void A_date_is_taken_as_people_write_it(string cell, string date) =>
        Read($"姓名,任期起\n张建国,{cell}").Rows.ShouldHaveSingleItem().Since.ShouldBe(DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void Lists_are_split_by_either_semicolon_and_say_nothing_twice()
    {
        var row = Read("姓名,界别\n张建国,经济界； 工商联;经济界;").Rows.ShouldHaveSingleItem();
        row.Units.Select(u => u.Name).ShouldBe(["经济界", "工商联"]);
    }

    [Fact]
    public void What_looks_like_a_formula_is_text()
    {
        var row = Read("姓名,党支部\n=1+1,@第一支部").Rows.ShouldHaveSingleItem();
        row.Name.ShouldBe("=1+1");
        row.Units[0].Name.ShouldBe("@第一支部");
    }

    [Fact]
    public void A_group_of_a_person_in_two_committees_must_say_whose_it_is()
    {
        var sheet = Read("姓名,专委会,委员组\n张建国,经济委;提案委,第1组\n李秀英,经济委;提案委,提案委/第1组\n王芳,经济委,文史委/第1组");
        sheet.Rejected.ShouldBe([
            new RosterRejected(2, "委员组", "这一行有几个专委会，请写明是哪个的，例如：经济委/第1组。"),
            new RosterRejected(4, "委员组", "这一行的专委会里没有“文史委”。"),
        ]);
        sheet.Rows.ShouldHaveSingleItem().Units[^1].ShouldBe(new UnitName(UnitKind.MemberGroup, "提案委", "第1组"));
    }

    [Fact]
    public void Two_rows_of_one_person_are_one_and_the_other_is_named()
    {
        var sheet = Read("姓名,手机,绑定码\n张伟,13800000001,A1\n张三,13800000001,A2\n李四,13800000002,a-1\n张伟,,\n张伟,13800000003,\n王芳,,\n王芳,,");
        sheet.Rows.Select(r => r.Line).ShouldBe([2, 6, 7]);
        sheet.Rejected.ShouldBe([
            new RosterRejected(3, "手机", "与第2行的手机相同。"),
            new RosterRejected(4, "绑定码", "与第2行的绑定码相同。"),
            new RosterRejected(5, "姓名", "第2行也是这个名字；请补写手机或绑定码，以便分清是谁。"),
            new RosterRejected(8, "姓名", "第7行也是这个名字；请补写手机或绑定码，以便分清是谁。"),
        ]);
    }

    [Fact]
    public void A_column_nobody_knows_is_named_and_left_out()
    {
        var sheet = Read("姓名,专委员,备注\n张建国,经济委,好");
        sheet.Rows.ShouldHaveSingleItem().Units.ShouldBeEmpty();
        sheet.Rejected.ShouldBe([
            new RosterRejected(1, "专委员", "不认识这一列，没有读取；是不是“专委会”？"),
            new RosterRejected(1, "备注", "不认识这一列，没有读取。可用的列有：姓名、手机、绑定码、政治面貌、界别、专委会、委员组、党支部、属地、职务、任期起。"),
        ]);
    }

    [Theory]
    [InlineData("", "姓名", "文件是空的。")]
    [InlineData("\n\n , \n", "姓名", "文件是空的。")]
    [InlineData("手机\n13800000001", "姓名", "表头里没有“姓名”这一列。第一行应是列名。")]
    [InlineData("姓名,界别,界别\n张建国,a,b", "界别", "表头里这一列出现了两次，整个文件没有导入。")]
    [InlineData("PK\u0003\u0004rest", "姓名", "这个 Excel 工作簿打不开，可能已损坏；请在 Excel 里打开后另存一份再导入。")]
    public void A_file_whose_head_is_wrong_is_not_read_at_all(string text, string column, string reason)
    {
        var sheet = Read(text);
        sheet.Rows.ShouldBeEmpty();
        sheet.Rejected.ShouldBe([new RosterRejected(1, column, reason)]);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused() =>
        Reader.Read([0x41, 0xFF, 0xFF, 0x00]).Rejected.ShouldBe([new RosterRejected(1, "姓名", "认不出文件的编码，请另存为 Excel 工作簿或“CSV UTF-8（逗号分隔）”再导入。")]);

    [Fact]
    public void A_quotation_mark_that_is_never_closed_is_named_where_it_begins()
    {
        var sheet = Read("姓名,属地\n张建国,城关镇\n李秀英,\"柳河镇\n王芳,安平镇\n");
        sheet.Rows.ShouldHaveSingleItem().Name.ShouldBe("张建国");
        sheet.Rejected.ShouldBe([new RosterRejected(3, "", "从这一行起有一个引号没有配对，后面的内容都没有读取。")]);
    }

    [Fact]
    public void A_row_with_more_cells_than_the_header_is_not_guessed_at() =>
        Read("姓名,属地\n张建国,城关镇,东街\n李秀英,柳河镇,,").ShouldSatisfyAllConditions(
            sheet => sheet.Rows.ShouldHaveSingleItem().Name.ShouldBe("李秀英"),
            sheet => sheet.Rejected.ShouldBe([new RosterRejected(2, "", "这一行有3格，表头只有2列；单元格里有逗号时请用英文双引号括起来。")]));

    private static RosterSheet Read(string text) => Reader.Read(Encoding.UTF8.GetBytes(text));
}
