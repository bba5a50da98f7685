using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Microsoft.Data.Sqlite;

namespace Luzhi.Testing;

/// <summary>A database of one test's own, migrated, on the provider asked for, gone with the test. Skips the test where the server is not installed.</summary>
public sealed class FreshDatabase : IAsyncDisposable
{
    private static readonly Lazy<Task<string>> SqliteTemplate = new(MakeSqliteTemplateAsync);

    private static int files;

    private readonly PostgresServer? server;

    private FreshDatabase(StorageSettings settings, PostgresServer? server)
    {
        this.server = server;
        Settings = settings;
        Database = new Database(settings);
    }

    /// <summary>To open the same database again, as a second node or after a restart would.</summary>
    public StorageSettings Settings { get; }

    public Database Database { get; }

    public static Task<FreshDatabase> CreateAsync(Provider provider) => CreateAsync(provider, empty: false);

    /// <summary>Not even migrated.</summary>
    public static Task<FreshDatabase> CreateEmptyAsync(Provider provider) => CreateAsync(provider, empty: true);

    /// <summary>On a server of the test's own.</summary>
    public static Task<FreshDatabase> CreateAsync(PostgresServer server) => OnAsync(server, empty: false);

    public async ValueTask DisposeAsync()
    {
        Database.Dispose();
        if (server is not null)
        {
            await server.DropAsync(Settings.ConnectionString);
            return;
        }

        await using var connection = new SqliteConnection(Settings.ConnectionString);
        SqliteConnection.ClearPool(connection);
        foreach (var part in (string[])["", "-wal", "-shm"])
        {
            File.Delete(connection.DataSource + part);
        }
    }

    private static async Task<FreshDatabase> CreateAsync(Provider provider, bool empty)
    {
        if (provider == Provider.Postgres)
        {
            return await OnAsync(await PostgresServer.RunningAsync(), empty);
        }

        var file = Path.Combine(TestFolder.Path, $"t{Interlocked.Increment(ref files)}.db");
        if (!empty)
        {
            File.Copy(await SqliteTemplate.Value, file);
        }

        return new FreshDatabase(Sqlite(file), null);
    }

    private static async Task<FreshDatabase> OnAsync(PostgresServer server, bool empty)
    {
        var spool = Path.Combine(TestFolder.Path, $"t{Interlocked.Increment(ref files)}.spool");
        return new FreshDatabase(new StorageSettings { Provider = Provider.Postgres, ConnectionString = await server.CloneAsync(empty), Spool = spool }, server);
    }

    private static async Task<string> MakeSqliteTemplateAsync()
    {
        var file = Path.Combine(TestFolder.Path, "template.db");
        using var database = new Database(Sqlite(file));
        await new Migrator(database).RunAsync(CancellationToken.None);
        await using var connection = new SqliteConnection(database.ConnectionString);
        // The last connection to close folds the write-ahead log into the file: only then is the file the whole database.
        SqliteConnection.ClearPool(connection);
        return file;
    }

    private static StorageSettings Sqlite(string file) => new() { Provider = Provider.Sqlite, ConnectionString = $"Data Source={file}", Spool = file + ".spool" };
}
