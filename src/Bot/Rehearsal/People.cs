using Luzhi.Bot.Simulator;
using Luzhi.Scheduler;
using Luzhi.Scheduler.Engines;
using Platform = Luzhi.Bot.Simulator.Platform;

namespace Luzhi.Bot.Rehearsal;

/// <summary>
/// Everybody who holds a phone. They are a job among the jobs: the stepped engine comes to them at the instants at which somebody does something.
/// They look at their phones every ten minutes, so that a year of five hundred is thousands of steps and not a hundred thousand.
/// </summary>
internal sealed class People(SteppedClock clock, TimeZoneInfo zone) : IJob
{
    private static readonly TimeSpan Glance = TimeSpan.FromMinutes(10);

    private readonly PriorityQueue<Func<CancellationToken, Task<int>>, (DateTimeOffset At, int Order)> plans = new();
    private readonly Dictionary<string, Human> holders = new(StringComparer.Ordinal);
    private readonly List<Human> all = [];
    private Talk? talk;
    private int order;

    public IReadOnlyList<Human> All => all;

    public string Name => "people";

    public void Meet(Human human) => all.Add(human);

    public string NameOf(long personId) => all.Find(h => h.PersonId == personId)?.Name ?? "";

    public void Hold(Human human, string openId)
    {
        human.OpenId = openId;
        holders[openId] = human;
    }

    public void Drop(string openId) => holders.Remove(openId);

    public void Sit(Platform platform, Story story) => talk = new Talk(platform, story, clock, zone, Plan);

    public Talk Talk => talk ?? throw new InvalidOperationException("nobody has a phone yet");

    /// <summary>Somebody will do something then, at the next glance.</summary>
    public void Plan(DateTimeOffset at, Func<CancellationToken, Task<int>> deed)
    {
        var late = at.UtcTicks % Glance.Ticks;
        plans.Enqueue(deed, (late == 0 ? at.ToUniversalTime() : at.ToUniversalTime().AddTicks(Glance.Ticks - late), order++));
    }

    /// <summary>Told of everything that happens on the platform: what reaches a phone is seen by whoever holds it.</summary>
    public void Notice(Happening happening)
    {
        var (openId, way, content) = happening switch
        {
            Shown shown => (shown.OpenId, shown.Way, shown.Content),
            Noticed noticed => (noticed.OpenId, "template", noticed.Content),
            Told told => (told.OpenId, "subscription", told.Content),
            _ => ("", "", null!),
        };
        if (holders.TryGetValue(openId, out var human))
        {
            human.Seen = Human.Read(content);
            human.Heard++;
            Talk.Hear(human, way, content);
        }
    }

    public DateTimeOffset Next(DateTimeOffset last) => last + Glance;

    public Task<DateTimeOffset?> DueAsync(DateTimeOffset last, CancellationToken ct) =>
        Task.FromResult<DateTimeOffset?>(plans.TryPeek(out _, out var when) ? when.At : null);

    public async Task<int> RunAsync(CancellationToken ct)
    {
        var did = 0;
        while (plans.TryPeek(out var deed, out var when) && when.At <= clock.GetUtcNow())
        {
            plans.Dequeue();
            did += await deed(ct);
        }

        return did;
    }
}
