using Luzhi.Core.Conversations;
using Luzhi.Core.Directory;
using Luzhi.Core.Meetings;
using Luzhi.Core.Messages;
using Luzhi.Core.Storage;
using Luzhi.Testing;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Tests.Storage;

/// <summary>Many people's turns in one transaction. The clock stands still, so whoever comes while a turn is held goes with the next batch.</summary>
public sealed class LedgerBatchTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task One_bad_turn_harms_none_of_its_neighbours(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        using var held = await Held.BeginAsync(house);
        var decided = 0;
        var neighbours = Enumerable.Range(0, 10).Select(i => house.SayAsync($"委员{i}", "你好", (c, _) => Turn.Say(c, $"{i}:{Interlocked.Increment(ref decided)}"))).ToList();
        var bad = house.SayAsync("王芳", "你好", (_, _) => throw new InvalidOperationException("no flow"));
        await held.GoAsync();

        var answers = await Task.WhenAll(neighbours);

        (await Should.ThrowAsync<InvalidOperationException>(bad)).Message.ShouldBe("no flow");
        answers.ShouldAllBe(a => a.Route == ReplyRoute.Passive && !a.Duplicate);
        decided.ShouldBe(20, "the batch was tried once, and then each of them");
        (await house.ReadAsync(db => db.Inbox.CountAsync())).ShouldBe(11);
        (await house.ReadAsync(db => db.Contacts.CountAsync(c => c.ExternalId == "o_王芳"))).ShouldBe(0);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Sixteen_messages_of_one_person_stay_in_order_and_whoever_came_later_does_not_wait_for_them(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var (person, _) = await Some.BoundMemberAsync(house.Database);
        using var held = await Held.BeginAsync(house);
        var heard = new List<string>();
        Func<Conversation, Facts, Turn> Hear(string words) => (conversation, _) =>
        {
            heard.Add($"{words} after {conversation.Answered}");
            return Turn.Say(conversation with { Answered = (conversation.Answered ?? 0) + 1 }, words);
        };
        var many = Enumerable.Range(0, 16).Select(i => house.SayAsync("张建国", $"{i}", Hear($"{i}"))).ToList();
        var other = house.SayAsync("李秀英", "你好", Hear("李秀英"));
        await held.GoAsync();
        await Task.WhenAll([.. many, other]);

        heard[1].ShouldBe("李秀英 after ");
        heard.Where(h => h[0] != '李').ShouldBe(Enumerable.Range(0, 16).Select(i => i == 0 ? "0 after " : $"{i} after {i}"));
        ConversationJson.Read((await house.ReadAsync(db => db.Conversations.SingleAsync(c => c.Owner == $"p:{person.Id}"))).State).Answered.ShouldBe(16);
        (await house.ReadAsync(db => db.Inbox.OrderBy(i => i.Id).Where(i => i.Body!.Length < 3 && i.Body != "你好").Select(i => i.Body).ToListAsync()))
            .ShouldBe(Enumerable.Range(0, 16).Select(i => (string?)$"{i}"));
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task The_same_push_several_times_in_one_batch_is_one_turn(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        using var held = await Held.BeginAsync(house);
        var push = Some.Text("张建国", "你好");
        var decided = 0;
        var tries = Enumerable.Range(0, 3).Select(_ => house.Ledger.TakeAsync(push, (c, _) => Turn.Say(c, $"第{Interlocked.Increment(ref decided)}次"), new ReplyRace(), Ct)).ToList();
        await held.GoAsync();

        var answers = await Task.WhenAll(tries);

        decided.ShouldBe(1);
        answers.Select(a => (a.Reply, a.Duplicate)).ShouldBe([("第1次", false), ("第1次", true), ("第1次", true)]);
        answers.Select(a => a.InboxId).Distinct().ShouldHaveSingleItem();
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Two_nodes_that_take_the_same_pushes_in_opposite_orders_take_each_once(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        using var second = house.SecondNode();
        Ledger[] nodes = [house.Ledger, house.NewLedger(second)];
        for (var round = 0; round < 5; round++)
        {
            var decided = 0;
            Turn Decide(Conversation conversation, Facts facts) => Turn.Say(conversation with { Answered = (conversation.Answered ?? 0) + 1 }, $"第{Interlocked.Increment(ref decided)}次");
            var pushes = Enumerable.Range(0, 40).Select(i => Some.Text($"委员{(i * 7) % 20}", $"{i}")).ToList();

            var there = Task.Run(() => Task.WhenAll(pushes.Select(p => nodes[0].TakeAsync(p, Decide, new ReplyRace(), Ct))));
            var back = Task.Run(() => Task.WhenAll(pushes.AsEnumerable().Reverse().Select(p => nodes[1].TakeAsync(p, Decide, new ReplyRace(), Ct))));
            var (first, other) = (await there, await back);

            first.Concat(other).Count(a => a.Duplicate).ShouldBe(40);
            first.Select(a => a.Reply).ShouldBe(other.Reverse().Select(a => a.Reply));
        }

        var talks = await house.ReadAsync(db => db.Conversations.ToListAsync());
        talks.Select(t => ConversationJson.Read(t.State).Answered).ShouldAllBe(answered => answered == 10);
        talks.Count.ShouldBe(20);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task What_one_turn_changed_the_next_of_the_same_batch_knows(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var person = await Some.MemberAsync(house.Database);
        await house.AddAsync(new BindingCode { Code = "K7M2QX", PersonId = person.Id, IssuedAt = house.Now });
        var (_, _, lines) = await house.MeetingAsync(person.Id);
        using var held = await Held.BeginAsync(house);
        var seen = new List<string>();
        Func<Conversation, Facts, Turn> See(params Change[] changes) => (conversation, facts) =>
        {
            seen.Add($"{facts.Speaker?.Name ?? "谁"} {facts.Items.SingleOrDefault()?.Invitation} {conversation.Answered}");
            return Turn.Say(conversation with { Answered = (conversation.Answered ?? 0) + 1 }, "好的。", changes);
        };
        var talk = new[]
        {
            house.SayAsync("张建国", "绑定 K7M2QX", See(new Change.Bind("K7M2QX", person.Id))),
            house.SayAsync("张建国", "1", See(new Change.Answer(lines[0], InvitationState.Attending, null, null))),
            house.SayAsync("张建国", "我的", See()),
            house.SayAsync("张建国", "帮助", See()),
        };
        await held.GoAsync();
        await Task.WhenAll(talk);

        seen.ShouldBe(["谁  ", "张建国 Pending 1", "张建国 Attending 2", "张建国 Attending 3"]);
        (await house.ReadAsync(db => db.Conversations.Where(c => c.Owner != "c:1").Select(c => c.Owner).ToListAsync())).ShouldBe([$"p:{person.Id}"]);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Who_works_in_the_office_goes_apart_from_the_others(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var (secretary, _) = await Some.BoundMemberAsync(house.Database, "陈秘书");
        await house.AddAsync(new Office.Staff { Name = "chen", PasswordHash = "", Role = Office.StaffRole.Office, Stamp = "", PersonId = secretary.Id, CreatedAt = house.Now });
        using var held = await Held.BeginAsync(house);
        var order = new List<string>();
        Func<Conversation, Facts, Turn> Hear(string who) => (conversation, _) =>
        {
            order.Add(who);
            return Turn.Say(conversation, who);
        };
        var office = house.SayAsync("陈秘书", "今天", Hear("陈秘书"));
        var member = house.SayAsync("李秀英", "你好", Hear("李秀英"));
        await held.GoAsync();

        (await Task.WhenAll(office, member)).Select(a => a.Reply).ShouldBe(["陈秘书", "李秀英"]);
        order.ShouldBe(["李秀英", "陈秘书"]);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Who_hangs_up_while_still_in_line_is_heard_all_the_same(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        using var held = await Held.BeginAsync(house);
        using var call = new CancellationTokenSource();
        var push = Some.Text("李秀英", "你好");
        var waiting = house.Ledger.TakeAsync(push, LedgerFixture.Echo("你好"), new ReplyRace(), call.Token);
        await call.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(waiting);
        await held.GoAsync();

        var repeat = await house.Ledger.TakeAsync(push, LedgerFixture.Echo("again"), new ReplyRace(), Ct);

        (repeat.Reply, repeat.Duplicate).ShouldBe(("您说：你好", true));
    }

    /// <summary>A turn that is underway until it is let go: whoever comes meanwhile stands in line.</summary>
    private sealed class Held : IDisposable
    {
        private readonly ManualResetEventSlim go = new();
        private readonly TaskCompletionSource began = new();
        private readonly Task<Answered> turn;

        private Held(LedgerFixture house) => turn = house.SayAsync("赵志强", "等一下", (conversation, _) =>
        {
            began.TrySetResult();
            go.Wait(Ct);
            return Turn.Silent(conversation);
        });

        public static async Task<Held> BeginAsync(LedgerFixture house)
        {
            var held = new Held(house);
            await held.began.Task;
            return held;
        }

        public async Task GoAsync()
        {
            go.Set();
            await turn;
        }

        public void Dispose()
        {
            go.Set();
            go.Dispose();
        }
    }
}
