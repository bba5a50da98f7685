using System.Globalization;
using System.Runtime.CompilerServices;
using Luzhi.Bench.Ground;
using Luzhi.Bot.Wiring;
using Luzhi.Core.Duties;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Npgsql;

namespace Luzhi.Bench.Rows;

/// <summary>A message to everybody: the audience asked, a line in the ledger and one in the outbox for each, durable; against COPY of as many rows into the same tables.</summary>
internal sealed class Fanout : IRow
{
    /// <summary>Of the process that sends once and says how long it took, so that its memory is its own.</summary>
    public const string Word = "send";

    public string Name => "fanout";

    public async IAsyncEnumerable<Figure> MeasureAsync(Site site, [EnumeratorCancellation] CancellationToken ct)
    {
        var people = site.Size(100_000);
        var storage = await site.DatabaseAsync(Provider.Postgres, ct);
        await Roll.FillAsync(storage, people, ct);
        await using var house = Household.Make(storage, []);
        var rounds = new List<(double, double)>();
        for (var round = -1; round < site.Options.Rounds; round++)
        {
            await ClearAsync(house.Database, ct);
            var theirs = await CopyAsync(site, storage, people, ct);
            await ClearAsync(house.Database, ct);
            var ours = await SendAsync(house, site.Clock, ct);
            if (round >= 0) // the first is for the compiler and the planner
            {
                rounds.Add((2 * people / ours.TotalSeconds, 2 * people / theirs.TotalSeconds));
            }
        }

        yield return Figure.Ratio($"broadcast to {people:#,0}: audience → ledger, outbox, durable / COPY of as many rows into the same tables", rounds, Goal.Least(0.35), "rows a second");
    }

    /// <summary>In a process of its own: sends, rings, prints seconds and rows.</summary>
    public static async Task<int> SendOnceAsync(string connection, CancellationToken ct)
    {
        await using var house = Household.Make(new StorageSettings { Provider = Provider.Postgres, ConnectionString = connection }, []);
        await SendAsync(house, Clock.Real, ct, "委员1"); // for the compiler: a start costs the same for one as for a million
        var took = await SendAsync(house, Clock.Real, ct);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{took.TotalSeconds:0.000}"));
        // Whoever started us reads our memory, then ends us.
        await Task.Delay(Timeout.InfiniteTimeSpan, Clock.Real, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return 0;
    }

    public static async Task<TimeSpan> SendAsync(Household house, TimeProvider clock, CancellationToken ct, string audience = "全体")
    {
        var began = clock.GetTimestamp();
        await house.Get<BroadcastBook>().SendAsync(new NewBroadcast("通知", "请阅知。", audience), "bench", ct);
        await house.Get<Bell>().RingAsync(clock.GetUtcNow(), ct);
        return clock.GetElapsedTime(began);
    }

    private static async Task ClearAsync(Database database, CancellationToken ct) =>
        await Roll.RunAsync(database, ct, "TRUNCATE assignment, outbox, notice, occurrence, broadcast, audit_line", "CHECKPOINT");

    /// <summary>The same rows of the same tables with all their indexes, in one transaction.</summary>
    private static async Task<TimeSpan> CopyAsync(Site site, StorageSettings storage, int people, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(storage.ConnectionString);
        await connection.OpenAsync(ct);
        var now = site.Clock.GetUtcNow();
        var began = site.Clock.GetTimestamp();
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using (var lines = await connection.BeginBinaryImportAsync("COPY assignment (id, occurrence_id, person_id, state) FROM STDIN (FORMAT binary)", ct))
        {
            for (long person = 1; person <= people; person++)
            {
                await lines.StartRowAsync(ct);
                await lines.WriteAsync(person, ct);
                await lines.WriteAsync(1L, ct);
                await lines.WriteAsync(person, ct);
                await lines.WriteAsync("due", ct);
            }

            await lines.CompleteAsync(ct);
        }

        await using (var rows = await connection.BeginBinaryImportAsync(
            "COPY outbox (id, unique_key, lane, person_id, notice_id, assignment_id, created_at, not_before, expires_at, state, attempts, unknowns) FROM STDIN (FORMAT binary)", ct))
        {
            for (long person = 1; person <= people; person++)
            {
                await rows.StartRowAsync(ct);
                await rows.WriteAsync(person, ct);
                await rows.WriteAsync($"n1:p{person}", ct);
                await rows.WriteAsync(1, ct);
                await rows.WriteAsync(person, ct);
                await rows.WriteAsync(1L, ct);
                await rows.WriteAsync(person, ct);
                await rows.WriteAsync(now, ct);
                await rows.WriteAsync(now, ct);
                await rows.WriteAsync(now.AddDays(14), ct);
                await rows.WriteAsync("ready", ct);
                await rows.WriteAsync(0, ct);
                await rows.WriteAsync(0, ct);
            }

            await rows.CompleteAsync(ct);
        }

        await transaction.CommitAsync(ct);
        return site.Clock.GetElapsedTime(began);
    }
}
