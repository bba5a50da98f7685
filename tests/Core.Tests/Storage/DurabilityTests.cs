using Dapper;
using Luzhi.Core.Storage;
using Luzhi.Testing;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Tests.Storage;

/// <summary>A commit that we answered for must outlive the power: nothing faster is worth a lost answer.</summary>
public sealed class DurabilityTests
{
    [Fact]
    public async Task Every_connection_to_SQLite_writes_ahead_and_waits_for_the_disk()
    {
        await using var fresh = await FreshDatabase.CreateAsync(Provider.Sqlite);
        await using var first = fresh.Database.Open();
        await using var second = fresh.Database.Open();

        foreach (var db in (LuzhiDb[])[first, second])
        {
            await db.Database.OpenConnectionAsync();
            (await AskAsync(db, "PRAGMA journal_mode")).ShouldBe("wal");
            (await AskAsync(db, "PRAGMA synchronous")).ShouldBe("2", "2 is FULL");
            (await AskAsync(db, "PRAGMA busy_timeout")).ShouldBe("10000");
        }
    }

    [Fact]
    public async Task PostgreSQL_commits_durably_even_where_the_installation_has_switched_it_off()
    {
        await using var fresh = await FreshDatabase.CreateAsync(Provider.Postgres);
        await using (var before = fresh.Database.Open())
        {
            var name = before.Database.GetDbConnection().Database;
            await before.Database.GetDbConnection().ExecuteAsync($"ALTER DATABASE {name} SET synchronous_commit = off");
        }

        using var restarted = new Database(fresh.Settings with { ConnectionString = fresh.Settings.ConnectionString + ";Application Name=restarted" });
        await using var db = restarted.Open();

        (await AskAsync(db, "SHOW synchronous_commit")).ShouldBe("on");
    }

    private static async Task<string?> AskAsync(LuzhiDb db, string question) => await db.Database.GetDbConnection().ExecuteScalarAsync<string>(question);
}
