using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Npgsql;

namespace Luzhi.Testing;

/// <summary>
/// One PostgreSQL for the whole test process, made by the run itself: it needs the program, not a configured installation. It listens on a socket
/// in its own folder and on no port, so that no two runs meet. Every test gets its own database, cloned from one that was migrated once.
/// </summary>
internal sealed class PostgresServer
{
    private const string Template = "luzhi_template";

    private static readonly Lazy<Task<PostgresServer>> Started = new(StartAsync);

    private readonly string folder;
    private int databases;

    private PostgresServer(string folder) => this.folder = folder;

    public static Task<PostgresServer> RunningAsync()
    {
        if (Program("postgres") is null || Program("initdb") is null)
        {
            Missing.Skip("PostgreSQL");
        }

        return Started.Value;
    }

    public async Task<string> CloneAsync(bool empty)
    {
        var name = $"t{Interlocked.Increment(ref databases)}";
        await ExecuteAsync(empty ? $"CREATE DATABASE {name}" : $"CREATE DATABASE {name} TEMPLATE {Template}");
        return ConnectionString(name, pooling: true);
    }

    public async Task DropAsync(string connectionString)
    {
        await using (var connection = new NpgsqlConnection(connectionString))
        {
            NpgsqlConnection.ClearPool(connection);
        }

        await ExecuteAsync($"DROP DATABASE {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)");
    }

    private static async Task<PostgresServer> StartAsync()
    {
        var folder = await ServerProcess.MakeFolderAsync("postgres");
        var data = Path.Combine(folder, "data");
        await ServerProcess.RunAsServantAsync(
            Program("initdb")!, "-D", data, "-U", "luzhi", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions");
        await ServerProcess.StartAsync(folder, "ready to accept connections", [Program("postgres")!, "-D", data, "-k", folder, .. Settings]);
        var server = new PostgresServer(folder);
        await server.MakeTemplateAsync();
        return server;
    }

    // The disk may forget when the machine stops (fsync=off): a test outlives no machine. What a commit means to a client stays as in production.
    private static readonly string[] Settings = ["-c", "listen_addresses=", "-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=on",
        "-c", "max_connections=300", "-c", "shared_buffers=64MB", "-c", "wal_level=minimal", "-c", "max_wal_senders=0", "-c", "timezone=UTC"];

    private async Task MakeTemplateAsync()
    {
        await ExecuteAsync($"CREATE DATABASE {Template}");
        using var database = new Database(new StorageSettings { Provider = Provider.Postgres, ConnectionString = ConnectionString(Template, pooling: false) });
        await new Migrator(database).RunAsync(CancellationToken.None);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres", pooling: true));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private string ConnectionString(string database, bool pooling) =>
        new NpgsqlConnectionStringBuilder { Host = folder, Username = "luzhi", Database = database, Pooling = pooling, MaxPoolSize = 20, IncludeErrorDetail = true }.ConnectionString;

    private static string? Program(string name) => Missing.Find(name, Directory.Exists("/usr/lib/postgresql")
        ? [.. Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(version => Path.Combine(version, "bin"))]
        : []);
}
