using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Luzhi.Testing;

/// <summary>
/// A server that lives exactly as long as this test process. Between the two stands a shell that holds the reading end of a pipe of ours:
/// when we end, killed or not, the pipe closes and the shell stops the server.
/// </summary>
internal sealed class ServerProcess
{
    private const string Guard = """
        name=$1; shift
        trap : HUP INT TERM
        "$@" 2>&1 &
        server=$!
        echo $server > "$name.pid"
        exec > /dev/null 2>&1
        cat
        kill -INT $server
        wait $server
        rm -rf "$name" "$name.pid"
        rmdir "$(dirname "$name")"
        """;

    private readonly Process guard;
    private readonly ConcurrentQueue<string> said = new();
    private readonly TaskCompletionSource<bool> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(Process guard) => this.guard = guard;

    /// <summary>Starts it and waits until it says <paramref name="readyWords"/>.</summary>
    /// <param name="folder">Its own folder, made by <see cref="MakeFolderAsync"/>.</param>
    public static async Task<ServerProcess> StartAsync(string folder, string readyWords, params IEnumerable<string> command)
    {
        string[] all = ["setsid", "sh", "-c", Guard, "guard", folder, .. AsServant(command)];
        var server = new ServerProcess(new Process { StartInfo = Quiet(all) });
        server.guard.OutputDataReceived += (_, line) => server.Hear(line.Data, readyWords);
        server.guard.Start();
        server.guard.BeginOutputReadLine();
        return await server.ready.Task ? server : throw new InvalidOperationException($"{folder} did not start: {string.Join('\n', server.said)}");
    }

    /// <summary>A folder that belongs to whom the server runs as.</summary>
    public static async Task<string> MakeFolderAsync(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(TestFolder.Path, name)).FullName;
        if (Servant is { } servant)
        {
            await RunAsync("chown", servant, folder);
        }

        return folder;
    }

    public static Task RunAsServantAsync(params IEnumerable<string> command) => RunAsync([.. AsServant(command)]);

    /// <summary>Free a moment ago: who binds it must be ready to find it taken.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>PostgreSQL refuses to run as root. "uid:gid" of whom it runs as instead; null when we are nobody special ourselves.</summary>
    private static string? Servant { get; } = !Environment.IsPrivilegedProcess || OperatingSystem.IsWindows() ? null : UserOf("postgres") ?? UserOf("nobody");

    private static string? UserOf(string name) =>
        File.ReadLines("/etc/passwd").Select(line => line.Split(':')).Where(fields => fields[0] == name).Select(fields => $"{fields[2]}:{fields[3]}").FirstOrDefault();

    private static IEnumerable<string> AsServant(IEnumerable<string> command) =>
        Servant?.Split(':') is [var user, var group] ? ["setpriv", "--reuid", user, "--regid", group, "--clear-groups", .. command] : command;

    private static async Task RunAsync(params string[] command)
    {
        using var process = Process.Start(Quiet(command))!;
        var said = process.StandardError.ReadToEndAsync();
        var told = process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{command[0]} failed: {await told}{await said}");
        }
    }

    private static ProcessStartInfo Quiet(string[] command) => new(command[0], command[1..])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        WorkingDirectory = "/",
    };

    private void Hear(string? line, string readyWords)
    {
        if (line is null)
        {
            ready.TrySetResult(false);
            return;
        }

        if (said.Count < 200)
        {
            said.Enqueue(line);
        }

        if (line.Contains(readyWords, StringComparison.Ordinal))
        {
            ready.TrySetResult(true);
        }
    }
}
