using Luzhi.Core;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Bot.Tests.Crash;

/// <summary>The house in a process of its own with everything around it: its ground, the platform, members who talk, a secretary who sends duties.</summary>
internal sealed class Scene : IAsyncDisposable
{
    private static readonly TimeSpan DrainsWithin = TimeSpan.FromMinutes(4);

    private readonly CancellationTokenSource enough = new();
    private readonly List<Task> errands = [];
    private Task talking = Task.CompletedTask;

    private Scene(Ground ground, PlatformStandIn platform, int seed, IReadOnlyDictionary<string, string> more)
    {
        (Ground, Platform, Chance) = (ground, platform, Chance.Seeded(seed));
        House = new HouseProcess(new Dictionary<string, string>(ground.Environment(platform.Url).Where(v => !more.ContainsKey(v.Key)).Concat(more)));
        Secretary = new Secretary(House, ground);
        Crowd = new Crowd(House, ground.Talkers, Chance);
    }

    public Ground Ground { get; }

    public PlatformStandIn Platform { get; }

    public HouseProcess House { get; }

    public Secretary Secretary { get; }

    public Crowd Crowd { get; }

    public Chance Chance { get; }

    public List<TimeSpan> Starts { get; } = [];

    /// <summary>What whoever reads a failure wants to know.</summary>
    public string Said =>
        $"{Crowd.Pushes.Count} pushes, {Secretary.Duties.Count} duties sent, last refusal: {Secretary.LastRefusal}; {talking.Exception}\n{House.Said}";

    public static async Task<Scene> SetAsync(FreshDatabase fresh, int seed, params IEnumerable<KeyValuePair<string, string>> more) =>
        new(await Ground.LayAsync(fresh), await PlatformStandIn.OpenAsync(), seed, new Dictionary<string, string>(more));

    public async Task StartAsync(string? dieAt = null)
    {
        Platform.Life++;
        await House.StartAsync(dieAt);
        Starts.Add(House.Started);
    }

    public void Talk() => talking = Crowd.TalkAsync(enough.Token);

    public void Send() => errands.Add(Secretary.SendAsync(RunningHouse.Ct));

    /// <summary>The door is at it.</summary>
    public async Task UntilReceivedAsync(int messages)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (Platform.Inbox.Count < messages)
        {
            patience.IsCancellationRequested.ShouldBeFalse(Said);
            await Task.Delay(TimeSpan.FromMilliseconds(5), RunningHouse.RealClock, RunningHouse.Ct);
        }
    }

    /// <summary>Something lies in the spool, or the house has died of what lay there.</summary>
    public async Task SpooledAsync()
    {
        while (House.Alive && !Spooled)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), RunningHouse.RealClock, RunningHouse.Ct);
        }
    }

    private bool Spooled => Directory.Exists(Ground.SpoolFolder) && Directory.GetFiles(Ground.SpoolFolder).Length > 0;

    public void Import() => errands.Add(Secretary.ImportAsync(RunningHouse.Ct));

    /// <summary>Everybody finishes what they are at, the house comes to rest and is stopped; then it is counted.</summary>
    public async Task<Account> EndAsync()
    {
        await enough.CancelAsync();
        await talking;
        await Task.WhenAll(errands);
        await DrainedAsync();
        (await House.StopAsync()).ShouldBe(0, House.Said);
        return await Account.TakeAsync(Ground, Platform, Crowd, Secretary);
    }

    public async ValueTask DisposeAsync()
    {
        await enough.CancelAsync();
        await House.DisposeAsync();
        Secretary.Dispose();
        Crowd.Dispose();
        enough.Dispose();
        await Platform.DisposeAsync();
        await Ground.DisposeAsync();
    }

    /// <summary>Nothing waits any more: not to be rung, not to be sent, not in the spool.</summary>
    private async Task DrainedAsync()
    {
        using var patience = new CancellationTokenSource(DrainsWithin);
        for (var quiet = false; !quiet;)
        {
            patience.IsCancellationRequested.ShouldBeFalse($"the house did not come to rest\n{House.Said}");
            await Task.Delay(TimeSpan.FromMilliseconds(200), RunningHouse.RealClock, RunningHouse.Ct);
            await using var db = Ground.Database.Open();
            quiet = !await db.Outbox.AnyAsync(o => o.State != "held") && !await db.Notices.AnyAsync(n => n.State == "due")
                && !Spooled;
        }
    }
}
