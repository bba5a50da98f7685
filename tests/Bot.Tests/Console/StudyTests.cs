using System.Net;
using Luzhi.Bot.Workers;
using Luzhi.Core.Directory;
using Luzhi.Core.Duties;
using Luzhi.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Luzhi.Bot.Tests.OfficeConsole;

/// <summary>Giving something to study, as a secretary does it.</summary>
public sealed class StudyTests
{
    [Fact]
    public async Task What_is_written_is_kept_looked_at_sent_once_and_its_notes_are_read_and_carried_away()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        await Some.BoundMemberAsync(house.Database, "张建国");
        using var desk = await Browser.AtDeskAsync(house);

        await desk.SeeAsync("/console/study/new");
        await desk.PressAsync("先存草稿", ("Title", "季度学习"), ("Body", "# 要点\n<script>alert(1)</script>\n[点](javascript:alert(1))"));
        desk.Text.ShouldContain("草稿已保存");
        await desk.PressAsync("下一步：看送到多少人、手机上是什么样", ("Audience", "全休"), ("Title", "季度学习"), ("Body", "正文"));
        desk.Text.ShouldContain("全休");
        await desk.PressAsync(
            "下一步：看送到多少人、手机上是什么样", ("Audience", "全体"), ("Title", "季度学习"), ("Body", "# 要点\n<script>alert(1)</script>\n[点](javascript:alert(1))"));
        desk.Text.ShouldContain("1 人等下次来信");
        desk.Text.ShouldContain("张建国您好，请您学习「季度学习」");
        desk.Page.QuerySelector("main script").ShouldBeNull();
        desk.Page.QuerySelectorAll("main a[href^=javascript]").ShouldBeEmpty();
        var send = desk.Last.RequestMessage!.RequestUri!.AbsolutePath;
        await desk.PressAsync("确认发出");
        desk.Text.ShouldContain("学习任务正在发出");
        (await desk.SeeAsync(send)).Text.ShouldContain("应收", customMessage: "going back sends nothing");

        await house.Services.GetRequiredService<Converse>().HearAsync(Some.Text("张建国", "我的", house.Services.GetRequiredService<TimeProvider>().GetUtcNow()), RunningHouse.Ct);
        await house.Services.GetRequiredService<Converse>().HearAsync(Some.Text("张建国", "读了以后，我打算多到企业走走。", house.Services.GetRequiredService<TimeProvider>().GetUtcNow()), RunningHouse.Ct);
        await desk.SeeAsync(send.Replace("/send", "/notes", StringComparison.Ordinal));
        desk.Text.ShouldContain("读了以后，我打算多到企业走走。");
        (await desk.Http.GetStringAsync(new Uri(send.Replace("/send", "/notes?handler=Export", StringComparison.Ordinal), UriKind.Relative))).ShouldContain("张建国");
        (await desk.SeeAsync(send.Replace("/send", "/notes?shared=true", StringComparison.Ordinal))).Text.ShouldNotContain("多到企业走走");
        await using var db = house.Database.Open();
        (await db.Broadcasts.CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Papers_are_put_in_looked_at_taken_out_and_downloaded_by_the_office_and_their_author_alone()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        await Some.BoundMemberAsync(house.Database, "张建国");
        using var desk = await Browser.AtDeskAsync(house);
        await desk.SeeAsync("/console/study/new");
        await desk.PressAsync("先存草稿", ("Title", "季度学习"), ("Body", "请看附件。"));

        await desk.UploadAsync("病毒.pdf", [.. "MZ 程序"u8]);
        desk.Text.ShouldContain("病毒.pdf：只能上传图片、录音、PDF");
        await desk.UploadAsync("录像.pdf", new byte[31 << 20]);
        desk.Text.ShouldContain("录像.pdf：文件太大", customMessage: "said on the page, not by a server that reads no further");
        await desk.UploadAsync("讲话.pdf", [.. "%PDF-1.7 讲话"u8]);
        desk.Text.ShouldContain("讲话.pdf");
        var first = desk.Page.QuerySelector(".files a")!.GetAttribute("href")!;
        await desk.PressAsync("先存草稿", ("Title", "季度学习"), ("Body", "请看附件。"), ("Removed", first.Split('/')[^1]));
        desk.Page.QuerySelectorAll(".files a").ShouldBeEmpty();
        (await desk.Http.GetAsync(first)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        await desk.UploadAsync("讲话.pdf", [.. "%PDF-1.7 讲话"u8]);
        await desk.PressAsync("下一步：看送到多少人、手机上是什么样", ("Audience", "全体"), ("Title", "季度学习"), ("Body", "请看附件。"), ("Removed", "0"));
        desk.Text.ShouldContain("附件1个");
        desk.Page.QuerySelector(".paper .files a")!.TextContent.ShouldBe("讲话.pdf");
        await desk.PressAsync("确认发出");
        var at = desk.Page.QuerySelector(".files a")!.GetAttribute("href")!;
        var given = await desk.Http.GetAsync(at);
        (await given.Content.ReadAsStringAsync()).ShouldBe("%PDF-1.7 讲话");
        given.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");

        await using var db = house.Database.Open();
        var committee = db.Units.Add(new Unit { BodyId = 1, Kind = UnitKind.Committee, Name = "经济委" }).Entity;
        await db.SaveChangesAsync();
        using var unit = await Browser.AtDeskAsync(house, committee.Id, name: "秘书小李");
        (await unit.SeeAsync(at)).Last.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await house.Stranger.GetAsync(at)).Content.Headers.ContentDisposition.ShouldBeNull();
    }

    [Fact]
    public async Task Whoever_looks_at_notes_on_something_internal_is_on_the_trail_and_other_secretaries_find_nothing()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        await Some.MemberAsync(house.Database, "张建国");
        var book = house.Services.GetRequiredService<StudyBook>();
        var id = (await book.KeepAsync(null, new("内部材料", "正文", "全体", Secrecy: Secrecy.Internal), "机关", RunningHouse.Ct))!.Value;
        await book.SendAsync(id, "机关", RunningHouse.Ct);
        var draft = (await book.KeepAsync(null, new("别人的草稿", "", ""), "机关", RunningHouse.Ct))!.Value;
        using var office = await Browser.AtDeskAsync(house);
        await using var db = house.Database.Open();
        var committee = db.Units.Add(new Unit { BodyId = 1, Kind = UnitKind.Committee, Name = "经济委" }).Entity;
        await db.SaveChangesAsync();
        using var unit = await Browser.AtDeskAsync(house, committee.Id, name: "秘书小李");

        await office.SeeAsync($"/console/study/{id}/notes");
        await office.SeeAsync($"/console/study/{id}");
        foreach (var path in new[] { $"{id}", $"{id}/notes", $"{id}/notes?handler=Export", $"{id}?handler=Lines", $"{draft}/edit", $"{draft}/send" })
        {
            (await unit.SeeAsync("/console/study/" + path)).Last.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        }

        (await unit.SeeAsync("/console/study")).Text.ShouldNotContain("内部材料");
        (await db.Audit.Where(a => a.Actor == "秘书小周" && a.Action.EndsWith(".seen")).OrderBy(a => a.Id).Select(a => a.Action).ToListAsync()).ShouldBe(["notes.seen", "answers.seen"]);
    }
}
