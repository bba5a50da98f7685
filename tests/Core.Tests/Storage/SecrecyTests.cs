using Luzhi.Core.Conversations;
using Luzhi.Core.Duties;
using Luzhi.Core.Meetings;
using Luzhi.Core.Messages;
using Luzhi.Core.Storage;
using Luzhi.Testing;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Tests.Storage;

/// <summary>What is kept of something that is not open, and for how long.</summary>
public sealed class SecrecyTests
{
    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task An_internal_meeting_is_known_to_a_turn_by_its_kind_and_time_alone(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var line = await InviteAsync(house, Secrecy.Internal);

        var known = new List<OpenItem>();
        await house.SayAsync("张建国", "我的", (conversation, facts) =>
        {
            known.AddRange(facts.Items);
            return Turn.Say(conversation, "好的。");
        });

        var item = known.ShouldHaveSingleItem();
        (item.AssignmentId, item.Title, item.Place, item.Text).ShouldBe((line, "内部会议", "", ""));
        item.When.ShouldBe(Some.Monday.AddDays(2));
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task An_offline_meeting_is_not_known_to_a_turn_at_all(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        await InviteAsync(house, Secrecy.Offline);

        await house.SayAsync("张建国", "我的", (conversation, facts) =>
        {
            facts.Items.ShouldBeEmpty();
            return Turn.Say(conversation, "好的。");
        });
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task What_answers_something_internal_leaves_no_second_copy_in_the_inbox(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var sealedLine = await InviteAsync(house, Secrecy.Internal);
        await house.SayAsync("张建国", "2 家中有事", LedgerFixture.Do(new Change.Answer(sealedLine, InvitationState.Leave, "家中有事", null)));
        var openLine = await InviteAsync(house, Secrecy.Open, "李秀英");
        await house.SayAsync("李秀英", "2 出差", LedgerFixture.Do(new Change.Answer(openLine, InvitationState.Leave, "出差", null)));

        (await house.ReadAsync(db => db.Inbox.OrderBy(i => i.Id).Select(i => i.Body).ToListAsync())).ShouldBe([null, "2 出差"]);
        (await house.ReadAsync(db => db.Invitations.OrderBy(i => i.AssignmentId).Select(i => i.LeaveReason).ToListAsync())).ShouldBe(["家中有事", "出差"]);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task The_wording_of_what_is_offline_is_gone_with_the_bell_and_of_what_is_internal_after_its_time(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        foreach (var secrecy in Enum.GetValues<Secrecy>())
        {
            var (_, occurrence, _) = await house.MeetingAsync((await Some.MemberAsync(house.Database, $"委员{secrecy}")).Id);
            await ClassAsync(house, occurrence.Id, secrecy);
            await house.NoticeAsync(occurrence.Id, expires: house.Now.AddDays(2));
        }

        await house.Bell.RingAsync(house.Now, default);
        (await TextsAsync(house)).ShouldBe([true, true, false]);
        await new Housekeeping(house.Database).WipeBodiesAsync(house.Now.AddDays(2), default);
        (await TextsAsync(house)).ShouldBe([true, true, false]);
        await new Housekeeping(house.Database).WipeBodiesAsync(house.Now.AddDays(2).AddSeconds(1), default);
        (await TextsAsync(house)).ShouldBe([true, false, false]);
    }

    private static Task<List<bool>> TextsAsync(LedgerFixture house) => house.ReadAsync(db => db.Notices.OrderBy(n => n.Id).Select(n => n.Text != "").ToListAsync());

    private static async Task<long> InviteAsync(LedgerFixture house, Secrecy secrecy, string name = "张建国")
    {
        var (person, _) = await Some.BoundMemberAsync(house.Database, name);
        var (_, occurrence, lines) = await house.MeetingAsync(person.Id);
        await ClassAsync(house, occurrence.Id, secrecy);
        return lines[0];
    }

    private static Task<int> ClassAsync(LedgerFixture house, long occurrence, Secrecy secrecy) =>
        house.ReadAsync(db => db.Occurrences.Where(o => o.Id == occurrence).ExecuteUpdateAsync(set => set.SetProperty(o => o.Secrecy, secrecy)));
}
