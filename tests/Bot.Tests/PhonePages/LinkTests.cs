using System.Net;
using System.Text.RegularExpressions;
using Luzhi.Bot.Simulator;
using Luzhi.Core.Duties;
using Luzhi.Core.Meetings;
using Luzhi.Core.PhonePages;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Luzhi.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Luzhi.Bot.Tests.PhonePages;

/// <summary>Who may see what behind a link, over the wire: forwarded, guessed, replayed, forged and dead links show nothing.</summary>
public sealed partial class LinkTests
{
    private const string Nothing = "已经失效，或者不是发给您的";

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task The_addressee_sees_the_whole_and_is_seen_once_while_another_sees_not_even_the_title(Provider provider)
    {
        await using var house = await PagesHouse.StartAsync(provider);
        var ((zhang, zhangs), (li, lis)) = (await house.MemberAsync("张建国"), await house.MemberAsync("李秀英"));
        var lines = await house.MeetingAsync();
        using var mine = house.Browser();

        var page = await mine.GetAsync(house.Held(house.Link(lines[zhang.Id]), zhangs));
        var said = await page.Content.ReadAsStringAsync();
        said.ShouldContain("主席会议");
        said.ShouldContain("三楼会议室");
        page.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().ShouldContain("default-src 'none'");
        page.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var seen = (await LineAsync(house, lines[zhang.Id])).SeenAt.ShouldNotBeNull();
        await mine.GetAsync(house.Held(house.Link(lines[zhang.Id]), zhangs));
        (await LineAsync(house, lines[zhang.Id])).ShouldSatisfyAllConditions(l => l.SeenAt.ShouldBe(seen), l => l.State.ShouldBe(AssignmentState.Seen));

        using var others = house.Browser();
        var forwarded = await others.GetAsync(house.Held(house.Link(lines[zhang.Id]), lis));
        forwarded.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var shown = await forwarded.Content.ReadAsStringAsync();
        shown.ShouldContain(Nothing);
        shown.ShouldNotContain("主席会议");
        (await LineAsync(house, lines[li.Id])).SeenAt.ShouldBeNull();
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_dead_a_guessed_and_a_broken_link_look_the_same(Provider provider)
    {
        await using var house = await PagesHouse.StartAsync(provider);
        var (zhang, zhangs) = await house.MemberAsync("张建国");
        var lines = await house.MeetingAsync();
        var dead = house.Links.To(lines[zhang.Id], house.Now.AddDays(-2))!;
        var good = house.Link(lines[zhang.Id]);
        var guessed = good[..^6] + (good[^6] == 'A' ? 'B' : 'A') + good[^5..];
        using var browser = house.Browser();

        foreach (var link in new[] { dead, guessed, $"{house.Front}m/i/x", $"{house.Front}m/me/{good.Split('/')[^1]}" })
        {
            var page = await browser.GetAsync(house.Held(link, zhangs));
            page.StatusCode.ShouldBe(HttpStatusCode.NotFound, link);
            (await page.Content.ReadAsStringAsync()).ShouldContain(Nothing);
        }
    }

    [Fact]
    public async Task A_browser_that_brings_no_state_of_its_own_is_not_let_in_by_anybodys_code()
    {
        await using var house = await PagesHouse.StartAsync(Provider.Sqlite);
        var (zhang, zhangs) = await house.MemberAsync("张建国");
        var lines = await house.MeetingAsync();
        using var victim = house.Browser(wechat: true, follow: false);
        using var attacker = house.Browser(wechat: true, follow: false);

        // Held on Zhang's phone, the way goes to the platform and back; the attacker takes the last step in his own browser.
        var toPlatform = (await victim.GetAsync(house.Held(house.Link(lines[zhang.Id]), zhangs))).Headers.Location!;
        Order().IsMatch(toPlatform.Query).ShouldBeTrue(toPlatform.Query);
        toPlatform.Fragment.ShouldBe("#wechat_redirect");
        var back = (await victim.GetAsync(toPlatform)).Headers.Location!;

        (await attacker.GetAsync(back)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await attacker.GetAsync(new Uri(State().Replace(back.ToString(), "state=" + new string('0', 32))))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await attacker.GetAsync(house.Held(house.Link(lines[zhang.Id]), zhangs))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await victim.GetAsync(back)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await victim.GetAsync(house.Held(house.Link(lines[zhang.Id]), zhangs))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await victim.GetAsync(back)).StatusCode.ShouldBe(HttpStatusCode.BadRequest, "the same way back again");
    }

    [Fact]
    public async Task A_snapshot_and_somebody_who_is_bound_to_nobody_are_told_so_kindly()
    {
        await using var house = await PagesHouse.StartAsync(Provider.Sqlite);
        var (zhang, zhangs) = await house.MemberAsync("张建国");
        var lines = await house.MeetingAsync();
        house.Platform.Faults.Switch(Fault.Snapshot, 1);
        using var browser = house.Browser();
        (await browser.GetStringAsyncOf(house.Held(house.Link(lines[zhang.Id]), zhangs))).ShouldContain("使用完整服务");

        var stranger = house.Platform.Phones.Make("路人");
        using var another = house.Browser();
        var shown = await another.GetStringAsyncOf(house.Held(house.Link(lines[zhang.Id]), stranger));
        shown.ShouldContain("还没有绑定");
        shown.ShouldNotContain("主席会议");
    }

    [Fact]
    public async Task Nothing_is_said_to_be_saved_where_there_is_no_such_form()
    {
        await using var house = await PagesHouse.StartAsync(Provider.Sqlite);
        var (zhang, zhangs) = await house.MemberAsync("张建国");
        var lines = await house.MeetingAsync();
        using var browser = house.Browser();
        var link = house.Link(lines[zhang.Id]);
        (await browser.GetStringAsyncOf(house.Held(link, zhangs))).ShouldContain("主席会议");

        // The meeting asks for no receipt: its page has no form either.
        foreach (var path in new[] { $"{house.Front}m/i/x/form", $"{house.Front}m/form/x", $"{house.Front}m/report/nope", $"{link}/form" })
        {
            (await browser.GetStringAsyncOf(house.Held($"{path}?done=true", zhangs))).ShouldNotContain("已保存", customMessage: path);
        }

        (await browser.GetStringAsyncOf(house.Held($"{house.Front}m/report/report?done=true", zhangs))).ShouldContain("已保存");
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Once_the_office_takes_a_phone_away_its_cookie_opens_nothing(Provider provider)
    {
        await using var house = await PagesHouse.StartAsync(provider);
        var (zhang, zhangs) = await house.MemberAsync("张建国");
        var lines = await house.MeetingAsync();
        using var browser = house.Browser();
        (await browser.GetStringAsyncOf(house.Held(house.Link(lines[zhang.Id]), zhangs))).ShouldContain("主席会议");

        await house.Services.GetRequiredService<BindingBook>().UnbindAsync(zhang.Id, "陈秘书", default);

        (await browser.GetStringAsyncOf(house.Held(house.Link(lines[zhang.Id]), zhangs))).ShouldNotContain("主席会议");
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Tapped_ten_times_at_once_it_counts_once_and_a_sent_form_of_another_page_changes_nothing(Provider provider)
    {
        await using var house = await PagesHouse.StartAsync(provider);
        var (zhang, zhangs) = await house.MemberAsync("张建国");
        var lines = await house.MeetingAsync();
        using var browser = house.Browser();
        var at = house.Held(house.Link(lines[zhang.Id]), zhangs);
        var page = await browser.GetStringAsyncOf(at);
        var form = new Dictionary<string, string> { ["tap"] = "Attend", ["key"] = Value(page, "key"), ["__RequestVerificationToken"] = Value(page, "__RequestVerificationToken") };

        var sent = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => browser.PostAsync(at, new FormUrlEncodedContent(form))));

        sent.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
        await using var db = house.Database.Open();
        (await db.Inbox.CountAsync(i => i.Kind == "page")).ShouldBe(1);
        (await db.Invitations.SingleAsync(i => i.PersonId == zhang.Id)).ShouldSatisfyAllConditions(i => i.State.ShouldBe(InvitationState.Attending), i => i.Via.ShouldBe("page"));

        form["__RequestVerificationToken"] = "";
        (await browser.PostAsync(at, new FormUrlEncodedContent(form))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var nobody = house.Browser();
        (await nobody.PostAsync(house.Link(lines[zhang.Id]), new FormUrlEncodedContent(form))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_code_opens_only_its_own_persons_page_and_five_wrong_ones_kill_it(Provider provider)
    {
        await using var house = await PagesHouse.StartAsync(provider);
        var ((zhang, _), (li, _)) = (await house.MemberAsync("张建国"), await house.MemberAsync("李秀英"));
        await house.MeetingAsync();
        var codes = house.Services.GetRequiredService<PageCodes>();
        await GiveAsync(house, zhang.Id, "123456");
        await GiveAsync(house, li.Id, "654321");

        (await codes.TryAsync(zhang.Id, "654321", default)).ShouldBeOfType<CodeAnswer.Wrong>("another's code");
        (await codes.TryAsync("李秀英", "654321", default)).ShouldBe(new CodeAnswer.Right(await ContactAsync(house, li.Id), li.Id));
        (await codes.TryAsync("李秀英", "654321", default)).ShouldBeOfType<CodeAnswer.Wrong>("used");

        for (var i = 0; i < 3; i++)
        {
            (await codes.TryAsync(zhang.Id, "000000", default)).ShouldBeOfType<CodeAnswer.Wrong>();
        }

        (await codes.TryAsync(zhang.Id, "000000", default)).ShouldBeOfType<CodeAnswer.Slowed>();
        await GiveAsync(house, zhang.Id, "123456");
        (await codes.TryAsync(zhang.Id, "123456", default)).ShouldBeOfType<CodeAnswer.Slowed>("a new code does not undo the waiting");
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_file_goes_only_to_who_sent_it_and_to_the_office_and_only_as_a_download(Provider provider)
    {
        await using var house = await PagesHouse.StartAsync(provider);
        var ((zhang, zhangs), (_, lis)) = (await house.MemberAsync("张建国"), await house.MemberAsync("李秀英"));
        var file = await house.Services.GetRequiredService<AttachmentBook>().KeepAsync(zhang.Id, "material", "file", "发言稿.doc", FileKind.Of("%PDF-1.7"u8, "")!, [.. "%PDF-1.7"u8], default);
        var at = $"{house.Front}m/file/{file.Id}";
        using var browser = house.Browser();
        (await browser.GetAsync(house.Held(at, zhangs))).StatusCode.ShouldBe(HttpStatusCode.NotFound, "nobody yet");

        await browser.GetAsync(house.Held($"{house.Front}m/me", zhangs));
        var given = await browser.GetAsync(house.Held(at, zhangs));
        given.StatusCode.ShouldBe(HttpStatusCode.OK);
        given.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        given.Content.Headers.ContentDisposition.FileNameStar.ShouldBe("发言稿.pdf");
        given.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);

        using var others = house.Browser();
        await others.GetAsync(house.Held($"{house.Front}m/me", lis));
        (await others.GetAsync(house.Held(at, lis))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await others.GetAsync($"/console/files/{file.Id}")).RequestMessage!.RequestUri!.AbsolutePath.ShouldBe("/console/signin");
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Agreeing_on_the_page_is_known_to_the_house_and_to_the_platform(Provider provider)
    {
        var subscriptions = new Dictionary<DoorbellKind, WeChatSubscription> { [DoorbellKind.Meeting] = new("sub_meeting", new Dictionary<string, DoorbellField> { ["thing1"] = DoorbellField.Title }) };
        await using var house = await PagesHouse.StartAsync(provider, new WeChatAccount { Subscriptions = subscriptions });
        var (zhang, zhangs) = await house.MemberAsync("张建国");
        house.Platform.Happen(new Followed(house.Now, zhangs, null));
        using var browser = house.Browser();
        var at = house.Held($"{house.Front}m/consent", zhangs);
        var page = await browser.GetStringAsyncOf(at);
        page.ShouldContain("同意会议通知");

        var form = new Dictionary<string, string> { ["template"] = "sub_meeting", ["accepted"] = "true", ["__RequestVerificationToken"] = Value(page, "__RequestVerificationToken") };
        (await (await browser.PostAsync(at, new FormUrlEncodedContent(form))).Content.ReadAsStringAsync()).ShouldContain("已同意一次");

        (await house.Services.GetRequiredService<ConsentBook>().OfAsync(await ContactAsync(house, zhang.Id), default)).ShouldHaveSingleItem().Askable.ShouldBeFalse();
        house.Platform.Look(world => world.Phones[zhangs].Agreed("sub_meeting")).ShouldBe(1);
    }

    [Fact]
    public async Task A_member_sees_only_what_is_their_own_on_their_page()
    {
        await using var house = await PagesHouse.StartAsync(Provider.Sqlite);
        var ((zhang, zhangs), (_, lis)) = (await house.MemberAsync("张建国"), await house.MemberAsync("李秀英"));
        await house.MeetingAsync();
        using var mine = house.Browser();
        (await mine.GetStringAsyncOf(house.Held(house.Links.Me(zhang.Id)!, zhangs))).ShouldContain("张建国");
        using var others = house.Browser();
        var forwarded = await others.GetStringAsyncOf(house.Held(house.Links.Me(zhang.Id)!, lis));
        forwarded.ShouldContain(Nothing);
        forwarded.ShouldNotContain("张建国");
    }

    [Theory]
    [InlineData("https://evil.example/m/i/x")]
    [InlineData("//evil.example/m/")]
    [InlineData("/console")]
    [InlineData("/m/../console")]
    [InlineData("/m/who")]
    [InlineData("javascript:alert(1)")]
    public void The_way_back_stays_within_the_phone_pages(string to) => Luzhi.Bot.PhonePages.PhoneDoor.IsPage(to).ShouldBeFalse();

    private static async Task GiveAsync(PagesHouse house, long person, string digits)
    {
        await using var db = house.Database.Open();
        var code = await db.PageCodes.FindAsync(person) ?? db.Add(new PageCode { PersonId = person }).Entity;
        (code.ContactId, code.Kept, code.ExpiresAt, code.Tries) = (await ContactAsync(house, person), house.Services.GetRequiredService<PageSeal>().Kept(person, digits), house.Now.AddMinutes(10), 0);
        await db.SaveChangesAsync();
    }

    private static async Task<long> ContactAsync(PagesHouse house, long person)
    {
        await using var db = house.Database.Open();
        return (await db.Contacts.SingleAsync(c => c.PersonId == person)).Id;
    }

    private static async Task<Assignment> LineAsync(PagesHouse house, long id)
    {
        await using var db = house.Database.Open();
        return await db.Assignments.AsNoTracking().SingleAsync(a => a.Id == id);
    }

    private static string Value(string page, string name) => Regex.Match(page, $"name=\"{name}\"[^>]*value=\"([^\"]*)\"").Groups[1].Value;

    [GeneratedRegex(@"^\?appid=wx_pages&redirect_uri=[^&]+&response_type=code&scope=snsapi_base&state=[0-9a-f]{32}$")]
    private static partial Regex Order();

    [GeneratedRegex("state=[0-9a-f]+")]
    private static partial Regex State();
}

internal static class Reading
{
    /// <summary>What the page says, whatever its status.</summary>
    public static async Task<string> GetStringAsyncOf(this HttpClient http, Uri at) => await (await http.GetAsync(at)).Content.ReadAsStringAsync();
}
