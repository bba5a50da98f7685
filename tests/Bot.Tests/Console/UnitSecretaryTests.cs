using System.Net;
using Luzhi.Core.Directory;
using Luzhi.Core.Duties;
using Luzhi.Core.Meetings;
using Luzhi.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Luzhi.Bot.Tests.OfficeConsole;

/// <summary>A unit's secretary asks for what is not theirs, by every page and every form: 经济委 has 张建国, 李秀英 is elsewhere.</summary>
public sealed class UnitSecretaryTests : IAsyncLifetime
{
    private static readonly DateTimeOffset December = new(2031, 12, 5, 9, 0, 0, TimeSpan.FromHours(8));
    private RunningHouse house = null!;
    private Browser browser = null!;
    private Person zhang = null!;
    private Person li = null!;
    private long unit;

    private MeetingBook Meetings => house.Services.GetRequiredService<MeetingBook>();

    private BroadcastBook Broadcasts => house.Services.GetRequiredService<BroadcastBook>();

    public async Task InitializeAsync()
    {
        house = await RunningHouse.StartAsync(Provider.Sqlite);
        (zhang, li) = (await Some.MemberAsync(house.Database, "张建国"), await Some.MemberAsync(house.Database, "李秀英"));
        await using var db = house.Database.Open();
        var committee = db.Units.Add(new Unit { BodyId = zhang.BodyId, Kind = UnitKind.Committee, Name = "经济委" }).Entity;
        await db.SaveChangesAsync();
        db.Memberships.Add(new Membership { PersonId = zhang.Id, UnitId = committee.Id });
        await db.SaveChangesAsync();
        unit = committee.Id;
        browser = await Browser.AtDeskAsync(house, unit);
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await house.DisposeAsync();
    }

    [Fact]
    public async Task Pages_of_the_office_and_of_other_units_are_not_there()
    {
        var elsewhere = await CallAsync("姓名:李秀英");
        var sent = await Broadcasts.SendAsync(new NewBroadcast("机关通知", "内容", "姓名:李秀英", null, "text"), "机关", RunningHouse.Ct);

        foreach (var path in new[]
        {
            "/console/settings", "/console/members/import", "/console/members/coverage", "/console/members/links", "/console/units/places", "/console/duties", "/console/duties/year", "/console/duties/load", "/console/duties/new/file", $"/console/members/{li.Id}",
            $"/console/meetings/{elsewhere}", $"/console/meetings/{elsewhere}?handler=Lines", $"/console/meetings/{elsewhere}?handler=Tally",
            $"/console/broadcasts/{sent.Id}", $"/console/broadcasts/{sent.Id}?handler=Lines", $"/console/broadcasts/{sent.Id}?handler=Counts",
        })
        {
            (await browser.SeeAsync(path)).Last.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        }

        foreach (var path in new[] { "/console", "/console/meetings", "/console/broadcasts", "/console/members", "/console/deliveries", "/console/deliveries?show=waiting", $"/console/deliveries?person={li.Id}", "/console/deliveries/calls" })
        {
            (await browser.SeeAsync(path)).Last.StatusCode.ShouldBe(HttpStatusCode.OK, path);
            browser.Text.ShouldNotContain("李秀英", customMessage: path);
            browser.Text.ShouldNotContain("别家的会", customMessage: path);
            browser.Text.ShouldNotContain("机关通知", customMessage: path);
        }
    }

    [Fact]
    public async Task No_form_of_the_office_is_taken_from_them()
    {
        var sent = await Broadcasts.SendAsync(new NewBroadcast("机关通知", "内容", "全体", null, "text"), "机关", RunningHouse.Ct);

        foreach (var (path, fields) in new (string, (string, string)[])[]
        {
            ("/console/settings?handler=Add", [("Name", "我自己")]), ("/console/settings?handler=Reset", [("Id", "1")]),
            ("/console/settings?handler=Disable", [("Id", "1")]), ("/console/settings?handler=Revoke", [("Prefix", "x")]),
            ("/console/members/coverage?handler=Link", [("Inside", $"{zhang.Id}"), ("Outside", $"{li.Id}")]),
            ("/console/members/import?handler=Take", [("Sheet", "")]), ("/console/members/import?handler=Look", []),
            ($"/console/members/{li.Id}?handler=Code", []), ($"/console/members/{li.Id}?handler=Rebind", []),
            ($"/console/members/{zhang.Id}?handler=Code", []), ($"/console/members/{zhang.Id}?handler=Rebind", []),
            ($"/console/members/{zhang.Id}?handler=Invite", []), ($"/console/members/{li.Id}?handler=Invite", []),
            ($"/console/broadcasts/{sent.Id}?handler=Chase", []),
        })
        {
            (await PostAsync(path, fields)).ShouldBe(HttpStatusCode.NotFound, path);
        }

        await using var db = house.Database.Open();
        (await db.Staff.CountAsync()).ShouldBe(await db.Staff.CountAsync(s => s.Name == "秘书小周" || s.Name == "admin"));
        (await db.BindingCodes.CountAsync()).ShouldBe(0);
        (await db.Links.CountAsync()).ShouldBe(0);
        (await db.Notices.CountAsync(n => n.Kind == "chase")).ShouldBe(0);
    }

    [Fact]
    public async Task The_offices_meeting_is_seen_for_the_unit_only_and_changed_by_nobody_but_the_office()
    {
        var all = await CallAsync("全体");
        await Meetings.EnterAnswerAsync(all, li.Id, InvitationState.Leave, "住院手术", "phone", "机关", RunningHouse.Ct);

        (await browser.SeeAsync($"/console/meetings/{all}")).Text.ShouldContain("张建国");
        browser.Text.ShouldNotContain("李秀英");
        browser.Text.ShouldNotContain("住院手术");
        browser.Page.QuerySelector(".tally b")!.TextContent.ShouldBe("1");

        foreach (var (handler, fields) in new (string, (string, string)[])[]
        {
            ("Withdraw", []), ("Announce", []), ("Move", [("Date", "2031-12-06"), ("Time", "10:00"), ("Place", "别处")]),
            ("Enter", [("Who", $"张建国（{zhang.Id}）"), ("Answer", "Attending"), ("Via", "phone")]),
        })
        {
            (await PostAsync($"/console/meetings/{all}?handler={handler}", fields)).ShouldBe(HttpStatusCode.Forbidden, handler);
        }

        await PostAsync($"/console/meetings/{all}?handler=Decide", ("PersonId", $"{li.Id}"), ("Approved", "true"));

        var meeting = (await Meetings.FindAsync(all, RunningHouse.Ct))!;
        (meeting.State, meeting.StartsAt).ShouldBe((MeetingState.Announced, December));
        var lines = (await Meetings.InvitationsAsync(all, RunningHouse.Ct)).Items;
        lines.Single(l => l.PersonId == zhang.Id).State.ShouldBe(InvitationState.Pending);
        lines.Single(l => l.PersonId == li.Id).LeaveApproved.ShouldBeNull();
    }

    [Theory]
    [InlineData("全体) | (全体")]
    [InlineData("全体）｜（全体")]
    [InlineData("全体 | 姓名:李秀英")]
    [InlineData("姓名:李秀英")]
    public async Task No_audience_leads_out_of_the_unit(string audience)
    {
        await browser.SeeAsync("/console/meetings/new");
        await browser.PressAsync("立即通知", ("Title", "越界的会"), ("Date", "2031-12-05"), ("Audience", audience));
        await browser.SeeAsync("/console/broadcasts/new");
        await browser.PressAsync("下一步：看送到多少人、手机上是什么样", ("Title", "越界"), ("Body", "内容"), ("Audience", audience), ("Confirmed", "true"));

        await using var db = house.Database.Open();
        (await db.Assignments.CountAsync(a => a.PersonId == li.Id)).ShouldBe(0);
    }

    [Fact]
    public async Task Their_own_meeting_takes_answers_of_its_people_and_their_draft_is_on_the_list()
    {
        await browser.SeeAsync("/console/meetings/new");
        await browser.PressAsync("先存草稿", ("Title", "经济委的会"), ("Date", "2031-12-05"), ("Audience", "全体"));
        (await browser.SeeAsync("/console/meetings")).Text.ShouldContain("经济委的会");
        await using var db = house.Database.Open();
        var mine = await db.Meetings.Where(m => m.Title == "经济委的会").Select(m => m.Id).SingleAsync();
        await browser.SeeAsync($"/console/meetings/{mine}");
        await browser.PressAsync("立即通知");

        await browser.PressAsync("登记", ("Who", "李秀英"), ("Answer", "Leave"), ("Via", "phone"), ("Reason", "出差"));
        browser.Text.ShouldContain("名单上没有“李秀英”");
        browser.Page.QuerySelector("#enter [name=Reason]")!.GetAttribute("value").ShouldBe("出差");
        await browser.PressAsync("登记", ("Who", "张建国"), ("Answer", "Leave"), ("Via", "phone"), ("Reason", "出差"));
        browser.Page.QuerySelector(".tally .leave b")!.TextContent.ShouldBe("1");
    }

    [Theory]
    [InlineData("own_data", "q")]
    [InlineData("leave", "l")]
    [InlineData("mandate", "g")]
    [InlineData("broadcast", "bx")]
    public async Task A_call_is_entered_on_nothing_but_a_meeting_or_a_broadcast(string duty, string period)
    {
        var sent = await Broadcasts.SendAsync(new NewBroadcast("机关通知", "内容", "全体", null, "text"), "机关", RunningHouse.Ct);
        var other = await AssignAsync(duty, $"{period}{sent.Id}", zhang);

        (await PostAsync("/console/deliveries/calls?handler=Called", ("AssignmentId", $"{other}"), ("Said", "收到"))).ShouldBe(HttpStatusCode.OK);

        await using var db = house.Database.Open();
        (await db.Assignments.CountAsync(a => a.AnsweredAt != null)).ShouldBe(0);
    }

    [Fact]
    public async Task A_call_is_entered_for_the_units_people_and_nobody_else()
    {
        var sent = await Broadcasts.SendAsync(new NewBroadcast("机关通知", "内容", "全体", null, "text"), "机关", RunningHouse.Ct);
        await using var db = house.Database.Open();
        var lines = await db.Assignments.AsNoTracking().ToDictionaryAsync(a => a.PersonId, a => a.Id);
        // Both stand on the call sheet: neither could be reached.
        await house.Services.GetRequiredService<Bell>().RingAsync(house.Services.GetRequiredService<TimeProvider>().GetUtcNow(), RunningHouse.Ct);
        await db.Outbox.ExecuteUpdateAsync(o => o.SetProperty(x => x.State, "held"));

        foreach (var line in lines.Values)
        {
            await PostAsync("/console/deliveries/calls?handler=Called", ("AssignmentId", $"{line}"), ("Said", "收到"));
        }

        (await Broadcasts.LinesAsync(sent.Id, null, 0, 10, RunningHouse.Ct)).Items.Where(l => l.AnsweredAt is not null).Select(l => l.Name).ShouldBe(["张建国"]);
    }

    private async Task<long> AssignAsync(string duty, string period, Person person)
    {
        await using var db = house.Database.Open();
        var occurrence = db.Occurrences.Add(new Occurrence { BodyId = person.BodyId, DutyKey = duty, Period = period, Title = "别的事", OpensAt = December, CreatedAt = December }).Entity;
        await db.SaveChangesAsync();
        var assignment = db.Assignments.Add(new Assignment { OccurrenceId = occurrence.Id, PersonId = person.Id }).Entity;
        await db.SaveChangesAsync();
        return assignment.Id;
    }

    private Task<long> CallAsync(string audience) => Meetings.CallAsync(new NewMeeting("别家的会", December, "", audience, []), "机关", RunningHouse.Ct);

    /// <summary>With a form token of their own, as a browser that was tampered with would.</summary>
    private async Task<HttpStatusCode> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        await browser.SeeAsync("/console/meetings/new");
        var token = browser.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var body = new FormUrlEncodedContent([.. fields.Append(("__RequestVerificationToken", token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2))]);
        using var answer = await browser.Http.PostAsync(path, body);
        return answer.StatusCode;
    }
}
