using Luzhi.Bot.Workers;
using Luzhi.Core;
using Luzhi.Core.PhonePages;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Luzhi.Bot.Tests.OfficeConsole;

/// <summary>An assignment written, looked at and sent in a real browser, by keyboard; and its pages on a small phone.</summary>
public sealed class StudyInChromiumTests
{
    [Fact]
    public async Task An_assignment_is_written_looked_at_and_sent_and_its_counts_move_by_themselves()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        await Some.BoundMemberAsync(house.Database, "张建国");
        await Some.MemberAsync(house.Database, "李秀英");
        using var chromium = Chromium.At(house);
        var staff = new StaffBook(house.Database, new ManualClock(), Chance.Seeded(7), house.Services.GetRequiredService<Words>());
        chromium.SignIn("秘书小周", await staff.AddAsync("秘书小周", null, true, "测试", RunningHouse.Ct));

        chromium.Choose("a[href='/console/study']");
        chromium.Choose("a[href='/console/study/new']");
        chromium.Fill("[name=Title]", "季度学习");
        chromium.Fill("[name=Body]", "全会精神要点，重点读 **第三部分**。");
        chromium.Fill("[name=Audience]", "全体");
        chromium.Shoot("study-write");
        chromium.Choose("button[name=Onward][value=true]");
        chromium.UntilSays("尚未绑定");
        chromium.See(".bubble").Text.ShouldContain("张建国您好，请您学习「季度学习」");
        chromium.See(".paper strong").Text.ShouldBe("第三部分");
        chromium.Shoot("study-look");
        chromium.Choose("form.actions button");
        chromium.UntilSays("学习任务正在发出");

        var now = house.Services.GetRequiredService<TimeProvider>();
        var converse = house.Services.GetRequiredService<Converse>();
        await converse.HearAsync(Some.Text("张建国", "我的", now.GetUtcNow()), RunningHouse.Ct);
        (await converse.HearAsync(Some.Text("张建国", "读了以后，我打算多到企业走走。", now.GetUtcNow()), RunningHouse.Ct)).Reply.ShouldNotBeNull().ShouldContain("心得");
        chromium.Until(() => chromium.See(".tally .attending b").Text == "1", "the count moves without a reload");
        chromium.Shoot("study-sent");

        var draft = (await house.Services.GetRequiredService<StudyBook>().KeepAsync(null, new("带附件的学习", "请看附件。", "全体"), "秘书小周", RunningHouse.Ct))!.Value;
        await house.Services.GetRequiredService<StudyFileBook>().KeepAsync(draft, "关于推进长江经济带高质量发展若干重大问题的调研报告征求意见稿.pdf", FileKind.Of("%PDF-"u8, "")!, [.. "%PDF-1.7"u8], RunningHouse.Ct);
        chromium.Widen(360);
        chromium.Open($"/console/study/{draft}/edit");
        chromium.Shoot("study-files-narrow");
        chromium.Open($"/console/study/{draft}/send");
        chromium.Shoot("study-files-look-narrow");
        foreach (var path in new[] { $"/console/study/{draft}/edit", $"/console/study/{draft}/send", "/console/study", "/console/study/new", "/console/study/1", "/console/study/1/notes" })
        {
            chromium.Open(path);
            chromium.Beyond().ShouldBe(0, path);
        }

        chromium.Complaints().ShouldBeEmpty();
        chromium.Elsewhere().ShouldBeEmpty();
    }
}
