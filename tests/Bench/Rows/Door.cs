using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using Luzhi.Bench.Ground;
using Luzhi.Bot.Load;
using Luzhi.Bot.Wiring;
using Luzhi.Core;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Npgsql;

namespace Luzhi.Bench.Rows;

/// <summary>
/// What leaves: claim, lease, last look, render, acknowledge, without a wire against a raw claim and delete by one worker; and with HTTP to a
/// stand-in of the platform against HttpClient alone.
/// </summary>
internal sealed class Door : IRow
{
    private const int AtOnce = 64, Claim = 500;

    public string Name => "door";

    public async IAsyncEnumerable<Figure> MeasureAsync(Site site, [EnumeratorCancellation] CancellationToken ct)
    {
        var rows = site.Size(20_000);
        var storage = await site.DatabaseAsync(Provider.Postgres, ct);
        await Roll.FillAsync(storage, rows, ct);
        await using var platform = await StandIn.OpenAsync(0, TimeSpan.Zero, Chance.Real, Clock.Real, ct);
        var (dry, wet) = (new List<(double, double)>(), new List<(double, double)>());
        for (var round = -1; round < site.Options.Rounds; round++)
        {
            var raw = rows / (await RawAsync(site, storage, rows, ct)).TotalSeconds;
            var counting = new Counting();
            var ours = rows / (await DrainAsync(site, storage, Household.Make(storage, [NodeRole.Worker], instead: counting), ct)).TotalSeconds;
            var alone = rows / 4 / (await AloneAsync(site, platform.Address, rows / 4, ct)).TotalSeconds;
            var sent = rows / (await DrainAsync(site, storage, Household.Make(storage, [NodeRole.Worker], platform.Address), ct)).TotalSeconds;
            if (round >= 0)
            {
                dry.Add((ours, raw));
                wet.Add((sent, alone));
            }
        }

        yield return Figure.Ratio($"door without HTTP, {rows:#,0} rows / raw SKIP LOCKED claim and delete, {Claim} a batch, one worker", dry, Goal.Least(0.6), "a second");
        yield return Figure.Ratio($"door with HTTP to a stand-in, {rows:#,0} rows / HttpClient alone, {AtOnce} at once", wet, Goal.Least(0.4), "a second");
    }

    /// <summary>Everything that a message to everybody put into the outbox, until the outbox is empty and all is written down.</summary>
    private static async Task<TimeSpan> DrainAsync(Site site, StorageSettings storage, Household house, CancellationToken ct)
    {
        await using var _ = house;
        await Roll.RunAsync(house.Database, ct, "TRUNCATE assignment, outbox, delivery, notice, occurrence, broadcast, audit_line");
        await Fanout.SendAsync(house, site.Clock, ct);
        await Roll.RunAsync(house.Database, ct, "ANALYZE outbox", "ANALYZE assignment", "CHECKPOINT");
        await using var connection = new NpgsqlConnection(storage.ConnectionString);
        await connection.OpenAsync(ct);
        await using var left = new NpgsqlCommand("SELECT EXISTS (SELECT 1 FROM outbox)", connection);
        var began = site.Clock.GetTimestamp();
        await house.StartAsync(ct);
        while (await left.ExecuteScalarAsync(ct) is true)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), site.Clock, ct);
        }

        var took = site.Clock.GetElapsedTime(began);
        await house.StopAsync(ct);
        return took;
    }

    /// <summary>As little as a queue in a table can do: mark 500 as taken, delete them.</summary>
    private static async Task<TimeSpan> RawAsync(Site site, StorageSettings storage, int rows, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(storage.ConnectionString);
        await connection.OpenAsync(ct);
        await RunAsync(connection, Prepare(rows), ct);
        var began = site.Clock.GetTimestamp();
        while (await RawBatchAsync(connection, ct) > 0)
        {
        }

        return site.Clock.GetElapsedTime(began);
    }

    private static async Task<int> RawBatchAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var claim = new NpgsqlCommand(RawClaim, connection);
        var ids = new List<long>();
        await using (var claimed = await claim.ExecuteReaderAsync(ct))
        {
            while (await claimed.ReadAsync(ct))
            {
                ids.Add(claimed.GetInt64(0));
            }
        }

        await using var done = new NpgsqlCommand("DELETE FROM raw_outbox WHERE id = ANY($1)", connection) { Parameters = { new() { Value = ids.ToArray() } } };
        return ids.Count == 0 ? 0 : await done.ExecuteNonQueryAsync(ct);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task<TimeSpan> AloneAsync(Site site, Uri platform, int posts, CancellationToken ct)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = AtOnce }) { BaseAddress = platform };
        var body = Encoding.UTF8.GetBytes("""{"touser":"oBench0000000000000000000001","template_id":"bench","client_msg_id":"n1:p1:6900aaaa","data":{"thing1":{"value":"通知"}}}""");
        var began = site.Clock.GetTimestamp();
        await Parallel.ForEachAsync(Enumerable.Range(0, posts), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (_, token) =>
        {
            using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
            using var answer = await http.PostAsync("/cgi-bin/message/template/send?access_token=x", content, token);
            await answer.Content.ReadAsByteArrayAsync(token);
        });
        return site.Clock.GetElapsedTime(began);
    }

    private static string Prepare(int rows) => $"""
        DROP TABLE IF EXISTS raw_outbox;
        CREATE TABLE raw_outbox (LIKE outbox INCLUDING ALL);
        INSERT INTO raw_outbox (unique_key, lane, person_id, notice_id, assignment_id, created_at, not_before, state, attempts, unknowns)
        SELECT 'n1:p' || n, 1, n, 1, n, now(), now(), 'ready', 0, 0 FROM generate_series(1, {rows}) n;
        ANALYZE raw_outbox;
        CHECKPOINT
        """;

    private const string RawClaim = """
        UPDATE raw_outbox SET state = 'claimed', lease_until = now() + interval '1 minute' WHERE id IN (
            SELECT id FROM raw_outbox WHERE state = 'ready' AND lane = 1 AND not_before <= now() ORDER BY not_before, id LIMIT 500 FOR UPDATE SKIP LOCKED)
        RETURNING id
        """;
}
