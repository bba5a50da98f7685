using Luzhi.Core.Conversations;
using Luzhi.Core.Messages;
using Luzhi.Core.Storage;
using Luzhi.Testing;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Tests.Storage;

public sealed class LedgerTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Three_identical_pushes_at_once_are_one_turn_and_one_answer(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var push = Some.Text("张建国", "你好");
        var decided = 0;
        Turn Decide(Conversation conversation, Facts facts) => Turn.Say(conversation, $"第{Interlocked.Increment(ref decided)}次");

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => house.Ledger.TakeAsync(push, Decide, new ReplyRace(), Ct)));

        decided.ShouldBe(1);
        answers.Select(a => a.Reply).ShouldAllBe(reply => reply == "第1次");
        answers.Count(a => a.Duplicate).ShouldBe(2);
        (await house.ReadAsync(db => db.Inbox.CountAsync())).ShouldBe(1);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Identical_pushes_at_two_nodes_are_one_turn_and_one_answer(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        using var second = house.SecondNode();
        Ledger[] nodes = [house.Ledger, house.NewLedger(second)];
        foreach (var i in Enumerable.Range(0, 10))
        {
            var push = Some.Text("张建国", "你好");
            var decided = 0;
            Turn Decide(Conversation conversation, Facts facts) => Turn.Say(conversation, $"{i}:{Interlocked.Increment(ref decided)}");

            var answers = await Task.WhenAll(nodes.Select(node => Task.Run(() => node.TakeAsync(push, Decide, new ReplyRace(), Ct))));

            answers.Select(a => a.Reply).ShouldAllBe(reply => reply == $"{i}:1");
            answers.Count(a => a.Duplicate).ShouldBe(1);
        }
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Sixteen_messages_of_one_person_are_taken_in_the_order_they_came(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var (person, _) = await Some.BoundMemberAsync(house.Database);
        var heard = new List<string>();
        Func<Conversation, Facts, Turn> Hear(string words) => (conversation, _) =>
        {
            heard.Add($"{words} after {conversation.Answered}");
            return Turn.Say(conversation with { Answered = (conversation.Answered ?? 0) + 1 }, words);
        };

        await Task.WhenAll(Enumerable.Range(0, 16).Select(i => house.SayAsync("张建国", $"{i}", Hear($"{i}"))));

        heard.ShouldBe(Enumerable.Range(0, 16).Select(i => i == 0 ? "0 after " : $"{i} after {i}"));
        var row = await house.ReadAsync(db => db.Conversations.SingleAsync());
        row.Owner.ShouldBe($"p:{person.Id}");
        ConversationJson.Read(row.State).Answered.ShouldBe(16);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Two_nodes_never_lose_a_turn_of_one_person(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        using var second = house.SecondNode();
        Ledger[] nodes = [house.Ledger, house.NewLedger(second)];
        Turn Count(Conversation conversation, Facts facts) => Turn.Silent(conversation with { Answered = (conversation.Answered ?? 0) + 1 });

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => nodes[i % 2].TakeAsync(Some.Text("李秀英", $"{i}"), Count, new ReplyRace(), Ct))));

        var row = await house.ReadAsync(db => db.Conversations.SingleAsync());
        ConversationJson.Read(row.State).Answered.ShouldBe(20);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Of_a_turn_that_fails_nothing_is_true_and_its_repeat_is_taken_afresh(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var push = Some.Text("张建国", "你好");
        Turn Fail(Conversation conversation, Facts facts) => throw new InvalidOperationException("no flow");

        await Should.ThrowAsync<InvalidOperationException>(() => house.Ledger.TakeAsync(push, Fail, new ReplyRace(), Ct));
        var rows = await house.ReadAsync(async db => await db.Inbox.CountAsync() + await db.Contacts.CountAsync() + await db.Conversations.CountAsync());
        var repeat = await house.Ledger.TakeAsync(push, LedgerFixture.Echo("你好"), new ReplyRace(), Ct);

        rows.ShouldBe(0);
        repeat.ShouldBe(new Answered("您说：你好", false, ReplyRoute.Passive, repeat.InboxId));
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_caller_who_hangs_up_does_not_undo_the_turn(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var push = Some.Text("张建国", "你好");
        using var call = new CancellationTokenSource();
        Turn HangUp(Conversation conversation, Facts facts)
        {
            call.Cancel();
            return Turn.Say(conversation, "您好");
        }

        await Should.ThrowAsync<OperationCanceledException>(() => house.Ledger.TakeAsync(push, HangUp, new ReplyRace(), call.Token));
        var repeat = await house.Ledger.TakeAsync(push, LedgerFixture.Echo("again"), new ReplyRace(), Ct);

        repeat.Reply.ShouldBe("您好");
        repeat.Duplicate.ShouldBeTrue();
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task The_answer_of_a_person_lives_on_their_own_row_whichever_phone_they_use(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var (person, _) = await Some.BoundMemberAsync(house.Database);
        await Some.FollowerAsync(house.Database, "张建国的平板", person.Id);

        await house.SayAsync("张建国", "一", (c, _) => Turn.Silent(c with { Answered = 7 }));
        var seen = (Conversation?)null;
        await house.SayAsync("张建国的平板", "二", (c, _) => Turn.Silent(seen = c));

        seen!.Answered.ShouldBe(7);
    }
}
