using Dapper;
using System.Globalization;
using Luzhi.Core.Conversations;
using Luzhi.Core.Directory;
using Luzhi.Core.Duties;
using Luzhi.Core.Meetings;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Luzhi.Testing;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Tests.Storage;

public sealed class ErasureTests
{
    private static readonly Words Words = Words.Load(Path.Combine(House.Find(AppContext.BaseDirectory).Config, "words.zh-CN.yaml"));
    private static readonly CancellationToken Ct = CancellationToken.None;

    /// <summary>What a person leaves behind, each word of it findable.</summary>
    private static readonly string[] Traces = ["张建国", "13800000001", "o_张建国", "K7M2QX", "民革", "昨天去光明社区", "住院手术", "几点散会", "家母病了", "请把手机改成"];

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Whoever_is_erased_is_nowhere_in_the_database_and_the_counts_stay(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        var person = await LiveAsync(fresh.Database);
        var members = new MemberBook(fresh.Database, new ManualClock(), Some.Zone, Words, new OrganizationSettings { Name = "东湖区政协" });
        var erasure = new Erasure(fresh.Database, new ManualClock(), Words);
        (await FoundAsync(fresh.Database)).ShouldBe(Traces, ignoreOrder: true);

        (await Should.ThrowAsync<FaultsException>(() => erasure.EraseAsync(person, "张建国", "秘书", Ct))).Message.ShouldContain("先移出名册");
        (await members.CloseAsync(person, "秘书", Ct)).ShouldBeTrue();
        (await Should.ThrowAsync<FaultsException>(() => erasure.EraseAsync(person, "李秀英", "秘书", Ct))).Message.ShouldContain("姓名");
        (await erasure.EraseAsync(person, " 张 建国", "秘书", Ct)).ShouldBeTrue();

        (await FoundAsync(fresh.Database)).ShouldBeEmpty();
        await using var db = fresh.Database.Open();
        (await db.Invitations.CountAsync(i => i.PersonId == person && i.State == InvitationState.Leave)).ShouldBe(1);
        (await db.Occurrences.CountAsync(o => o.Title == "主席会议")).ShouldBe(1);
        (await db.Submissions.CountAsync(s => s.PersonId == person)).ShouldBe(1);
        (await db.Deliveries.CountAsync(d => d.PersonId == person)).ShouldBe(1);
        (await db.DataRequests.SingleAsync()).State.ShouldBe(DataRequestState.Done);
        (await db.Audit.CountAsync(a => a.Action == "member.erase" && a.Subject == $"person:{person}")).ShouldBe(1);
        (await new Verification(fresh.Database).RunAsync(Ct)).Where(r => r.Rows > 0).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Everything_held_of_a_person_is_handed_over_and_that_is_on_the_trail(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        var person = await LiveAsync(fresh.Database);
        var data = new OwnData(fresh.Database, new ManualClock());

        var parts = (await data.CollectAsync(person, "秘书", Ct))!;

        var said = string.Join('\n', parts.SelectMany(p => p.Rows).SelectMany(r => r).Select(c => Convert.ToString(c, CultureInfo.InvariantCulture)));
        foreach (var trace in Traces.Where(t => t is not "家母病了"))
        {
            said.ShouldContain(trace);
        }

        parts.ShouldAllBe(p => p.Rows.All(r => r.Count == p.Columns.Count));
        parts.Single(p => p.Name == "谁看过、改过").Rows.ShouldContain(r => Equals(r[2], "own_data.export"));
        (await data.CollectAsync(4711, "秘书", Ct)).ShouldBeNull();
    }

    /// <summary>A life in the house: bound, invited, on leave with a reason, reported, answered, asked for a correction.</summary>
    private static async Task<long> LiveAsync(Database database)
    {
        var (person, contact) = await Some.BoundMemberAsync(database);
        await using var db = database.Open();
        await db.People.Where(p => p.Id == person.Id).ExecuteUpdateAsync(p => p
            .SetProperty(x => x.Phone, "13800000001").SetProperty(x => x.RosterCode, "K7M2QX").SetProperty(x => x.Party, "民革"));
        db.BindingCodes.Add(new BindingCode { Code = "K7M2QX", PersonId = person.Id, IssuedAt = Some.Monday, UsedAt = Some.Monday, UsedBy = contact.Id });
        var meeting = db.Meetings.Add(Some.Meeting()).Entity;
        await db.SaveChangesAsync();
        var occurrence = db.Occurrences.Add(new Occurrence { BodyId = person.BodyId, DutyKey = "meeting", Period = $"m{meeting.Id}", Title = meeting.Title, CreatedAt = Some.Monday }).Entity;
        await db.SaveChangesAsync();
        var assignment = db.Assignments.Add(new Assignment
        {
            OccurrenceId = occurrence.Id, PersonId = person.Id, State = AssignmentState.Answered, NotifiedAt = Some.Monday, AnsweredAt = Some.Monday, Via = "chat",
        }).Entity;
        await db.SaveChangesAsync();
        db.Invitations.Add(new Invitation
        {
            AssignmentId = assignment.Id, MeetingId = meeting.Id, PersonId = person.Id, State = InvitationState.Leave, LeaveReason = "住院手术", Question = "几点散会", AnsweredAt = Some.Monday, Via = "chat",
        });
        var leave = db.Occurrences.Add(new Occurrence { BodyId = person.BodyId, DutyKey = "leave", Period = "l1", Title = "张建国请假", CreatedAt = Some.Monday }).Entity;
        await db.SaveChangesAsync();
        db.Notices.Add(new Notice { OccurrenceId = leave.Id, Kind = "announce", UniqueKey = "announce:1", DueAt = Some.Monday, Text = "张建国因家母病了请假", Whom = Whom.Everyone, State = "rung" });
        db.LeaveRequests.Add(new LeaveRequest { AssignmentId = assignment.Id, OccurrenceId = leave.Id, Reason = "家母病了", AskedAt = Some.Monday });
        db.Inbox.Add(new InboxRow { DuplicateKey = "k1", ContactId = contact.Id, ReceivedAt = Some.Monday, Kind = "text", Body = "昨天去光明社区", Reply = "张建国您好" });
        db.Submissions.Add(new Submission { Form = "activity", PersonId = person.Id, State = "saved", Said = "昨天去光明社区走访", Answers = """{"place":"光明社区"}""", At = Some.Monday });
        db.Deliveries.Add(new Delivery { OutboxId = 1, UniqueKey = "u1", PersonId = person.Id, ContactId = contact.Id, AssignmentId = assignment.Id, Lane = Lane.Bulk, Route = "session", Outcome = "sent", At = Some.Monday });
        db.Conversations.Add(new ConversationRow { Owner = $"p:{person.Id}", State = """{"said":"昨天去光明社区"}""", UpdatedAt = Some.Monday });
        db.DataRequests.Add(new DataRequest { PersonId = person.Id, Kind = DataRequestKind.Correction, Said = "请把手机改成139", Via = "chat", At = Some.Monday });
        await db.SaveChangesAsync();
        return person.Id;
    }

    /// <summary>Every text of every table, also of those that were made after this test.</summary>
    private static async Task<IReadOnlyList<string>> FoundAsync(Database database)
    {
        await using var db = database.Open();
        var found = new HashSet<string>();
        foreach (var column in db.Model.GetEntityTypes().SelectMany(t => t.GetProperties().Where(p => p.ClrType == typeof(string)).Select(p => (Table: t.GetTableName()!, Column: p.GetColumnName()))))
        {
            var texts = (await db.Database.GetDbConnection().QueryAsync<string>($"SELECT \"{column.Column}\" FROM \"{column.Table}\" WHERE \"{column.Column}\" IS NOT NULL")).ToList();
            found.UnionWith(Traces.Where(trace => texts.Exists(t => t.Contains(trace, StringComparison.Ordinal))));
        }

        return [.. found];
    }
}
