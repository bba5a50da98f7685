using System.Runtime.CompilerServices;
using Luzhi.Bench.Ground;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;

namespace Luzhi.Bench.Rows;

/// <summary>Killed and started again with a million rows in the ledger and as many waiting to be sent, until /health/ready says 200.</summary>
internal sealed class Restart : IRow
{
    public string Name => "restart";

    public async IAsyncEnumerable<Figure> MeasureAsync(Site site, [EnumeratorCancellation] CancellationToken ct)
    {
        var rows = site.Size(1_000_000);
        foreach (var provider in (Provider[])[Provider.Postgres, Provider.Sqlite])
        {
            var storage = await site.DatabaseAsync(provider, ct);
            await FillAsync(storage, rows, ct);
            var times = new List<double>();
            for (var round = 0; round < site.Options.Rounds; round++)
            {
                // Disposing kills: what it had claimed stays claimed.
                await using var server = await BotServer.StartAsync(site, storage, core: null, ct);
                times.Add(server.ReadyAfter.TotalSeconds);
            }

            yield return Figure.Middle($"start to ready after a kill, {rows:#,0} rows waiting, {provider}", times, Goal.Most(5, " s"));
        }
    }

    private static async Task FillAsync(StorageSettings storage, int rows, CancellationToken ct)
    {
        await Roll.FillAsync(storage, 1000, ct);
        using var database = new Database(storage);
        var (series, now) = (Roll.Series(storage.Provider, rows), Roll.Now(storage.Provider));
        await Roll.RunAsync(database, ct,
            $"INSERT INTO occurrence (body_id, duty_key, period, title, withdrawn, created_at) {Roll.Series(storage.Provider, 1000)} SELECT 1, 'broadcast', 'b' || (n + 1), '通知', false, {now} FROM s",
            $"INSERT INTO assignment (occurrence_id, person_id, state) {series} SELECT n / 1000 + 1, n % 1000 + 1, 'due' FROM s",
            $"""
            INSERT INTO outbox (unique_key, lane, person_id, assignment_id, created_at, not_before, state, attempts, unknowns)
            {series} SELECT 'n' || n, 1, n % 1000 + 1, n + 1, {now}, {now}, 'ready', 0, 0 FROM s
            """,
            storage.Provider == Provider.Postgres ? "VACUUM ANALYZE" : "ANALYZE");
    }
}
