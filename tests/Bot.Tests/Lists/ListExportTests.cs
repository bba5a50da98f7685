using System.Net;
using Luzhi.Bot.Lists;
using Luzhi.Bot.Tests.OfficeConsole;
using Luzhi.Core.Directory;
using Luzhi.Core.Duties;
using Luzhi.Core.Meetings;
using Luzhi.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Luzhi.Bot.Tests.Lists;

/// <summary>经济委 has 张建国; 李秀英 is elsewhere. The office carries away everything, the unit's secretary only the unit.</summary>
public sealed class ListExportTests
{
    private static readonly DateTimeOffset December = new(2031, 12, 5, 9, 0, 0, TimeSpan.FromHours(8));

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Every_list_leaves_whole_for_the_office_and_each_time_it_is_on_the_audit_trail(Provider provider)
    {
        await using var house = await RunningHouse.StartAsync(provider);
        var here = await FillAsync(house);
        using var browser = await Browser.AtDeskAsync(house);

        foreach (var list in Lists(house))
        {
            var lines = await FetchAsync(browser, list.Key, here);
            lines.Count.ShouldBeGreaterThan(list.Key is "deliveries" or "calls" or "submissions" or "rates" ? 0 : 1, list.Key);
        }

        (await FetchAsync(browser, "members", here))[1].ShouldBe("张建国|13800000001|||经济委||||委员||否");
        (await FetchAsync(browser, "invitations", here)).ShouldContain(l => l.StartsWith("李秀英|请假||住院手术", StringComparison.Ordinal));
        await using var db = house.Database.Open();
        var trail = await db.Audit.Where(a => a.Actor == "秘书小周").Select(a => a.Action).ToListAsync();
        Lists(house).ShouldAllBe(l => trail.Contains($"export.{l.Key}"));
        trail.ShouldContain("leave.reasons.seen");
        var subjects = await db.Audit.Where(a => a.Action.StartsWith("export.")).Select(a => a.Subject).ToListAsync();
        subjects.ShouldContain("list:members");
        subjects.ShouldContain($"meeting:{here.Meeting}");
        subjects.ShouldContain($"broadcast:{here.Broadcast}");
        // A matter may be internal: the trail says which it was, not what it is called.
        subjects.ShouldNotContain("全体会议");
        subjects.ShouldNotContain("机关通知");
    }

    [Fact]
    public async Task A_units_secretary_carries_away_the_unit_and_nobody_else()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        var here = await FillAsync(house);
        using var browser = await Browser.AtDeskAsync(house, here.Unit, approves: false);

        foreach (var list in Lists(house))
        {
            using var answer = await browser.Http.GetAsync(here.Path(list.Key));
            if (list.Key is "audit" or "coverage" or "answers")
            {
                answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, list.Key);
                continue;
            }

            answer.StatusCode.ShouldBe(HttpStatusCode.OK, list.Key);
            var said = string.Join('\n', Workbooks.Lines(await answer.Content.ReadAsByteArrayAsync()));
            said.ShouldNotContain("李秀英", customMessage: list.Key);
            said.ShouldNotContain("13800000001", customMessage: list.Key);
            said.ShouldNotContain("住院手术", customMessage: list.Key);
        }
    }

    [Fact]
    public async Task The_receipts_of_a_meeting_that_is_no_business_of_the_units_are_not_there_for_its_secretary()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        var here = await FillAsync(house);
        var meetings = house.Services.GetRequiredService<MeetingBook>();
        var theirs = await meetings.CallAsync(new NewMeeting("别家的会", December, "", "姓名:李秀英", [], Receipt: "receipt"), "机关", RunningHouse.Ct);
        var ours = await meetings.CallAsync(new NewMeeting("大家的会", December, "", "全体", [], Receipt: "receipt"), "机关", RunningHouse.Ct);
        using var browser = await Browser.AtDeskAsync(house, here.Unit, approves: false);

        using var refused = await browser.Http.GetAsync($"/console/exports/receipts?meeting={theirs}");
        using var given = await browser.Http.GetAsync($"/console/exports/receipts?meeting={ours}");

        (refused.StatusCode, given.StatusCode).ShouldBe((HttpStatusCode.NotFound, HttpStatusCode.OK));
        await using var db = house.Database.Open();
        (await db.Audit.Where(a => a.Action == "export.receipts").Select(a => a.Subject).ToListAsync()).ShouldBe([$"meeting:{ours}"]);
    }

    [Fact]
    public async Task Nobody_carries_anything_away_without_signing_in()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        using var stranger = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = house.Stranger.BaseAddress };

        using var answer = await stranger.GetAsync("/console/exports/members");

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    /// <summary>All but those whose meeting has no receipt here, and whose study was not given.</summary>
    private static IEnumerable<IList> Lists(RunningHouse house) => house.Services.GetServices<IList>().Where(l => l.Key is not ("receipts" or "notes"));

    private sealed record Here(long Unit, long Meeting, long Broadcast)
    {
        public string Path(string key) => $"/console/exports/{key}" + key switch { "invitations" => $"?meeting={Meeting}", "answers" => $"?broadcast={Broadcast}", _ => "" };
    }

    private static async Task<IReadOnlyList<string>> FetchAsync(Browser browser, string key, Here here)
    {
        using var answer = await browser.Http.GetAsync(here.Path(key));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, key);
        return Workbooks.Lines(await answer.Content.ReadAsByteArrayAsync());
    }

    private static async Task<Here> FillAsync(RunningHouse house)
    {
        var (zhang, li) = (await Some.MemberAsync(house.Database, "张建国"), await Some.MemberAsync(house.Database, "李秀英"));
        await using var db = house.Database.Open();
        var unit = db.Units.Add(new Unit { BodyId = zhang.BodyId, Kind = UnitKind.Committee, Name = "经济委" }).Entity;
        await db.SaveChangesAsync();
        db.Memberships.Add(new Membership { PersonId = zhang.Id, UnitId = unit.Id });
        await db.People.Where(p => p.Id == zhang.Id).ExecuteUpdateAsync(p => p.SetProperty(x => x.Phone, "13800000001"));
        await db.SaveChangesAsync();
        var meetings = house.Services.GetRequiredService<MeetingBook>();
        var meeting = await meetings.CallAsync(new NewMeeting("全体会议", December, "三楼", "全体", []), "机关", RunningHouse.Ct);
        await meetings.EnterAnswerAsync(meeting, li.Id, InvitationState.Leave, "住院手术", "phone", "机关", RunningHouse.Ct);
        var sent = await house.Services.GetRequiredService<BroadcastBook>().SendAsync(new NewBroadcast("机关通知", "内容", "全体", null, "text"), "机关", RunningHouse.Ct);
        return new Here(unit.Id, meeting, sent.Id);
    }
}
