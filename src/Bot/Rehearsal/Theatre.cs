using Luzhi.Bot.Simulator;
using Luzhi.Core;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Luzhi.Scheduler.Engines;
using Platform = Luzhi.Bot.Simulator.Platform;

namespace Luzhi.Bot.Rehearsal;

/// <summary>
/// Where a year is rehearsed: the product as it wires itself, over a scratch database, with the platform's stand-in called in the same process and
/// a clock that jumps from due instant to due instant. Everything that could differ between two runs comes from the seed.
/// </summary>
internal sealed class Theatre : IAsyncDisposable
{
    /// <summary>Where the phones' pages would be; nobody opens them here.</summary>
    private const string Front = "https://rehearsal.invalid";

    /// <summary>People bound their phones so long before the first day; no window is open any more.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromDays(30);

    private readonly WebApplication app;
    private readonly Installation place;
    private readonly SteppedClock clock;
    private readonly SteppedEngine engine;
    private readonly RehearsalOrder order;

    private Theatre(RehearsalOrder order, WebApplication app, Installation place, SteppedClock clock, Platform platform, Alarms alarms, Story story, People people)
    {
        (this.order, this.app, this.place, this.clock, Platform, Alarms, Story, People) = (order, app, place, clock, platform, alarms, story, people);
        Cast = new Cast(order, app.Services, platform, people, story, place.Zone, clock);
        Office = new OfficeYear(order, app.Services, Cast, people, story, place.Zone, clock);
        engine = Backstage.Engine(app.Services, platform, clock, people);
    }

    public Platform Platform { get; }

    public Alarms Alarms { get; }

    public Story Story { get; }

    public People People { get; }

    public Cast Cast { get; }

    public OfficeYear Office { get; }

    public Installation Place => place;

    public IServiceProvider House => app.Services;

    /// <param name="here">The real installation: its settings and words, never its database.</param>
    /// <param name="scratch">A file that does not exist yet.</param>
    /// <param name="of">Whose year becomes a journey; null: nobody's.</param>
    public static async Task<Theatre> RaiseAsync(Installation here, RehearsalOrder order, string scratch, string? of, CancellationToken ct)
    {
        var clock = new SteppedClock(order.Opens(here.Zone) - Before);
        var chance = Chance.Seeded(order.Seed);
        var settings = Furnish(here.Settings, chance, scratch);
        var place = new Installation(here.House, settings, here.Words, here.Forms, duties: here.Duties);
        await place.OpenAsync(ct);
        var (story, people, alarms) = (new Story(clock, of), new People(clock, place.Zone), new Alarms());
        var platform = new Platform(SimulatorSetup.AccountOf(settings), clock, chance, people.Notice) { PushMode = PushMode.Safe };
        people.Sit(platform, story);
        var server = new HouseInside();
        var app = Serving.Build(place, builder =>
        {
            builder.Services.AddSingleton<Microsoft.AspNetCore.Hosting.Server.IServer>(server);
            builder.Services.AddSingleton<RehearsalBook>().AddSingleton<SampleBook>();
            builder.Logging.ClearProviders().AddProvider(alarms);
            Backstage.Dress(builder, clock, chance, platform);
        });
        await app.StartAsync(ct);
        platform.Porch = server.PushAsync;
        return new Theatre(order, app, place, clock, platform, alarms, story, people);
    }

    /// <summary>Seats everybody, lays out the year and lives through it.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        await Cast.SeatAsync(ct);
        await Cast.HireAsync(ct);
        await engine.RunUntilAsync(order.Opens(place.Zone), ct);
        await SwitchOnAsync(ct);
        Cast.PlanYear();
        await Office.PlanAsync(ct);
        await engine.RunUntilAsync(order.Ends(place.Zone), ct);
    }

    /// <summary>Every institution there is a file for, as a secretary would on the first day.</summary>
    private async Task SwitchOnAsync(CancellationToken ct)
    {
        foreach (var duty in place.Duties.All.OrderBy(d => d.Id, StringComparer.Ordinal))
        {
            await House.GetRequiredService<DutyPlanBook>().SwitchAsync(duty.Id, true, "rehearsal", ct);
        }
    }

    public Task<LedgerYear> LedgerAsync(CancellationToken ct) => House.GetRequiredService<RehearsalBook>().ReadAsync(ct);

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        place.Dispose();
    }

    /// <summary>
    /// The installation's own settings but for what would reach outside: another database, another account, no Redis. One message is sent after the
    /// other, so that two runs send in one order.
    /// </summary>
    private static AllSettings Furnish(AllSettings settings, Chance chance, string scratch) => SimulatorSetup.Furnish(
        settings with
        {
            Storage = new StorageSettings { Provider = Provider.Sqlite, ConnectionString = $"Data Source={scratch}", Scratch = true },
            Redis = new RedisSettings(),
            WeChat = new WeChatSettings(),
            BotFramework = new BotFrameworkSettings(),
            Simulator = new SimulatorSettings { Enabled = false },
            Organization = settings.Organization with { PublicUrl = Front },
            Delivery = settings.Delivery with { SendAtOnce = 1, ClaimAtMost = 500, SendPerSecond = 0 },
            Roles = [NodeRole.Web, NodeRole.Worker, NodeRole.Scheduler],
        }, chance, Front);
}
