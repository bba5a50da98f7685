using Luzhi.Bot.Channels;
using Luzhi.Bot.Workers;
using Luzhi.Core;
using Luzhi.Core.Duties;
using Luzhi.Core.Messages;
using Luzhi.Core.PhonePages;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Luzhi.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Luzhi.Bot.Tests.Workers;

/// <summary>A house with a bell and a door, named members, and a channel that follows a script.</summary>
internal sealed class DoorStage : IAsyncDisposable
{
    private static readonly Words Words = Words.Load(Path.Combine(House.Find(AppContext.BaseDirectory).Config, "words.zh-CN.yaml"));

    private readonly FreshDatabase fresh;
    private readonly List<IChannel> channels;
    private int nodes;

    private DoorStage(FreshDatabase fresh, DeliverySettings settings, IEnumerable<IChannel> others)
    {
        (this.fresh, Settings) = (fresh, settings);
        channels = [Channel, .. others];
        Outbox = new Outbox(Database, Clock, settings);
        Incidents = new IncidentBook(Database, Clock);
        Deliver = NewNode();
    }

    public ManualClock Clock { get; } = new();

    public ScriptedChannel Channel { get; } = new();

    public DeliverySettings Settings { get; }

    public Database Database => fresh.Database;

    public Outbox Outbox { get; }

    public IncidentBook Incidents { get; }

    public Deliver Deliver { get; private set; }

    public static async Task<DoorStage> SetAsync(Provider provider, DeliverySettings? settings = null, params IChannel[] others) =>
        new(await FreshDatabase.CreateAsync(provider), settings ?? new DeliverySettings(), others);

    public async ValueTask DisposeAsync() => await fresh.DisposeAsync();

    /// <summary>Another process over the same database: a second node, or this one after a crash.</summary>
    public Deliver NewNode()
    {
        var gates = new Gates(channels, Settings, Incidents, Clock);
        var attempt = new Attempt(gates, new Backoff(Chance.Seeded(1)), new Rendering(Words, Some.Zone, Links, Clock), Links, Settings, Words, Clock, NullLogger<Attempt>.Instance);
        return new Deliver(Outbox, attempt, gates, new Wake(), Settings, $"node{++nodes}", Clock, NullLogger<Deliver>.Instance);
    }

    /// <summary>Without an address to be reached at from outside there are none, unless the test says one.</summary>
    public PageLinks Links => new(Seal, new OrganizationSettings { PublicUrl = PublicUrl }, new PageSettings(), Clock);

    public PageSeal Seal { get; } = new(Chance.Seeded(5).Bytes(32));

    public string PublicUrl { get; set; } = "";

    public void Restart() => Deliver = NewNode();

    /// <summary>A bound member, with the 48 h window open unless said otherwise.</summary>
    public async Task<Contact> MemberAsync(string name, bool window = true)
    {
        var (_, contact) = await Some.BoundMemberAsync(Database, name);
        if (window)
        {
            await OpenWindowAsync(contact);
        }

        return contact;
    }

    public async Task OpenWindowAsync(Contact contact, int messages = 5)
    {
        await using var db = Database.Open();
        db.Windows.Add(new ReachWindow { ContactId = contact.Id, Kind = "message", ClosesAt = Clock.GetUtcNow().AddHours(48), MessagesLeft = messages });
        await db.SaveChangesAsync();
    }

    public async Task<long> MeetingAsync(params string[] reminders)
    {
        var audiences = new AudienceBook(Database, Clock, Some.Zone, Words);
        var meetings = new MeetingBook(Database, audiences, Words, Some.Zone, Settings, Clock);
        var id = await meetings.CallAsync(new("主席会议", Some.Monday.AddDays(2), "三楼会议室", "全体", reminders), "陈秘书", default);
        await RingAsync();
        return id;
    }

    public MeetingBook Meetings => new(Database, new AudienceBook(Database, Clock, Some.Zone, Words), Words, Some.Zone, Settings, Clock);

    /// <summary>A plain message to everybody; a duty when it asks.</summary>
    public async Task<BroadcastSent> BroadcastAsync(string? ask = null)
    {
        var sent = await Broadcasts.SendAsync(new NewBroadcast("学习通知", "请自学第三章。", "全体", Ask: ask), "陈秘书", default);
        await RingAsync();
        return sent;
    }

    public BroadcastBook Broadcasts => new(
        Database, new AudienceBook(Database, Clock, Some.Zone, Words),
        new ReachBook(Database, new Rights(channels.ToDictionary(c => c.Name, c => c.Rights)), Clock),
        Core.Conversations.Forms.FormShelf.Empty, Words, Some.Zone, new OrganizationSettings(), Clock);

    public Task<int> RingAsync() => new Bell(Database).RingAsync(Clock.GetUtcNow(), default);

    /// <summary>A reply that the porch was too slow for.</summary>
    public async Task ReplyAsync(Contact contact, string text)
    {
        await using var db = Database.Open();
        db.Outbox.Add(new OutboxRow
        {
            UniqueKey = $"r{text}", Lane = Lane.Reply, PersonId = contact.PersonId, ContactId = contact.Id, Body = text,
            CreatedAt = Clock.GetUtcNow(), NotBefore = Clock.GetUtcNow(), State = "ready",
        });
        await db.SaveChangesAsync();
    }

    public async Task<OutboxRow> OnlyRowAsync()
    {
        await using var db = Database.Open();
        return await db.Outbox.AsNoTracking().SingleAsync();
    }

    /// <summary>"sent session", "failed none: …", in the order of the record.</summary>
    public async Task<IReadOnlyList<string>> RecordAsync()
    {
        await using var db = Database.Open();
        return [.. (await db.Deliveries.AsNoTracking().OrderBy(d => d.Id).ToListAsync()).Select(d => $"{d.Outcome} {d.Route}{(d.Why is null ? "" : ": " + d.Why)}")];
    }
}
