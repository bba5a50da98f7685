using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Bench.Ground;

/// <summary>Members in their thousands, made set-wise: each on the roster and bound to a phone whose openid the pusher knows.</summary>
internal static class Roll
{
    /// <summary>A person n has the id n + 1 and the openid of the pusher's n-th.</summary>
    public static async Task FillAsync(StorageSettings storage, int people, CancellationToken ct)
    {
        using var database = new Database(storage);
        await RunAsync(database, "INSERT INTO body (name) VALUES ('政协')", ct);
        await RunAsync(database, $"""
            {Series(storage.Provider, people)}
            INSERT INTO person (body_id, name, kind, created_at) SELECT 1, '委员' || n, 'member', {Now(storage.Provider)} FROM s ORDER BY n
            """, ct);
        await RunAsync(database, $"""
            {Series(storage.Provider, people)}
            INSERT INTO contact (channel, account, external_id, person_id, bound_at, followed, bind_failures)
            SELECT 'wechat', '{Account.AppId}', 'oBench' || {Padded(storage.Provider)}, n + 1, {Now(storage.Provider)}, true, 0 FROM s ORDER BY n
            """, ct);
        await RunAsync(database, storage.Provider == Provider.Postgres ? "VACUUM ANALYZE" : "ANALYZE", ct);
    }

    public static Task<int> RunAsync(Database database, string sql, CancellationToken ct) => RunAsync(database, ct, sql);

    /// <summary>One after another on one connection, outside of any transaction of ours.</summary>
    public static async Task<int> RunAsync(Database database, CancellationToken ct, params IEnumerable<string> all)
    {
        await using var db = database.Open();
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        var rows = 0;
        foreach (var sql in all)
        {
#pragma warning disable EF1002 // our own words, and numbers
            rows += await db.Database.ExecuteSqlRawAsync(sql.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal), ct);
#pragma warning restore EF1002
        }

        return rows;
    }

    /// <summary>s(n): 0, 1, 2 …</summary>
    public static string Series(Provider provider, int count) => provider == Provider.Postgres
        ? $"WITH s(n) AS (SELECT generate_series(0, {count - 1}))"
        : $"WITH RECURSIVE s(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM s WHERE n < {count - 1})";

    public static string Now(Provider provider) => provider == Provider.Postgres ? "now()" : "CAST(unixepoch('subsec') * 1000000 AS integer)";

    private static string Padded(Provider provider) => provider == Provider.Postgres ? "lpad(n::text, 22, '0')" : "printf('%022d', n)";
}
