using Luzhi.Core.Messages;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Luzhi.Scheduler.Engines;
using Luzhi.Scheduler.Jobs;
using Luzhi.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Luzhi.Scheduler.Tests;

/// <summary>A house with a bell and nobody at the door.</summary>
internal sealed class SchedulerStage : IAsyncDisposable
{
    private static readonly Words Words = Words.Load(Path.Combine(House.Find(AppContext.BaseDirectory).Config, "words.zh-CN.yaml"));

    private readonly FreshDatabase fresh;

    private SchedulerStage(FreshDatabase fresh)
    {
        this.fresh = fresh;
        Incidents = new IncidentBook(Database, Clock);
        Diary = new JobDiary(Database, "node1");
        Runner = new JobRunner(Diary, Incidents, Clock, NullLogger<JobRunner>.Instance);
    }

    public ManualClock Clock { get; } = new();

    public Database Database => fresh.Database;

    public StorageSettings Storage => fresh.Settings;

    public IncidentBook Incidents { get; }

    public JobDiary Diary { get; }

    public JobRunner Runner { get; }

    public MissedBook Missed => new(Database, Clock, Words, new DeliverySettings(), Some.Zone);

    public MeetingBook Meetings => new(Database, new AudienceBook(Database, Clock, Some.Zone, Words), Words, Some.Zone, new DeliverySettings(), Clock);

    public static async Task<SchedulerStage> SetAsync(Provider provider) => new(await FreshDatabase.CreateAsync(provider));

    public async ValueTask DisposeAsync() => await fresh.DisposeAsync();

    /// <summary>Each one is a process of its own: a second node, or this one after a restart.</summary>
    public RingBell NewBell(bool clockIsPulled = false) =>
        new(new Bell(Database), Missed, new Agenda(Database), new Wake(), new DeliverySettings(), Clock, clockIsPulled);

    public async Task<long> MeetingAsync(DateTimeOffset startsAt, params string[] reminders)
    {
        await Some.MemberAsync(Database);
        return await Meetings.CallAsync(new("主席会议", startsAt, "三楼会议室", "全体", reminders), "陈秘书", default);
    }

    public async Task<long> PlenaryAsync(DateTimeOffset startsAt, params string[] reminders)
    {
        await Some.MemberAsync(Database);
        return await Meetings.CallAsync(new("五届六次全会", startsAt, "人民会堂", "全体", reminders, Countdown: true), "陈秘书", default);
    }

    public async Task<string> TextAsync(long noticeId)
    {
        await using var db = Database.Open();
        return await db.Notices.Where(n => n.Id == noticeId).Select(n => n.Text).SingleAsync();
    }

    /// <summary>"rung announce:1 09:00", in the order in which they were due.</summary>
    public async Task<IReadOnlyList<string>> NoticesAsync()
    {
        await using var db = Database.Open();
        return [.. (await db.Notices.AsNoTracking().OrderBy(n => n.DueAt).ThenBy(n => n.Id).ToListAsync()).Select(n => $"{n.State} {n.UniqueKey}")];
    }

    public async Task<int> OutboxAsync()
    {
        await using var db = Database.Open();
        return await db.Outbox.CountAsync();
    }
}
