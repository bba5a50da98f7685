using ExcelDataReader;
using Luzhi.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Bot.Tests.OfficeConsole;

public sealed class ImportTests
{
    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_secretary_sees_who_is_new_who_changes_and_how_before_anything_is_taken(Provider provider)
    {
        await using var house = await RunningHouse.StartAsync(provider);
        using var browser = await Browser.AtDeskAsync(house);
        await browser.SeeAsync("/console/members/import");
        await browser.UploadAsync("名册.xlsx", new WorkbookFile().Sheet("1").Row("姓名", "手机", "专委会").Row("张建国", 13800000001, "经济委").Row("李秀英", 13800000002, "经济委").Bytes());
        await browser.PressAsync("确认导入");

        await browser.SeeAsync("/console/members/import");
        await browser.UploadAsync("名册.xlsx", new WorkbookFile().Sheet("1").Row("姓名", "手机", "专委会").Row("张建国", 13800000009, "提案委").Row("李秀英", 13800000002, "经济委").Row("王芳", 13800000003, "经济委").Bytes());

        browser.Text.ShouldContain("手机不同");
        browser.Page.QuerySelectorAll(".tally b").Select(b => b.TextContent).ShouldBe(["1", "0", "1", "1"], "nobody has said yet who 张建国 is");
        await browser.PressAsync("按所选重新预览", ("Same[2]", "yes"));
        browser.Text.ShouldContain("手机 13800000001 → 13800000009；加入 提案委；退出 经济委");
        browser.Page.QuerySelectorAll(".tally b").Select(b => b.TextContent).ShouldBe(["1", "1", "1", "0"]);
        await using var db = house.Database.Open();
        (await db.People.CountAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task A_number_that_differs_changes_nobody_until_the_secretary_has_said_who_it_is()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        await Some.MemberAsync(house.Database, "张建国", "13800000001");
        await Some.MemberAsync(house.Database, "李秀英", "13800000002");
        using var browser = await Browser.AtDeskAsync(house);
        await browser.SeeAsync("/console/members/import");
        await browser.UploadAsync("名册.xlsx", new WorkbookFile().Sheet("1").Row("姓名", "手机").Row("张建国", 13800000008).Row("李秀英", 13800000009).Row("王芳", 13800000003).Bytes());

        await browser.PressAsync("确认导入", ("Same[3]", "no"));

        browser.Text.ShouldContain("还没有确认是本人换了号码，还是另一个同名的人");
        await using var db = house.Database.Open();
        (await db.People.OrderBy(p => p.Id).Select(p => p.Name + p.Phone).ToListAsync()).ShouldBe(["张建国13800000001", "李秀英13800000002", "李秀英13800000009", "王芳13800000003"]);
    }

    [Fact]
    public async Task A_column_that_is_not_read_is_no_row_and_two_new_people_of_one_name_are_pointed_out()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        using var browser = await Browser.AtDeskAsync(house);
        await browser.SeeAsync("/console/members/import");
        await browser.UploadAsync("名册.xlsx", new WorkbookFile().Sheet("1").Row("姓名", "手机", "车位", "工号").Row("张伟", 13800000001, "甲", 1).Row("张伟", 13800000002, "乙", 2).Bytes());

        browser.Page.QuerySelectorAll(".tally b").Select(b => b.TextContent).ShouldBe(["2", "0", "0", "0"]);
        browser.Text.ShouldContain("没有读取的列");
        browser.Text.ShouldContain("与第2行同名（张伟），按两个人新增");
        browser.Text.ShouldNotContain("下载不能导入的行");
    }

    [Fact]
    public async Task Rows_that_cannot_be_taken_are_given_back_as_a_workbook_with_the_reasons()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        using var browser = await Browser.AtDeskAsync(house);
        await browser.SeeAsync("/console/members/import");
        await browser.UploadAsync("名册.xlsx", new WorkbookFile().Sheet("1").Row("姓名", "手机").Row("张建国", 13800000001).Row("=cmd|'/c calc'!A1", 12).Bytes());

        await browser.PressAsync("下载不能导入的行");

        using var reader = ExcelReaderFactory.CreateReader(new MemoryStream(await browser.Last.Content.ReadAsByteArrayAsync()));
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)));
        }

        rows.ShouldBe(["行|原因|姓名|手机", "3|手机：“12”不是手机号码：应为 11 位，境外号码请以 + 和地区码开头。|=cmd|'/c calc'!A1|12"]);
        await using var db = house.Database.Open();
        (await db.Audit.AnyAsync(a => a.Action == "roster.rejected.export")).ShouldBeTrue();
    }
}
