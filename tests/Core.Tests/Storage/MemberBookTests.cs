using Luzhi.Core.Directory;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Luzhi.Testing;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Tests.Storage;

public sealed class MemberBookTests
{
    private static readonly Words Words = Words.Load(Path.Combine(House.Find(AppContext.BaseDirectory).Config, "words.zh-CN.yaml"));
    private static readonly CancellationToken Ct = CancellationToken.None;
    private static readonly ManualClock Clock = new();

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_person_put_down_by_hand_has_a_card_and_the_cards_own_cells_change_nothing(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        var (book, cards) = Books(fresh.Database);
        var id = await book.AddAsync(Cells(("姓名", "张　建国"), ("手机", "138-0000-0001"), ("专委会", "经济委"), ("委员组", "第1组"), ("任期起", "2022年1月")), "秘书", Ct);
        var card = (await cards.FindAsync(id, Ct))!;
        (card.Name, card.Phone, card.Since, card.HasCode).ShouldBe(("张建国", "13800000001", new DateOnly(2022, 1, 1), false));
        card.Roles.Select(r => (r.Name, r.From, r.Now)).ShouldBe([("委员", new DateOnly(2022, 1, 1), true)]);
        card.Units.Select(u => u.Path).ShouldBe(["经济委", "经济委/第1组"]);
        (await book.EditAsync(id, card.Cells, "秘书", Ct)).ShouldBeTrue();
        (await cards.FindAsync(id, Ct))!.Units.ShouldBe(card.Units);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task An_edit_closes_what_was_and_an_empty_cell_empties(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        var (book, cards) = Books(fresh.Database);
        var id = await book.AddAsync(Cells(("姓名", "张建国"), ("手机", "13800000001"), ("专委会", "经济委")), "秘书", Ct);
        await book.EditAsync(id, Cells(("姓名", "张建国"), ("专委会", "提案委"), ("职务", "委员;常委")), "秘书", Ct);
        var card = (await cards.FindAsync(id, Ct))!;
        card.Phone.ShouldBeNull();
        card.Units.Select(u => (u.Path, u.To, u.Now)).ShouldBe([("经济委", new DateOnly(2026, 11, 22), false), ("提案委", null, true)]);
        card.Roles.Select(r => r.Name).ShouldBe(["委员", "常委"]);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task What_would_make_one_person_two_or_two_people_one_is_refused(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        var (book, _) = Books(fresh.Database);
        await book.AddAsync(Cells(("姓名", "张建国"), ("手机", "13800000001"), ("绑定码", "A1")), "秘书", Ct);
        (await FaultsAsync(() => book.AddAsync(Cells(("姓名", "李秀英"), ("手机", "13800000001"), ("绑定码", "a1")), "秘书", Ct)))
            .ShouldBe(["手机：这个手机已登记在“张建国”名下。", "绑定码：这个绑定码属于“张建国”，请换一个。"]);
        (await FaultsAsync(() => book.AddAsync(Cells(("姓名", "张建国")), "秘书", Ct))).ShouldBe(["姓名：名册里已有“张建国”；若是另一个人，请填写手机或绑定码。"]);
        (await FaultsAsync(() => book.AddAsync(Cells(("手机", "12")), "秘书", Ct)))
            .ShouldBe(["姓名：姓名不能为空。", "手机：“12”不是手机号码：应为 11 位，境外号码请以 + 和地区码开头。"]);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Who_is_taken_off_the_roster_is_in_no_audience_and_bound_to_no_phone_but_stays_on_record(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        var (book, cards) = Books(fresh.Database);
        var id = await book.AddAsync(Cells(("姓名", "张建国"), ("绑定码", "A1"), ("专委会", "经济委")), "秘书", Ct);
        await Some.FollowerAsync(fresh.Database, "张建国", id);
        (await book.CloseAsync(id, "秘书", Ct)).ShouldBeTrue();
        (await book.CloseAsync(id, "秘书", Ct)).ShouldBeFalse();
        var card = (await cards.FindAsync(id, Ct))!;
        (card.Removed, card.HasCode, card.Phones.Count, card.Units[0].Now, card.Roles[0].Now).ShouldBe((true, false, 0, false, false));
        (await new AudienceBook(fresh.Database, Clock, Some.Zone, Words).ResolveAsync("全体", Ct)).PersonIds.ShouldBeEmpty();
        (await book.EditAsync(id, card.Cells, "秘书", Ct)).ShouldBeFalse();
        await using var db = fresh.Database.Open();
        (await db.Audit.OrderBy(a => a.Id).Select(a => a.Action).ToListAsync()).ShouldBe(["member.add", "member.close"]);
    }

    private static (MemberBook Book, MemberCards Cards) Books(Database database) =>
        (new MemberBook(database, Clock, Some.Zone, Words, new OrganizationSettings()), new MemberCards(database, Clock, Some.Zone));

    private static Dictionary<RosterColumn, string> Cells(params (string Column, string Text)[] cells) =>
        cells.ToDictionary(c => RosterColumns.Find(c.Column)!.Value, c => c.Text);

    private static async Task<List<string>> FaultsAsync(Func<Task> act) =>
        [.. (await act.ShouldThrowAsync<FaultsException>()).Faults.Select(f => $"{f.Field}：{f.Text}")];
}
