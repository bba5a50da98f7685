using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Npgsql;

namespace Luzhi.Testing;

/// <summary>
/// One PostgreSQL for the whole test process, made by the run itself: it needs the program, not a configured installation. It listens on a socket
/// in its own folder and on no port, so that no two runs meet. Every test gets its own database, cloned from one that was migrated once.
/// </summary>
public sealed class PostgresServer
{
    private const string Template = "luzhi_template";

    private static readonly Lazy<Task<PostgresServer>> Started = new(StartAsync);

    private static int servers;

    private readonly string folder;
    /// <summary>Held on to: once nobody holds one it lets go of its pipe, and its guard removes the folder.</summary>
    private readonly List<ServerProcess> lives = [];
    private int databases;
    private bool stopped;

    private PostgresServer(string folder) => this.folder = folder;

    internal static Task<PostgresServer> RunningAsync()
    {
        SkipWithout();
        return Started.Value;
    }

    /// <summary>A server of one test's own, which may be stopped without the others noticing.</summary>
    public static Task<PostgresServer> OwnAsync()
    {
        SkipWithout();
        return StartAsync();
    }

    /// <summary>As an operator restarts it: whoever is connected is thrown out, nobody gets in.</summary>
    public async Task StopAsync()
    {
        await ServerProcess.RunAsServantAsync(Program("pg_ctl")!, "stop", "-D", Path.Combine(folder, "data"), "-m", "fast", "-w");
        stopped = true;
        NpgsqlConnection.ClearAllPools(); // this process's own end of what was thrown out; other servers' are opened anew
    }

    public async Task ResumeAsync()
    {
        lives.Add(await RunAsync(folder));
        stopped = false;
    }

    internal async Task<string> CloneAsync(bool empty)
    {
        var name = $"t{Interlocked.Increment(ref databases)}";
        await ExecuteAsync(empty ? $"CREATE DATABASE {name}" : $"CREATE DATABASE {name} TEMPLATE {Template}");
        return ConnectionString(name, pooling: true);
    }

    internal async Task DropAsync(string connectionString)
    {
        if (stopped)
        {
            return; // a test failed in the middle; the folder goes with the process
        }

        await using (var connection = new NpgsqlConnection(connectionString))
        {
            NpgsqlConnection.ClearPool(connection);
        }

        await ExecuteAsync($"DROP DATABASE {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)");
    }

    private static async Task<PostgresServer> StartAsync()
    {
        var folder = await ServerProcess.MakeFolderAsync($"postgres{Interlocked.Increment(ref servers)}");
        var data = Path.Combine(folder, "data");
        await ServerProcess.RunAsServantAsync(
            Program("initdb")!, "-D", data, "-U", "luzhi", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions");
        var life = await RunAsync(folder);
        var server = new PostgresServer(folder);
        server.lives.Add(life);
        await server.MakeTemplateAsync();
        return server;
    }

    private static Task<ServerProcess> RunAsync(string folder) =>
        ServerProcess.StartAsync(folder, "ready to accept connections", [Program("postgres")!, "-D", Path.Combine(folder, "data"), "-k", folder, .. Settings]);

    private static void SkipWithout()
    {
        if (Program("postgres") is null || Program("initdb") is null)
        {
            Missing.Skip("PostgreSQL");
        }
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
