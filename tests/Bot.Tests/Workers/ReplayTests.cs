using Luzhi.Bot.Workers;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Luzhi.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Luzhi.Bot.Tests.Workers;

/// <summary>The spool's way into the ledger. The ledger is played by the test; what the office is told stands in a real database.</summary>
public sealed class ReplayTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task What_a_dead_process_left_is_taken_at_the_start_and_its_reply_is_the_doors()
    {
        await using var room = await Room.OpenAsync();
        await room.Disk.Spool.KeepAsync(Some.Text("张建国", "1"), underway: false);
        await room.Disk.Spool.KeepAsync(Some.Text("张建国", "2"), underway: false);
        var next = room.Disk.Restart();
        using var replay = room.Over(next);

        await replay.StartAsync(Ct);
        await Room.UntilAsync(() => Task.FromResult(next.Count == 0));
        await replay.StopAsync(Ct);

        room.Taken.ShouldBe(["1", "2"]);
    }

    [Fact]
    public async Task While_the_database_is_away_it_is_asked_again_and_nothing_is_given_up()
    {
        await using var room = await Room.OpenAsync();
        room.Failures.Enqueue(new TimeoutException("away"));
        room.Failures.Enqueue(new InvalidOperationException("EF says", new TimeoutException("away")));
        using var replay = room.Over(room.Disk.Spool);
        await replay.StartAsync(Ct);
        await room.Disk.Spool.KeepAsync(Some.Text("张建国", "1"), underway: false);

        for (var tries = 0; tries < 2; tries++)
        {
            await room.Clock.WaitedOnAsync(1);
            room.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await Room.UntilAsync(() => Task.FromResult(room.Disk.Spool.Count == 0));
        await replay.StopAsync(Ct);
        room.Taken.ShouldBe(["1"]);
    }

    [Fact]
    public async Task A_fault_of_ours_is_told_to_the_office_and_holds_nobody_up()
    {
        await using var room = await Room.OpenAsync();
        for (var i = 0; i < 5; i++)
        {
            room.Failures.Enqueue(new InvalidOperationException("ours"));
        }

        await room.Disk.Spool.KeepAsync(Some.Text("张建国", "1"), underway: false);
        await room.Disk.Spool.KeepAsync(Some.Text("张建国", "2"), underway: false);
        using var replay = room.Over(room.Disk.Spool);
        await replay.StartAsync(Ct);
        await Room.UntilAsync(async () => (await room.Incidents.OpenOnesAsync(Ct)).Count > 0);
        await replay.StopAsync(Ct);

        room.Taken.ShouldBe(["2"]);
        var incident = (await room.Incidents.OpenOnesAsync(Ct)).ShouldHaveSingleItem();
        incident.Subject.ShouldBe("spool:stuck");
        incident.What.ShouldContain("1 条");
    }

    private sealed class Room : IAsyncDisposable
    {
        private readonly FreshDatabase fresh;

        private Room(FreshDatabase fresh)
        {
            this.fresh = fresh;
            Incidents = new IncidentBook(fresh.Database, Clock);
        }

        public FreshSpool Disk { get; } = new();

        public ManualClock Clock { get; } = new();

        public IncidentBook Incidents { get; }

        public Queue<Exception> Failures { get; } = new();

        public List<string> Taken { get; } = [];

        public static async Task<Room> OpenAsync() => new(await FreshDatabase.CreateAsync(Provider.Sqlite));

        public Replay Over(Spool spool) =>
            new(spool, TakeAsync, Incidents, Words.Load(House.Find(AppContext.BaseDirectory).Path("config/words.zh-CN.yaml")), Clock, NullLogger<Replay>.Instance);

        /// <summary>Asks again and again: the replay itself is the one whom the spool tells.</summary>
        public static async Task UntilAsync(Func<Task<bool>> holds)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            while (!await holds())
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10), RunningHouse.RealClock, patience.Token);
            }
        }

        public async ValueTask DisposeAsync()
        {
            Disk.Dispose();
            await fresh.DisposeAsync();
        }

        private Task<Answered> TakeAsync(Inbound inbound, ReplyRace race, CancellationToken ct)
        {
            if (Failures.TryDequeue(out var failure))
            {
                throw failure;
            }

            race.TryPassive().ShouldBeFalse();
            Taken.Add(inbound.Text);
            return Task.FromResult(new Answered(null, false, ReplyRoute.Door, 1));
        }
    }
}
