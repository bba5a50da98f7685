using System.Runtime.CompilerServices;
using Luzhi.Bench.Ground;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Microsoft.Data.Sqlite;

namespace Luzhi.Bench.Rows;

/// <summary>
/// A push from the socket to its sealed reply, with the turn committed in between; against Kestrel that answers a constant, on the same core by
/// the same pusher. Then one person alone on all connections, and a database that stands still for three seconds.
/// </summary>
internal sealed class Inbound : IRow
{
    private const int People = 10_000;
    private static readonly TimeSpan Stall = TimeSpan.FromSeconds(3);

    public string Name => "inbound";

    public async IAsyncEnumerable<Figure> MeasureAsync(Site site, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var bare = await BareServer.StartAsync(site, core: 0, ct);
        await using var postgres = await HouseAsync(site, Provider.Postgres, ct);
        await using var sqlite = await HouseAsync(site, Provider.Sqlite, ct);
        House[] houses = [postgres, sqlite];
        var seconds = site.Options.Quick ? 2 : 4;
        await Pusher.PushAsync(bare.Address, 1, seconds, baseline: true, ct);
        foreach (var house in houses)
        {
            await Pusher.PushAsync(house.Address, People, seconds * 2, baseline: false, ct);
        }

        for (var round = 0; round < site.Options.Rounds; round++)
        {
            var constant = (await Pusher.PushAsync(bare.Address, 1, seconds, baseline: true, ct)).PerSecond;
            foreach (var house in houses)
            {
                house.Add(constant, await Pusher.PushAsync(house.Address, People, seconds, baseline: false, ct), await Pusher.PushAsync(house.Address, 1, seconds, baseline: false, ct));
            }
        }

        foreach (var house in houses)
        {
            yield return Figure.Ratio($"inbound safe mode on {house.Named}, {People:#,0} people on {Pusher.Connections} connections / bare Kestrel", house.Against, Goal.Least(0.12), "a second");
            yield return Figure.Middle($"its p99 on {house.Named}", house.P99, Goal.Most(25, " ms"));
            yield return new Figure($"of it refused, lost or not understood on {house.Named}", house.Wrong, Goal.Most(0), "all rounds");
            yield return Figure.Ratio($"one person on {Pusher.Connections} connections / {People:#,0} people, {house.Named}", house.Alone, Goal.Least(0.5), "a second");
            yield return await StallAsync(site, house, ct);
        }
    }

    private static async Task<Figure> StallAsync(Site site, House house, CancellationToken ct)
    {
        var pushing = Pusher.PushAsync(house.Address, People, 8, baseline: false, ct);
        await Task.Delay(TimeSpan.FromSeconds(4), site.Clock, ct); // under way, whatever the pusher's start took
        await house.StallAsync(site, Stall, ct);
        var pushed = await pushing;
        return new Figure(
            $"longest reply while {house.Named} stands still for {Stall.TotalSeconds:0} s", pushed.Max / 1000, Goal.Most(5, " s"),
            $"{pushed.Pushes:#,0} pushes, {pushed.Late} late, {pushed.Unanswered} refused or lost");
    }

    private static async Task<House> HouseAsync(Site site, Provider provider, CancellationToken ct)
    {
        var storage = await site.DatabaseAsync(provider, ct);
        await Roll.FillAsync(storage, People, ct);
        return new House(storage, await BotServer.StartAsync(site, storage, core: 0, ct));
    }

    /// <summary>One Bot over one database, and its rounds.</summary>
    private sealed class House(StorageSettings storage, BotServer server) : IAsyncDisposable
    {
        public List<(double, double)> Against { get; } = [];
        public List<(double, double)> Alone { get; } = [];
        public List<double> P99 { get; } = [];
        public long Wrong { get; private set; }
        public string Named => storage.Provider == Provider.Postgres ? "PostgreSQL" : "SQLite";
        public Uri Address => server.Address;

        public void Add(double constant, Pushed many, Pushed one)
        {
            Against.Add((many.PerSecond, constant));
            Alone.Add((one.PerSecond, many.PerSecond));
            P99.Add(many.P99);
            Wrong += many.Unanswered + one.Unanswered;
        }

        public Task StallAsync(Site site, TimeSpan lasts, CancellationToken ct) =>
            storage.Provider == Provider.Postgres ? site.Postgres.StallAsync(lasts, site.Clock, ct) : HoldAsync(site.Clock, lasts, ct);

        public ValueTask DisposeAsync() => server.DisposeAsync();

        // Another program has the file: nobody else writes meanwhile.
        private async Task HoldAsync(TimeProvider clock, TimeSpan lasts, CancellationToken ct)
        {
            await using var connection = new SqliteConnection(storage.ConnectionString);
            await connection.OpenAsync(ct);
            await using var transaction = await connection.BeginTransactionAsync(ct);
            await Task.Delay(lasts, clock, ct);
        }
    }
}
