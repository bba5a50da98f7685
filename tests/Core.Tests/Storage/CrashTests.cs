using System.Text.Json;
using Luzhi.Core.Conversations;
using Luzhi.Core.Directory;
using Luzhi.Core.Meetings;
using Luzhi.Core.Messages;
using Luzhi.Core.Storage;
using Luzhi.Testing;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Tests.Storage;

/// <summary>At which statement a transaction breaks off must not matter: nothing of it is true, and doing it again does it once.</summary>
public sealed class CrashTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    public static TheoryData<Provider, string> Turns => Steps(
        "INSERT ON contact", "INSERT ON inbox", "INSERT ON conversation", "INSERT ON reach_window", "UPDATE ON contact", "UPDATE ON binding_code",
        "DELETE ON conversation", "UPDATE ON invitation", "UPDATE ON assignment", "INSERT ON submission", "INSERT ON delivery", "DELETE ON outbox",
        "UPDATE ON outbox", "INSERT ON outbox");

    public static TheoryData<Provider, string> Endings => Steps(
        "UPDATE ON reach_window", "UPDATE ON contact", "INSERT ON delivery", "UPDATE ON assignment", "DELETE ON outbox", "UPDATE ON outbox");

    public static TheoryData<Provider, string> Rings => Steps("INSERT ON outbox", "UPDATE ON notice");

    [Theory, MemberData(nameof(Turns))]
    public async Task Wherever_a_turn_breaks_off_its_repeat_is_the_whole_turn(Provider provider, string step)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var (person, lines) = await UnboundMemberWithTwoHeldNoticesAsync(house);
        var before = await EverythingAsync(house);
        var push = Some.Text("张建国", "绑定 K7M2QX");
        Turn Decide(Conversation conversation, Facts facts) => Turn.Say(
            conversation, new string('好', 1000),
            new Change.Bind("K7M2QX", person),
            new Change.Answer(lines[0], InvitationState.Attending, null, null),
            new Change.Save("report", null, "走访", new Dictionary<string, string>(), new Dictionary<string, string>(), null),
            new Change.Offer(1));

        await BreakingAsync(house, step, () => house.Ledger.TakeAsync(push, Decide, new ReplyRace(), Ct));
        var after = await EverythingAsync(house);
        var again = await house.Ledger.TakeAsync(push, Decide, new ReplyRace(), Ct);

        after.ShouldBe(before);
        (again.Duplicate, again.Route).ShouldBe((false, ReplyRoute.Passive));
        (await house.ReadAsync(db => db.Submissions.CountAsync())).ShouldBe(1);
        (await house.DeliveriesAsync()).ShouldHaveSingleItem().Outcome.ShouldBe("offered");
        (await house.OutboxRowsAsync()).Select(o => $"{o.UniqueKey} {o.State}").ShouldBe([$"n2:p{person} ready", $"r{again.InboxId}.2 ready"]);
    }

    [Theory, MemberData(nameof(Endings))]
    public async Task Wherever_an_acknowledgement_breaks_off_it_can_be_given_again(Provider provider, string step)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var (zhang, contact) = await Some.BoundMemberAsync(house.Database);
        var people = new List<long> { zhang.Id, (await Some.MemberAsync(house.Database, "李秀英")).Id, (await Some.MemberAsync(house.Database, "王芳")).Id };
        await house.SayAsync("张建国", "你好");
        var (_, occurrence, _) = await house.MeetingAsync([.. people]);
        await house.NoticeAsync(occurrence.Id);
        await house.Bell.RingAsync(house.Now, Ct);
        var rows = await house.Outbox.ClaimAsync("门", Lane.Bulk, 50, Ct);
        Finished[] finished =
        [
            new(rows[0], new Ending.Sent(Route.Session, contact.Id, "message", "7")),
            new(rows[1], new Ending.Again(house.Now, "500")) { GoneContacts = [contact.Id] },
            new(rows[2], new Ending.Held("unbound")),
        ];
        var before = await EverythingAsync(house);

        await BreakingAsync(house, step, () => house.Outbox.FinishAsync(finished, Ct));
        var after = await EverythingAsync(house);
        var done = await house.Outbox.FinishAsync(finished, Ct);
        var twice = await house.Outbox.FinishAsync(finished, Ct);

        after.ShouldBe(before);
        (done, twice).ShouldBe((3, 0), "a row is finished once");
        (await house.DeliveriesAsync()).ShouldHaveSingleItem().Outcome.ShouldBe("sent");
        (await house.OutboxRowsAsync()).Select(o => o.State).ShouldBe(["ready", "held"]);
    }

    [Theory, MemberData(nameof(Rings))]
    public async Task Wherever_the_bell_breaks_off_the_next_pull_rings_everything_once(Provider provider, string step)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        var person = await Some.MemberAsync(house.Database);
        var (_, occurrence, _) = await house.MeetingAsync(person.Id);
        await house.NoticeAsync(occurrence.Id);
        var before = await EverythingAsync(house);

        await BreakingAsync(house, step, () => house.Bell.RingAsync(house.Now, Ct));
        var after = await EverythingAsync(house);

        after.ShouldBe(before);
        (await house.Bell.RingAsync(house.Now, Ct)).ShouldBe(1);
        (await house.Bell.RingAsync(house.Now, Ct)).ShouldBe(0);
    }

    private static TheoryData<Provider, string> Steps(params string[] steps)
    {
        var rows = new TheoryData<Provider, string>();
        foreach (var step in steps)
        {
            rows.Add(Provider.Sqlite, step);
            rows.Add(Provider.Postgres, step);
        }

        return rows;
    }

    private static async Task<(long Person, IReadOnlyList<long> Lines)> UnboundMemberWithTwoHeldNoticesAsync(LedgerFixture house)
    {
        var person = await Some.MemberAsync(house.Database);
        await house.AddAsync(new BindingCode { Code = "K7M2QX", PersonId = person.Id, IssuedAt = house.Now });
        var (_, occurrence, lines) = await house.MeetingAsync(person.Id);
        await house.NoticeAsync(occurrence.Id, "first");
        await house.NoticeAsync(occurrence.Id, "second");
        await house.Bell.RingAsync(house.Now, Ct);
        var rows = await house.Outbox.ClaimAsync("门", Lane.Bulk, 50, Ct);
        await house.Outbox.FinishAsync([.. rows.Select(row => new Finished(row, new Ending.Held("unbound")))], Ct);
        return (person.Id, lines);
    }

    /// <summary>The database refuses the step for as long as the work is tried once.</summary>
    private static async Task BreakingAsync(LedgerFixture house, string step, Func<Task> work)
    {
        await ExecuteAsync(house, house.Database.Provider == Provider.Sqlite
            ? [$"CREATE TRIGGER dies BEFORE {step} BEGIN SELECT RAISE(ABORT, 'dies here'); END"]
            : [Dies, $"CREATE TRIGGER dies BEFORE {step} FOR EACH ROW EXECUTE FUNCTION dies()"]);
        (await Should.ThrowAsync<Exception>(work)).ToString().ShouldContain("dies here");
        var table = step[(step.LastIndexOf(' ') + 1)..];
        await ExecuteAsync(house, [house.Database.Provider == Provider.Sqlite ? "DROP TRIGGER dies" : $"DROP TRIGGER dies ON {table}"]);
    }

    private static async Task ExecuteAsync(LedgerFixture house, string[] statements)
    {
        await using var db = house.Database.Open();
        foreach (var statement in statements)
        {
            await db.Database.ExecuteSqlRawAsync(statement);
        }
    }

    private static Task<string> EverythingAsync(LedgerFixture house) => house.ReadAsync(async db => JsonSerializer.Serialize(new object[]
    {
        await db.Contacts.OrderBy(c => c.Id).ToListAsync(), await db.Windows.OrderBy(w => w.ContactId).ToListAsync(),
        await db.Conversations.OrderBy(c => c.Owner).ToListAsync(), await db.Inbox.OrderBy(i => i.Id).ToListAsync(),
        await db.Outbox.OrderBy(o => o.Id).ToListAsync(), await db.Deliveries.OrderBy(d => d.Id).ToListAsync(),
        await db.Assignments.OrderBy(a => a.Id).ToListAsync(), await db.Invitations.OrderBy(i => i.AssignmentId).ToListAsync(),
        await db.BindingCodes.OrderBy(c => c.Code).ToListAsync(), await db.Submissions.OrderBy(s => s.Id).ToListAsync(),
        await db.Notices.OrderBy(n => n.Id).ToListAsync(),
    }));

    private const string Dies = "CREATE FUNCTION dies() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'dies here'; END $$";
}
