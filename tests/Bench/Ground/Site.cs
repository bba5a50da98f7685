using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Luzhi.Testing;
using Microsoft.Data.Sqlite;

namespace Luzhi.Bench.Ground;

/// <summary>What every row stands on: a folder, a PostgreSQL, the sizes, the clock.</summary>
internal sealed class Site : IAsyncDisposable
{
    private int made;

    private Site(Options options, BenchPostgres postgres, TimeProvider clock) => (Options, Postgres, Clock) = (options, postgres, clock);

    public Options Options { get; }

    public BenchPostgres Postgres { get; }

    public TimeProvider Clock { get; }

    public string Folder => TestFolder.Path;

    public string SqliteVersion { get; } = AskVersion();

    /// <summary>The size of a quotable run, or a tenth of it.</summary>
    public int Size(int full) => Options.Quick ? full / 10 : full;

    public static async Task<Site> OpenAsync(Options options, TimeProvider clock) => new(options, await BenchPostgres.StartAsync(), clock);

    /// <summary>A new database, migrated and empty.</summary>
    public async Task<StorageSettings> DatabaseAsync(Provider provider, CancellationToken ct)
    {
        if (provider == Provider.Postgres)
        {
            return await Postgres.MakeAsync(ct);
        }

        var settings = new StorageSettings { ConnectionString = $"Data Source={Path.Combine(Folder, $"bench-{Interlocked.Increment(ref made)}.db")}" };
        using var database = new Database(settings);
        await new Migrator(database).RunAsync(ct);
        return settings;
    }

    public string Log(string name) => Path.Combine(Folder, $"{name}-{Interlocked.Increment(ref made)}.log");

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        return ValueTask.CompletedTask; // the server and the folder end with the process
    }

    private static string AskVersion()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT sqlite_version()";
        return $"{command.ExecuteScalar()}";
    }
}
