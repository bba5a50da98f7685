using Luzhi.Core.Conversations;
using Luzhi.Core.Directory;
using Luzhi.Core.Duties;
using Luzhi.Core.Meetings;
using Luzhi.Core.Messages;
using Luzhi.Core.Storage;
using Luzhi.Testing;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Tests.Storage;

public sealed class LedgerChangesTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_code_makes_the_follower_the_member_it_was_made_for(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var person = await CodeAsync(house, "K7M2QX");

        await house.SayAsync("张建国", "绑定 k7m2 qx", BindIfFree);
        var speaker = (Speaker?)null;
        await house.SayAsync("张建国", "我的", (c, facts) =>
        {
            speaker = facts.Speaker;
            return Turn.Silent(c);
        });

        speaker.ShouldNotBeNull();
        (speaker.PersonId, speaker.Name, speaker.Roles.Single()).ShouldBe((person.Id, "张建国", "委员"));
        var code = await house.ReadAsync(db => db.BindingCodes.SingleAsync());
        var contact = await house.ReadAsync(db => db.Contacts.SingleAsync());
        (code.UsedAt, code.UsedBy).ShouldBe((house.Now, contact.Id));
        (contact.PersonId, contact.BoundAt).ShouldBe((person.Id, house.Now));
        (await house.ReadAsync(db => db.Conversations.Select(c => c.Owner).ToListAsync())).ShouldBe([$"p:{person.Id}"]);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Of_two_phones_racing_with_one_code_one_is_bound_and_the_other_is_told(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        using var second = house.SecondNode();
        Ledger[] nodes = [house.Ledger, house.NewLedger(second)];
        foreach (var i in Enumerable.Range(0, 8))
        {
            var code = $"CODE{i}2345";
            await CodeAsync(house, code, $"委员{i}");

            var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(phone => Task.Run(() =>
                nodes[phone % 2].TakeAsync(Some.Text($"手机{i}-{phone}", $"绑定 {code}"), BindIfFree, new ReplyRace(), Ct))));

            answers.Select(a => a.Reply).Order().ShouldBe(["Used", "Used", "Used", "绑定成功"]);
        }

        (await house.ReadAsync(db => db.Contacts.CountAsync(c => c.PersonId != null))).ShouldBe(8);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_code_says_how_it_stands_and_whose_it_was_only_while_it_is_free(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        await CodeAsync(house, "FREE22");
        await CodeAsync(house, "GONE22", "李秀英", code => code.RevokedAt = house.Now);
        await CodeAsync(house, "LATE22", "王芳", code => code.ExpiresAt = house.Now);
        await CodeAsync(house, "USED22", "赵强", code => code.UsedAt = house.Now);
        var found = new List<string>();
        Turn Note(Conversation conversation, Facts facts)
        {
            found.Add($"{facts.Binding!.Code} {facts.Binding.State} {facts.Binding.PersonName}");
            return Turn.Silent(conversation);
        }

        foreach (var code in (string[])["FREE22", "GONE22", "LATE22", "USED22", "NONE22"])
        {
            await house.SayAsync("路人", $"绑定 {code}", Note);
        }

        found.ShouldBe(["FREE22 Free 张建国", "GONE22 Revoked ", "LATE22 Expired ", "USED22 Used ", "NONE22 Unknown "]);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Guessing_is_counted_and_while_it_is_slowed_no_code_is_looked_at(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        await CodeAsync(house, "K7M2QX");
        await house.SayAsync("路人", "绑定 AAAA22", LedgerFixture.Do(new Change.BindRefused(null)));
        await house.SayAsync("路人", "绑定 AAAA33", LedgerFixture.Do(new Change.BindRefused(house.Now.AddMinutes(10))));
        var seen = new List<Facts>();
        Turn Note(Conversation conversation, Facts facts)
        {
            seen.Add(facts);
            return Turn.Silent(conversation);
        }

        await house.SayAsync("路人", "绑定 K7M2QX", Note);
        house.Clock.Advance(TimeSpan.FromMinutes(10));
        await house.SayAsync("路人", "绑定 K7M2QX", Note);

        (seen[0].BindFailures, seen[0].BindBlockedUntil, seen[0].Binding).ShouldBe((2, Some.Monday.AddMinutes(10), null));
        seen[1].Binding!.State.ShouldBe(BindingState.Free);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_form_begun_on_a_lost_phone_is_still_there_on_the_new_one(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var person = await CodeAsync(house, "K7M2QX");
        await Some.FollowerAsync(house.Database, "旧手机", person.Id);
        await house.SayAsync("旧手机", "汇报", (c, _) => Turn.Silent(c with { Answered = 42 }));

        await house.SayAsync("新手机", "绑定 K7M2QX", BindIfFree);
        var seen = (Conversation?)null;
        await house.SayAsync("新手机", "继续", (c, _) => Turn.Silent(seen = c));

        seen!.Answered.ShouldBe(42);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_new_phone_takes_the_place_of_the_old_one_and_an_address_on_another_channel_stays(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var person = await CodeAsync(house, "K7M2QX");
        var old = await Some.FollowerAsync(house.Database, "旧手机", person.Id);
        var elsewhere = await Some.FollowerAsync(house.Database, "另一个渠道", person.Id);
        await house.ReadAsync(db => db.Contacts.Where(c => c.Id == elsewhere.Id).ExecuteUpdateAsync(set => set.SetProperty(c => c.Channel, "botframework")));

        await house.SayAsync("新手机", "绑定 K7M2QX", BindIfFree);

        var bound = await house.ReadAsync(db => db.Contacts.Where(c => c.PersonId == person.Id).Select(c => c.ExternalId).ToListAsync());
        bound.ShouldBe([elsewhere.ExternalId, Some.Address("新手机").ExternalId], ignoreOrder: true);
        (await house.ReadAsync(db => db.Contacts.SingleAsync(c => c.Id == old.Id))).BoundAt.ShouldBeNull();
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task What_a_channel_needs_to_speak_again_is_kept_with_the_turn_and_the_newest_stands(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var book = new ReferenceBook(house.Database);
        foreach (var reference in new[] { "{\"conversation\":\"a\"}", "{\"conversation\":\"b\"}", null })
        {
            await house.Ledger.TakeAsync(Some.Text("张建国", "你好") with { Reference = reference }, LedgerFixture.Echo("您好"), new ReplyRace(), Ct);
        }

        (await book.FindAsync(Some.Address("张建国"), Ct)).ShouldBe("{\"conversation\":\"b\"}");
        (await book.FindAsync(Some.Address("李秀英"), Ct)).ShouldBeNull();
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_channel_that_carries_more_is_answered_in_one_piece(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var words = new string('履', 3000);

        var answered = await house.Ledger.TakeAsync(Some.Text("张建国", "我的") with { Back = new Carries(20_000, ChoiceShape.Buttons) }, (c, _) => Turn.Say(c, words), new ReplyRace(), Ct);

        answered.Reply.ShouldBe(words);
        (await house.OutboxRowsAsync()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task An_answer_is_on_the_invitation_and_in_the_duty_ledger(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var (person, _) = await Some.BoundMemberAsync(house.Database);
        var (_, _, lines) = await house.MeetingAsync(person.Id);

        await house.SayAsync("张建国", "请假", LedgerFixture.Do(new Change.Answer(lines[0], InvitationState.Leave, null, null)));
        var asked = await InvitationAsync(house);
        await house.SayAsync("张建国", "出差", LedgerFixture.Do(new Change.Answer(lines[0], InvitationState.Leave, "出差", null)));
        var given = await InvitationAsync(house);
        await house.ReadAsync(db => db.Invitations.ExecuteUpdateAsync(set => set.SetProperty(i => i.LeaveApproved, true)));
        await house.SayAsync("张建国", "请假", LedgerFixture.Do(new Change.Answer(lines[0], InvitationState.Leave, null, null)));
        var again = await InvitationAsync(house);
        await house.SayAsync("张建国", "还是来", LedgerFixture.Do(new Change.Answer(lines[0], InvitationState.Attending, null, null)));
        var attending = await InvitationAsync(house);

        (asked.State, asked.LeaveReason, asked.Via, asked.AnsweredAt).ShouldBe((InvitationState.Leave, null, "chat", house.Now));
        given.LeaveReason.ShouldBe("出差");
        (again.LeaveReason, again.LeaveApproved).ShouldBe(("出差", true));
        (attending.State, attending.LeaveReason, attending.LeaveApproved).ShouldBe((InvitationState.Attending, null, null));
        var line = await house.AssignmentAsync(lines[0]);
        (line.State, line.AnsweredAt, line.Via).ShouldBe((AssignmentState.Answered, house.Now, "chat"));
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task No_answer_is_taken_after_the_start_and_the_turn_is_decided_again_on_what_is_so(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var (person, _) = await Some.BoundMemberAsync(house.Database);
        var (_, _, coming) = await house.MeetingAsync(person.Id);
        var (begun, _, begunLines) = await house.MeetingAsync(person.Id);
        await house.ReadAsync(db => db.Meetings.Where(m => m.Id == begun.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.StartsAt, house.Now)));
        var decided = 0;

        // As if the second had still been to come when the turn was decided first.
        var answered = await house.SayAsync("张建国", "都参加", (c, facts) => ++decided == 1
            ? Turn.Say(c, "都登记了。", Attend(coming[0]), Attend(begunLines[0]))
            : Turn.Say(c, $"还有 {facts.Items.Count} 个会。"));

        (answered.Reply, decided).ShouldBe(("还有 1 个会。", 2));
        var states = await house.ReadAsync(db => db.Invitations.Select(i => i.State).ToListAsync());
        states.ShouldBe([InvitationState.Pending, InvitationState.Pending], "the first decision was undone as a whole");
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Nobody_answers_for_another(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var (zhang, _) = await Some.BoundMemberAsync(house.Database);
        await Some.BoundMemberAsync(house.Database, "李秀英");
        var (_, _, lines) = await house.MeetingAsync(zhang.Id);

        await Should.ThrowAsync<Exception>(() => house.SayAsync("李秀英", "参加", LedgerFixture.Do(new Change.Answer(lines[0], InvitationState.Attending, null, null))));

        (await InvitationAsync(house)).State.ShouldBe(InvitationState.Pending);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_saved_form_answers_what_asked_for_it_and_withdrawn_it_is_asked_again(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var (person, _) = await Some.BoundMemberAsync(house.Database);
        var (_, occurrence, lines) = await house.BroadcastAsync("report", person.Id);
        var answers = new Dictionary<string, string> { ["what"] = "走访企业", ["count"] = "3" };

        await house.SayAsync("张建国", "1", LedgerFixture.Do(new Change.Save("report", "v1", "走访了3户企业", answers, answers, lines[0])));
        var saved = await house.ReadAsync(db => db.Submissions.SingleAsync());
        var done = await house.AssignmentAsync(lines[0]);
        await house.SayAsync("张建国", "撤销", (c, facts) => Turn.Silent(c, new Change.Withdraw(facts.LastSaved!.SubmissionId)));

        (saved.Form, saved.Said, saved.OccurrenceId, saved.State).ShouldBe(("report", "走访了3户企业", occurrence.Id, "saved"));
        Pinned.Read<Dictionary<string, string>>(saved.Answers).ShouldBe(answers);
        done.State.ShouldBe(AssignmentState.Answered);
        (await house.ReadAsync(db => db.Submissions.SingleAsync())).State.ShouldBe("withdrawn");
        (await house.AssignmentAsync(lines[0])).AnsweredAt.ShouldBeNull();
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_broadcast_is_answered_in_the_members_own_words(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var (person, _) = await Some.BoundMemberAsync(house.Database);
        var (_, _, lines) = await house.BroadcastAsync("text", person.Id);

        await house.SayAsync("张建国", "停车难", LedgerFixture.Do(new Change.Reply(lines[0], "停车难")));

        var line = await house.AssignmentAsync(lines[0]);
        (line.State, line.Answer, line.Via).ShouldBe((AssignmentState.Answered, "停车难", "chat"));
    }

    private static Turn BindIfFree(Conversation conversation, Facts facts) => facts.Binding is { State: BindingState.Free, PersonId: { } person } found
        ? Turn.Say(Conversation.Fresh, "绑定成功", new Change.Bind(found.Code, person))
        : Turn.Say(conversation, $"{facts.Binding?.State}");

    private static Change.Answer Attend(long assignment) => new(assignment, InvitationState.Attending, null, null);

    private static Task<Invitation> InvitationAsync(LedgerFixture house) => house.ReadAsync(db => db.Invitations.SingleAsync());

    private static async Task<Person> CodeAsync(LedgerFixture house, string code, string name = "张建国", Action<BindingCode>? change = null)
    {
        var person = await Some.MemberAsync(house.Database, name);
        var row = new BindingCode { Code = code, PersonId = person.Id, IssuedAt = house.Now };
        change?.Invoke(row);
        await house.AddAsync(row);
        return person;
    }
}
