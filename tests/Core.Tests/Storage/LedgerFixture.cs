using Luzhi.Core.Conversations;
using Luzhi.Core.Duties;
using Luzhi.Core.Meetings;
using Luzhi.Core.Messages;
using Luzhi.Core.PhonePages;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Luzhi.Core.Tests.Conversations;
using Luzhi.Testing;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Tests.Storage;

/// <summary>A ledger over a fresh database, with a clock of its own and one meeting to be invited to.</summary>
internal sealed class LedgerFixture : IAsyncDisposable
{
    public static readonly CancellationToken Ct = CancellationToken.None;

    public static readonly Words Words = Words.Load(Path.Combine(House.Find(AppContext.BaseDirectory).Config, "words.zh-CN.yaml"));

    private readonly FreshDatabase fresh;

    private LedgerFixture(FreshDatabase fresh)
    {
        this.fresh = fresh;
        Ledger = NewLedger(fresh.Database);
        Outbox = NewOutbox(fresh.Database);
    }

    public Rendering Rendering => new(Words, Some.Zone, new PageLinks(new PageSeal(Chance.Seeded(5).Bytes(32)), new OrganizationSettings { PublicUrl = PublicUrl }, new PageSettings(), Clock), Clock);

    /// <summary>Without an address to be reached at from outside no message has a link.</summary>
    public string PublicUrl { get; init; } = "";

    public ManualClock Clock { get; } = new();
    public DateTimeOffset Now => Clock.GetUtcNow();
    public Wake Wake { get; } = new();
    public Database Database => fresh.Database;
    public Ledger Ledger { get; }
    public Outbox Outbox { get; }
    public Bell Bell => new(Database);

    public static async Task<LedgerFixture> CreateAsync(Provider provider) => new(await FreshDatabase.CreateAsync(provider));

    /// <summary>Another node's: it shares the database and nothing else.</summary>
    public Ledger NewLedger(Database database) =>
        new(database, Clock, new OrganizationSettings { Name = "东湖区政协" }, new WindowRules(new WeChatWindows()), Wake, Words, Rendering, TalkPlans.Of(Words, new DeliverySettings(), Some.Zone), NewDesk(database));

    /// <summary>The secretary's desk over the real books.</summary>
    public DeskBook NewDesk(Database database)
    {
        var rights = new Rights(new Dictionary<string, ChannelRights> { ["wechat"] = new(Session: true, Doorbells: new HashSet<string> { "meeting", "reminder", "broadcast" }, Windowless: false) });
        var audiences = new AudienceBook(database, Clock, Some.Zone, Talk.Words);
        var reach = new ReachBook(database, rights, Clock);
        return new DeskBook(
            new MatterBook(database, reach, Talk.Words, Clock, Some.Zone), audiences, reach,
            new BroadcastBook(database, audiences, reach, Talk.Forms, Talk.Words, Some.Zone, new OrganizationSettings(), Clock),
            new MeetingBook(database, audiences, Talk.Words, Some.Zone, new DeliverySettings(), Clock),
            new QuestionBook(database, Talk.Words, TalkPlans.Of(Talk.Words, new DeliverySettings(), Some.Zone), Some.Zone, Clock),
            new CallSheet(database, Clock), Some.Zone);
    }

    public Outbox NewOutbox(Database database) => new(database, Clock, new DeliverySettings());

    public Database SecondNode() => new(fresh.Settings);

    public Task<Answered> SayAsync(string name, string words, Func<Conversation, Facts, Turn>? decide = null, ReplyRace? race = null) =>
        Ledger.TakeAsync(Some.Text(name, words), decide ?? Echo(words), race ?? new ReplyRace(), Ct);

    public static Func<Conversation, Facts, Turn> Echo(string words) => (conversation, _) => Turn.Say(conversation, "您说：" + words);

    public static Func<Conversation, Facts, Turn> Do(params Change[] changes) => (conversation, _) => Turn.Say(conversation, "好的。", changes);

    public async Task<T> ReadAsync<T>(Func<LuzhiDb, Task<T>> read)
    {
        await using var db = Database.Open();
        return await read(db);
    }

    public Task<List<OutboxRow>> OutboxRowsAsync() => ReadAsync(db => db.Outbox.OrderBy(o => o.Id).ToListAsync());

    public Task<List<Delivery>> DeliveriesAsync() => ReadAsync(db => db.Deliveries.OrderBy(d => d.Id).ToListAsync());

    public Task<Assignment> AssignmentAsync(long id) => ReadAsync(db => db.Assignments.SingleAsync(a => a.Id == id));

    public async Task<T> AddAsync<T>(T row) where T : class
    {
        await using var db = Database.Open();
        db.Add(row);
        await db.SaveChangesAsync();
        return row;
    }

    /// <summary>An announced meeting in two days with a line in the duty ledger for each person, in their order.</summary>
    public async Task<(Meeting Meeting, Occurrence Occurrence, IReadOnlyList<long> Assignments)> MeetingAsync(params long[] people)
    {
        var meeting = Some.Meeting();
        meeting.State = MeetingState.Announced;
        await AddAsync(meeting);
        var occurrence = await OccurrenceAsync("meeting", "m" + meeting.Id, meeting.Title);
        var lines = new List<long>();
        foreach (var person in people)
        {
            lines.Add(await AssignAsync(occurrence.Id, person));
            await AddAsync(new Invitation { AssignmentId = lines[^1], MeetingId = meeting.Id, PersonId = person, State = InvitationState.Pending });
        }

        return (meeting, occurrence, lines);
    }

    public async Task<(Broadcast Broadcast, Occurrence Occurrence, IReadOnlyList<long> Assignments)> BroadcastAsync(string? ask, params long[] people)
    {
        var broadcast = await AddAsync(new Broadcast { BodyId = 1, Title = "征集议题", Text = "请报议题。", Audience = "全体", Ask = ask, CreatedBy = "秘书", CreatedAt = Now });
        var occurrence = await OccurrenceAsync("broadcast", "b" + broadcast.Id, broadcast.Title);
        var lines = new List<long>();
        foreach (var person in people)
        {
            lines.Add(await AssignAsync(occurrence.Id, person));
        }

        return (broadcast, occurrence, lines);
    }

    public Task<Notice> NoticeAsync(long occurrence, string kind = "announce", Whom whom = Whom.Everyone, DateTimeOffset? due = null, DateTimeOffset? expires = null) => AddAsync(new Notice
    {
        OccurrenceId = occurrence,
        Kind = kind,
        UniqueKey = $"{kind}:{whom}:1",
        DueAt = due ?? Now,
        ExpiresAt = expires,
        Text = "{name}您好，请您出席主席会议。",
        Choices = Pinned.Write<IReadOnlyList<Choice>>([new("1", "参加"), new("2", "请假")]),
        Whom = whom,
        State = "due",
    });

    public ValueTask DisposeAsync() => fresh.DisposeAsync();

    private Task<Occurrence> OccurrenceAsync(string duty, string period, string title) =>
        AddAsync(new Occurrence { BodyId = 1, DutyKey = duty, Period = period, Title = title, CreatedAt = Now });

    private async Task<long> AssignAsync(long occurrence, long person) =>
        (await AddAsync(new Assignment { OccurrenceId = occurrence, PersonId = person, State = AssignmentState.Due })).Id;
}
