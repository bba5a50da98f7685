using System.Globalization;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Luzhi.Testing;
using Npgsql;

namespace Luzhi.Bench.Ground;

/// <summary>A PostgreSQL of the bench's own, as durable as in production. Stands on a socket in its own folder.</summary>
internal sealed class BenchPostgres
{
    private readonly string folder;
    private int made;

    private BenchPostgres(string folder) => this.folder = folder;

    public string Version { get; private set; } = "";

    public static async Task<BenchPostgres> StartAsync()
    {
        var (initdb, postgres) = (Program("initdb"), Program("postgres"));
        var folder = await ServerProcess.MakeFolderAsync("bench-postgres");
        var data = Path.Combine(folder, "data");
        await ServerProcess.RunAsServantAsync(initdb, "-D", data, "-U", "luzhi", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-instructions");
        await ServerProcess.StartAsync(folder, "ready to accept connections", [postgres, "-D", data, "-k", folder, .. Settings]);
        var server = new BenchPostgres(folder);
        server.Version = "PostgreSQL " + await server.ScalarAsync("postgres", "SHOW server_version");
        return server;
    }

    /// <summary>A new database, migrated.</summary>
    public async Task<StorageSettings> MakeAsync(CancellationToken ct)
    {
        var name = $"b{Interlocked.Increment(ref made)}";
        await ScalarAsync("postgres", $"CREATE DATABASE {name}");
        var settings = new StorageSettings { Provider = Provider.Postgres, ConnectionString = Connection(name) };
        using var database = new Database(settings);
        await new Migrator(database).RunAsync(ct);
        return settings;
    }

    public async Task DropAsync(StorageSettings settings)
    {
        NpgsqlConnection.ClearAllPools();
        await ScalarAsync("postgres", $"DROP DATABASE {new NpgsqlConnectionStringBuilder(settings.ConnectionString).Database} WITH (FORCE)");
    }

    /// <summary>Every process of it stands still: to a client, a disk or a machine that hangs.</summary>
    public async Task StallAsync(TimeSpan lasts, TimeProvider clock, CancellationToken ct)
    {
        await SignalAsync("-STOP");
        try
        {
            await Task.Delay(lasts, clock, ct);
        }
        finally
        {
            await SignalAsync("-CONT");
        }
    }

    private async Task SignalAsync(string signal) =>
        await Child.RunAsync(null, new Dictionary<string, string>(), CancellationToken.None, ["kill", signal, .. Processes()]);

    private IEnumerable<string> Processes()
    {
        var main = File.ReadLines(Path.Combine(folder, "data", "postmaster.pid")).First();
        return Directory.GetDirectories("/proc").Select(Path.GetFileName).OfType<string>()
            .Where(pid => int.TryParse(pid, CultureInfo.InvariantCulture, out _) && (pid == main || ParentOf(pid) == main));
    }

    private static string? ParentOf(string pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1];
        }
        catch (IOException)
        {
            return null; // it has just ended
        }
    }

    // Everything that says what a commit means is left as PostgreSQL ships it; only room for the work is given.
    private static readonly string[] Settings = ["-c", "listen_addresses=", "-c", "fsync=on", "-c", "full_page_writes=on", "-c", "synchronous_commit=on",
        "-c", "max_connections=300", "-c", "shared_buffers=512MB", "-c", "max_wal_size=4GB", "-c", "maintenance_work_mem=256MB", "-c", "timezone=UTC"];

    private string Connection(string database) =>
        new NpgsqlConnectionStringBuilder { Host = folder, Username = "luzhi", Database = database, CommandTimeout = 600 }.ConnectionString;

    private async Task<string> ScalarAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(Connection(database));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return $"{await command.ExecuteScalarAsync()}";
    }

    private static string Program(string name) => Missing.Find(name, Directory.Exists("/usr/lib/postgresql")
        ? [.. Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(version => Path.Combine(version, "bin"))]
        : []) ?? throw new InvalidOperationException($"{name} is not installed");
}
