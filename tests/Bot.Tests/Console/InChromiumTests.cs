using Luzhi.Bot.Workers;
using Luzhi.Core.Duties;
using Luzhi.Core.Meetings;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenQA.Selenium;

namespace Luzhi.Bot.Tests.OfficeConsole;

/// <summary>A secretary's day in a real browser. Everything is reached with Tab and pressed with Enter: there is no mouse.</summary>
public sealed class InChromiumTests
{
    [Fact]
    public async Task A_meeting_is_called_its_tally_moves_by_itself_an_answer_is_entered_and_it_is_withdrawn()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        await Some.BoundMemberAsync(house.Database, "张建国");
        await Some.MemberAsync(house.Database, "李秀英");
        await Some.MemberAsync(house.Database, "王志强");
        using var chromium = await AtDeskAsync(house);

        chromium.Choose("a[href='/console/meetings/new']");
        chromium.Fill("[name=Title]", "主席会议");
        chromium.Fill("[name=Place]", "三楼会议室");
        chromium.Fill("[name=Audience]", "全提");
        chromium.Until(() => chromium.See("[data-counted]").Text.Contains("全体", StringComparison.Ordinal), "the audience is corrected while it is written");
        chromium.Fill("[name=Audience]", "全体");
        chromium.Until(() => chromium.See("[data-counted]").Text == "共 3 人", "the audience is counted");
        chromium.Shoot("new-meeting");
        chromium.Choose("button[name=Announce][value=true]");
        Tally(chromium, "pending").ShouldBe("3");

        var heard = await house.Services.GetRequiredService<Converse>()
            .HearAsync(Some.Text("张建国", "我一定到", house.Services.GetRequiredService<TimeProvider>().GetUtcNow()), RunningHouse.Ct);
        heard.Reply.ShouldNotBeNull().ShouldContain("主席会议");
        chromium.Until(() => Tally(chromium, "attending") == "1" && Tally(chromium, "pending") == "2", "the tally moves without a reload");

        chromium.Choose("a[href='?state=Pending']");
        chromium.Text.ShouldContain("李秀英");
        chromium.Text.ShouldNotContain("张建国");
        chromium.Fill("[name=Who]", "李秀英").Press(Keys.Escape);
        chromium.TabTo("[name=Answer]").Press("请");
        chromium.Fill("[name=Reason]", "出差");
        chromium.Choose("#enter button");
        Tally(chromium, "leave").ShouldBe("1");
        chromium.Choose("a[href='?']");
        chromium.Text.ShouldContain("秘书小周 登记");
        chromium.Shoot("meeting");

        chromium.Choose("button.danger", asked: true);
        chromium.UntilSays("已撤回");
        chromium.Complaints().ShouldBeEmpty();
        chromium.Elsewhere().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_roster_is_looked_at_before_it_is_taken_and_its_bad_rows_are_named()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        using var folder = new RosterFile("姓名,手机,专委会\n张建国,13800000001,经济委\n,13800000002,经济委\n李秀英,12,文史委\n");
        using var chromium = await AtDeskAsync(house);

        chromium.Choose("a[href='/console/members/import']");
        chromium.TabTo("[name=Upload]");
        chromium.See("[name=Upload]").SendKeys(folder.Path);
        chromium.Choose("form[action*=Look] button");
        chromium.UntilSays("将新增");
        chromium.Text.ShouldContain("第 3 行");
        chromium.Text.ShouldContain("第 4 行");
        await using (var db = house.Database.Open())
        {
            (await db.People.CountAsync()).ShouldBe(0);
        }

        chromium.Shoot("import");
        chromium.Choose("button[formaction*=Take]");
        chromium.UntilSays("已新增");
        chromium.Open("/console/members");
        chromium.Text.ShouldContain("张建国");
        chromium.Complaints().ShouldBeEmpty();
        chromium.Elsewhere().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_workbook_is_corrected_in_the_preview_and_then_taken()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        using var file = new RosterFile(new WorkbookFile().Sheet("名册").Row("第十届委员名册").Row("姓 名", "联系电话", "所属专委会", "单位")
            .Row("张 建国", 13800000001, "经济委", "县农业局").Row("李秀英", "１３８-0000-0002", null, "第一小学").Merge("A1:D1", "C3:C4").Bytes());
        using var chromium = await AtDeskAsync(house);

        chromium.Open("/console/members/import");
        chromium.See("[name=Upload]").SendKeys(file.Path);
        chromium.Choose("form[action*=Look] button");
        chromium.UntilSays("认作 手机");
        chromium.TabTo("[name='Columns[D]']").Press("认作 党");
        chromium.Choose("button[formaction*=Look]");
        chromium.UntilSays("党支部:县农业局");
        chromium.TabTo("[name='Columns[D]']").Press("不");
        chromium.Choose("button[formaction*=Look]");
        chromium.Until(() => !chromium.Text.Contains("县农业局", StringComparison.Ordinal));
        chromium.Shoot("import-xlsx");
        chromium.Choose("button[formaction*=Take]");
        chromium.UntilSays("已新增");
        await using var db = house.Database.Open();
        (await db.People.OrderBy(p => p.Id).Select(p => p.Name + p.Phone).ToListAsync()).ShouldBe(["张建国13800000001", "李秀英13800000002"]);
        (await db.Memberships.CountAsync()).ShouldBe(2);
        chromium.Complaints().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_broadcast_is_sent_after_its_reach_was_seen_and_the_answers_are_read()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        await Some.BoundMemberAsync(house.Database, "张建国");
        await Some.MemberAsync(house.Database, "李秀英");
        using var chromium = await AtDeskAsync(house);

        chromium.Open("/console/broadcasts/new");
        chromium.Fill("[name=Title]", "报送调研选题");
        chromium.Fill("[name=Body]", "请报送明年的调研选题。");
        chromium.TabTo("[name=Ask]").Press("用文字");
        chromium.Choose("form.card button");
        chromium.UntilSays("1 人尚未绑定");
        chromium.Choose("button[name=Again]");
        chromium.See("[name=Body]").GetAttribute("value").ShouldBe("请报送明年的调研选题。");
        chromium.Choose("form.card button");
        chromium.Shoot("reach");
        chromium.Choose("button[name=Confirmed]");
        chromium.UntilSays("未答复");

        await house.Services.GetRequiredService<Converse>()
            .HearAsync(Some.Text("张建国", "建议调研农村养老", house.Services.GetRequiredService<TimeProvider>().GetUtcNow()), RunningHouse.Ct);
        chromium.UntilSays("建议调研农村养老");
        chromium.Choose("a[href='?show=unanswered']");
        chromium.Text.ShouldContain("李秀英");
        chromium.Text.ShouldNotContain("张建国");
        chromium.Shoot("broadcast");
        chromium.Complaints().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_lost_phone_is_unbound_and_the_new_code_shown()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        var (zhang, _) = await Some.BoundMemberAsync(house.Database, "张建国");
        using var chromium = await AtDeskAsync(house);

        chromium.Open("/console/members");
        chromium.Choose($"a[href='/console/members/{zhang.Id}']");
        chromium.Choose("form[action*=Rebind] button", asked: true);
        chromium.UntilSays("绑定码：");
        chromium.Text.ShouldContain("未绑定，有一个未用的绑定码");
        await using var db = house.Database.Open();
        (await db.Contacts.CountAsync(c => c.PersonId == zhang.Id)).ShouldBe(0);
        (await db.BindingCodes.CountAsync(c => c.PersonId == zhang.Id && c.UsedAt == null && c.RevokedAt == null)).ShouldBe(1);
    }

    [Fact]
    public async Task No_page_is_wider_than_a_small_phone_and_none_complains_or_asks_elsewhere()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        var (zhang, _) = await Some.BoundMemberAsync(house.Database, "张建国");
        var meeting = await house.Services.GetRequiredService<MeetingBook>().CallAsync(
            new NewMeeting("关于进一步推动全区民营经济高质量发展的专题协商会议", new DateTimeOffset(2036, 12, 5, 9, 0, 0, TimeSpan.FromHours(8)), "东湖区政协机关办公楼三楼第一会议室", "全体", ["P1D"]), "秘书", RunningHouse.Ct);
        await house.Services.GetRequiredService<MeetingBook>().EnterAnswerAsync(meeting, zhang.Id, InvitationState.Leave, "出差，参加全国性的行业协会年度大会", "phone", "秘书", RunningHouse.Ct);
        var broadcast = await house.Services.GetRequiredService<BroadcastBook>().SendAsync(new NewBroadcast("报送选题", "请报送。", "全体", null, "text"), "秘书", RunningHouse.Ct);
        using var chromium = await AtDeskAsync(house);

        chromium.Widen(360);
        foreach (var (name, path) in new[]
        {
            ("today", "/console"), ("meetings", "/console/meetings"), ("meeting", $"/console/meetings/{meeting}"), ("meeting-new", "/console/meetings/new"),
            ("broadcasts", "/console/broadcasts"), ("broadcast", $"/console/broadcasts/{broadcast.Id}"), ("broadcast-new", "/console/broadcasts/new"),
            ("members", "/console/members"), ("import", "/console/members/import"), ("coverage", "/console/members/coverage"), ("links", "/console/members/links"), ("places", "/console/units/places"), ("person", $"/console/members/{zhang.Id}"),
            ("deliveries", "/console/deliveries"), ("waiting", "/console/deliveries?show=waiting"), ("calls", "/console/deliveries/calls"), ("settings", "/console/settings"),
        })
        {
            chromium.Open(path);
            chromium.See("h1").Text.ShouldNotBeEmpty(path);
            chromium.Beyond().ShouldBe(0, path);
            chromium.Complaints().ShouldBeEmpty(path);
            chromium.Shoot("360-" + name);
        }

        chromium.Elsewhere().ShouldBeEmpty();
    }

    private static string Tally(Chromium chromium, string state) => chromium.See($".tally .{state} b").Text;

    private static async Task<Chromium> AtDeskAsync(RunningHouse house)
    {
        var chromium = Chromium.At(house);
        try
        {
            var staff = new StaffBook(house.Database, new ManualClock(), Luzhi.Core.Chance.Seeded(7), house.Services.GetRequiredService<Words>());
            chromium.SignIn("秘书小周", await staff.AddAsync("秘书小周", null, true, "测试", RunningHouse.Ct));
            return chromium;
        }
        catch
        {
            chromium.Dispose();
            throw;
        }
    }

    private sealed class RosterFile : IDisposable
    {
        public RosterFile(string text) : this(System.Text.Encoding.UTF8.GetBytes(text)) { }

        public RosterFile(byte[] bytes) => File.WriteAllBytes(Path, bytes);

        public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), System.IO.Path.GetRandomFileName() + ".csv");

        public void Dispose() => File.Delete(Path);
    }
}
