using System.Data;
using System.Data.Common;
using Luzhi.Core.Settings;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;

namespace Luzhi.Core.Storage;

public enum Provider { Sqlite, Postgres }

/// <summary>The one door to the database: contexts for reading, one transaction at a time for writing what must be true together.</summary>
public sealed class Database : IDisposable
{
    private readonly PooledDbContextFactory<LuzhiDb> contexts;

    /// <summary>SQLite has one writer: waiting here in order is quicker than its busy loop. Open to all on PostgreSQL.</summary>
    private readonly SemaphoreSlim writer;
    private readonly AsyncLocal<LuzhiDb?> current = new();

    /// <summary>SQLite's writing connection between two writes, with the statements that are planned on it.</summary>
    private LuzhiDb? kept;

    public Database(StorageSettings settings)
    {
        Provider = settings.Provider;
        ConnectionString = Provider == Provider.Postgres ? Durable(settings.ConnectionString) : settings.ConnectionString;
        writer = new SemaphoreSlim(Provider == Provider.Sqlite ? 1 : int.MaxValue);
        var options = new DbContextOptionsBuilder<LuzhiDb>();
        if (Provider == Provider.Sqlite)
        {
            options.UseSqlite(ConnectionString).AddInterceptors(new SqliteSettings(settings.Scratch));
        }
        else
        {
            options.UseNpgsql(ConnectionString);
        }

        contexts = new PooledDbContextFactory<LuzhiDb>(options.Options);
    }

    public Provider Provider { get; }

    public string ConnectionString { get; }

    public LuzhiDb Open() => contexts.CreateDbContext();

    /// <summary>
    /// Runs <paramref name="work"/> in one durable transaction; if it throws, nothing of it is true. Work begun inside other work becomes part of
    /// it: so an answer that must be remembered is true together with what it answers for.
    /// </summary>
    public async Task<T> WriteAsync<T>(Func<LuzhiDb, CancellationToken, Task<T>> work, CancellationToken ct)
    {
        if (current.Value is { } outer)
        {
            return await work(outer, ct);
        }

        await writer.WaitAsync(ct);
        try
        {
            return await CommitAsync(work, ct);
        }
        finally
        {
            writer.Release();
        }
    }

    private async Task<T> CommitAsync<T>(Func<LuzhiDb, CancellationToken, Task<T>> work, CancellationToken ct)
    {
        var db = await WriterAsync(ct);
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            current.Value = db; // seen by what this method calls, never by its caller
            var result = await work(db, ct);
            await transaction.CommitAsync(ct);
            db.ChangeTracker.Clear();
            kept = Provider == Provider.Sqlite ? db : null;
            return result;
        }
        finally
        {
            if (kept != db)
            {
                await db.DisposeAsync();
            }
        }
    }

    /// <summary>The kept one is out of <see cref="kept"/> while it is in use: should its transaction fail, the next writer gets a new one.</summary>
    private async Task<LuzhiDb> WriterAsync(CancellationToken ct)
    {
        if (Provider == Provider.Postgres || Interlocked.Exchange(ref kept, null) is not { } db)
        {
            db = Open();
        }

        if (Provider == Provider.Sqlite && db.Database.GetDbConnection().State != ConnectionState.Open)
        {
            await db.Database.OpenConnectionAsync(ct);
        }

        return db;
    }

    public Task WriteAsync(Func<LuzhiDb, CancellationToken, Task> work, CancellationToken ct) =>
        WriteAsync(async (db, token) =>
        {
            await work(db, token);
            return true;
        }, ct);

    /// <summary>Whether it can be reached at all; never throws for that.</summary>
    public async Task<bool> AnswersAsync(CancellationToken ct)
    {
        await using var db = Open();
        return await db.Database.CanConnectAsync(ct);
    }

    /// <summary>An instant as a raw SQL parameter of this provider.</summary>
    public object Instant(DateTimeOffset at) => Provider == Provider.Sqlite ? Instants.ToMicroseconds(at) : at.ToUniversalTime();

    public void Dispose()
    {
        writer.Dispose();
        if (Interlocked.Exchange(ref kept, null) is { } db)
        {
            db.Dispose();
            using var connection = new SqliteConnection(ConnectionString);
            // The last connection to close folds the write-ahead log into the file.
            SqliteConnection.ClearPool(connection);
        }
    }

    /// <summary>A server may be set to answer before it has written; we ask otherwise, unless the operator gave options of their own.</summary>
    private static string Durable(string connectionString)
    {
        var asked = new NpgsqlConnectionStringBuilder(connectionString);
        asked.Options ??= "-c synchronous_commit=on";
        if (!new DbConnectionStringBuilder { ConnectionString = connectionString }.ContainsKey("Max Auto Prepare"))
        {
            // Planning the larger statements takes longer than running them. Whoever stands behind a pooler that cannot bear it says 0.
            asked.MaxAutoPrepare = 200;
        }

        return asked.ConnectionString;
    }

    private sealed class SqliteSettings(bool scratch) : DbConnectionInterceptor
    {
        // journal_mode is a property of the file; synchronous and busy_timeout of each connection.
        private const string Durable = "PRAGMA busy_timeout=10000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;";

        /// <summary>For what is thrown away: a rehearsal writes as much in a minute as a house in a year.</summary>
        private const string Scratch = "PRAGMA busy_timeout=10000; PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536;";

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Run(connection);

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Run(connection);
            return Task.CompletedTask;
        }

        private void Run(DbConnection connection)
        {
            using var command = ((SqliteConnection)connection).CreateCommand();
            command.CommandText = scratch ? Scratch : Durable;
            command.ExecuteNonQuery();
        }
    }
}
