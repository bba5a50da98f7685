using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Luzhi.Core.Storage;

/// <summary>Brings a database up to date: every numbered script once, in order, each in a transaction of its own. Safe to run from several nodes at once.</summary>
public sealed class Migrator
{
    private readonly Database database;
    private readonly IReadOnlyList<Migration> migrations;

    public Migrator(Database database) : this(database, Migration.Embedded(database.Provider)) { }

    internal Migrator(Database database, IReadOnlyList<Migration> migrations)
    {
        this.database = database;
        this.migrations = migrations;
    }

    /// <returns>The names of the scripts that were applied; empty when the database was up to date.</returns>
    /// <exception cref="MigrationException">A script failed, or the database was made by a newer program.</exception>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken ct)
    {
        MakeFolder();
        var applied = new List<string>();
        foreach (var migration in migrations)
        {
            if (await database.WriteAsync((db, token) => ApplyAsync(db, migration, token), ct))
            {
                applied.Add(migration.Name);
            }
        }

        await RefuseNewerAsync(ct);
        return applied;
    }

    private async Task<bool> ApplyAsync(LuzhiDb db, Migration migration, CancellationToken ct)
    {
        if (database.Provider == Provider.Postgres)
        {
            await RunAsync(db, Lock, null, ct);
        }

        // On SQLite the transaction is immediate: whoever is here is the only writer, so the look below is as good as a lock.
        await RunAsync(db, Own(database.Provider), null, ct);
        if (await NumberAsync(db, IsApplied, migration, ct) is not null)
        {
            return false;
        }

        try
        {
            await RunAsync(db, migration.Sql, null, ct);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            throw new MigrationException($"数据库升级 {migration.Name} 失败，该步未作任何改动：{failure.Message}", failure);
        }

        await RunAsync(db, Mark(database.Provider), migration, ct);
        return true;
    }

    private async Task RefuseNewerAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        if (migrations.Count > 0 && await NumberAsync(db, Newest, null, ct) > migrations[^1].Number)
        {
            throw new MigrationException($"数据库由更新版本的程序建立，本程序只认识到 {migrations[^1].Name}：请换用新版程序。");
        }
    }

    private void MakeFolder()
    {
        if (database.Provider != Provider.Sqlite)
        {
            return;
        }

        var file = new SqliteConnectionStringBuilder(database.ConnectionString).DataSource;
        if (file is not ("" or ":memory:") && Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder)
        {
            System.IO.Directory.CreateDirectory(folder);
        }
    }

    private static Task<int> RunAsync(LuzhiDb db, string sql, Migration? migration, CancellationToken ct) =>
        db.Database.GetDbConnection().ExecuteAsync(Command(db, sql, migration, ct));

    private static Task<int?> NumberAsync(LuzhiDb db, string sql, Migration? migration, CancellationToken ct) =>
        db.Database.GetDbConnection().ExecuteScalarAsync<int?>(Command(db, sql, migration, ct));

    private static CommandDefinition Command(LuzhiDb db, string sql, Migration? migration, CancellationToken ct) =>
        new(sql, migration is null ? null : new { migration.Number, migration.Name }, db.Database.CurrentTransaction?.GetDbTransaction(), cancellationToken: ct);

    // Released by the end of the transaction, however it ends. The number is arbitrary but must never change: "luzhi" on a telephone's keys.
    private const string Lock = "SELECT pg_advisory_xact_lock(58944)";

    private static string Own(Provider provider) =>
        $"CREATE TABLE IF NOT EXISTS migration (number integer NOT NULL PRIMARY KEY, name text NOT NULL, applied_at {(provider == Provider.Sqlite ? "integer" : "timestamptz")} NOT NULL)";

    private const string IsApplied = "SELECT number FROM migration WHERE number = @Number";

    private const string Newest = "SELECT max(number) FROM migration";

    // The database's own clock: ours may be shifted by the simulator, and this is a fact about the installation.
    private static string Mark(Provider provider) =>
        $"INSERT INTO migration (number, name, applied_at) VALUES (@Number, @Name, {(provider == Provider.Sqlite ? "CAST(unixepoch('subsec') * 1000000 AS integer)" : "now()")})";
}
