using System.Net;
using Luzhi.Bot.Simulator;
using Luzhi.Core.Directory;
using Luzhi.Core.Duties;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Luzhi.Bot.Tests.OfficeConsole;

/// <summary>What the console says of the account's connection, of who agreed to notices, and of why somebody was not reached.</summary>
public sealed class ConnectionTests
{
    [Fact]
    public async Task The_office_walks_the_connection_by_a_button_and_a_units_secretary_does_not()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite, WithAccount);
        var unit = await UnitAsync(house);
        using var office = await Browser.AtDeskAsync(house);
        using var secretary = await Browser.AtDeskAsync(house, unit, name: "经济委小李");

        await office.SeeAsync("/console/settings");
        await office.PressAsync("检查连接");
        var walked = office.Text;
        using var refused = await secretary.Http.PostAsync("/console/settings?handler=Walk", new FormUrlEncodedContent([]));

        walked.ShouldContain("连不上 http://127.0.0.1:1");
        walked.ShouldContain("没有设置对外地址");
        refused.StatusCode.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.BadRequest);
        walked.ShouldNotContain("app-secret");
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Deliveries_and_the_persons_page_say_in_one_line_why_and_what_to_do(Provider provider)
    {
        await using var house = await RunningHouse.StartAsync(provider, WithAccount);
        var (zhang, contact) = await Some.BoundMemberAsync(house.Database, "张建国");
        var li = await Some.MemberAsync(house.Database, "李秀英");
        await using (var db = house.Database.Open())
        {
            var occurrence = db.Occurrences.Add(new Occurrence { BodyId = 1, DutyKey = "meeting", Period = "m1", Title = "主席会议", CreatedAt = Some.Monday }).Entity;
            await db.SaveChangesAsync();
            var notice = db.Notices.Add(new Notice { OccurrenceId = occurrence.Id, Kind = "announce", UniqueKey = "announce:1", DueAt = Some.Monday, Text = "请出席", State = "rung", RungAt = Some.Monday }).Entity;
            await db.SaveChangesAsync();
            db.Outbox.Add(new OutboxRow { UniqueKey = "n1:p2", Lane = Lane.Bulk, PersonId = li.Id, NoticeId = notice.Id, CreatedAt = Some.Monday, NotBefore = Some.Monday, State = "held", Attempts = 1 });
            db.Deliveries.Add(new Delivery
            {
                OutboxId = 9, UniqueKey = "n1:p1", Lane = Lane.Bulk, PersonId = zhang.Id, ContactId = contact.Id, NoticeId = notice.Id, Route = "doorbell", Outcome = "sent",
                Attempts = 1, At = house.Services.GetRequiredService<TimeProvider>().GetUtcNow().AddDays(-1), Receipt = "failed:user block",
            });
            await db.SaveChangesAsync();
        }

        using var office = await Browser.AtDeskAsync(house);

        (await office.SeeAsync("/console/deliveries?show=waiting")).Text.ShouldContain("未绑定：请发绑定码");
        (await office.SeeAsync("/console/deliveries")).Text.ShouldContain("本人拒收公众号的消息：请打电话");
        (await office.SeeAsync($"/console/members/{zhang.Id}")).Text.ShouldContain("没有送到的");
        office.Text.ShouldContain("本人拒收公众号的消息");
        (await office.SeeAsync($"/console/members/{li.Id}")).Text.ShouldContain("未绑定：请发绑定码");
    }

    [Fact]
    public async Task Who_has_not_agreed_to_subscription_notices_is_a_list()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite, WithAccount);
        await Some.BoundMemberAsync(house.Database, "张建国");
        using var office = await Browser.AtDeskAsync(house);

        (await office.SeeAsync("/console/deliveries/consents")).Page.QuerySelectorAll("tbody tr").ShouldHaveSingleItem().TextContent.ShouldBe("张建国会议通知、其他通知");
    }

    private static async Task<long> UnitAsync(RunningHouse house)
    {
        var body = await Some.BodyAsync(house.Database);
        await using var db = house.Database.Open();
        var unit = db.Units.Add(new Unit { BodyId = body.Id, Kind = UnitKind.Committee, Name = "经济委" }).Entity;
        await db.SaveChangesAsync();
        return unit.Id;
    }

    private static AllSettings WithAccount(AllSettings settings) => settings with
    {
        WeChat = new WeChatSettings { AppId = "wx1", AppSecret = "app-secret", Token = "t", ApiBaseUrl = "http://127.0.0.1:1" },
        Account = new WeChatAccount { Subscriptions = PlatformTemplate.Subscribed },
    };
}
