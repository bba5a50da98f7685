using System.Diagnostics;
using System.Globalization;

namespace Luzhi.Bench.Ground;

/// <summary>
/// A process of the bench, on a core of its own where it is told so. Between the two stands a shell that reads from us: when we end, killed or
/// not, it ends the child.
/// </summary>
internal sealed class Child : IAsyncDisposable
{
    private const string Guard = """
        log=$1; shift
        "$@" > "$log" 2>&1 < /dev/null &
        echo $!
        cat > /dev/null
        kill -KILL $!
        """;

    /// <summary>What belongs to whoever started the bench and would change what is measured.</summary>
    private static readonly string[] NotHanded = ["DOTNET_TieredPGO", "DOTNET_gcServer", "DOTNET_ReadyToRun"];

    private readonly Process shell;
    private readonly string log;

    private Child(Process shell, int pid, string log) => (this.shell, Pid, this.log) = (shell, pid, log);

    public static bool CanPin { get; } = OperatingSystem.IsLinux() && Environment.ProcessorCount > 1 && Testing.Missing.Find("taskset") is not null;

    public int Pid { get; }

    public bool Alive => Directory.Exists($"/proc/{Pid}") && !File.ReadAllText($"/proc/{Pid}/stat").Contains(") Z ", StringComparison.Ordinal);

    /// <summary>What it wrote, for when something went wrong.</summary>
    public string Said => File.Exists(log) ? File.ReadAllText(log) : "";

    /// <summary>The most memory it ever held, in MB; 0 when it is gone.</summary>
    public double PeakMemory
    {
        get
        {
            var file = $"/proc/{Pid}/status";
            var line = File.Exists(file) ? File.ReadLines(file).FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal)) : null;
            return line is null ? 0 : double.Parse(line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
        }
    }

    public static async Task<Child> StartAsync(string log, int? core, IReadOnlyDictionary<string, string> environment, params IEnumerable<string> command)
    {
        var start = Info(["sh", "-c", Guard, "guard", log, .. Pinned(core, command)], environment);
        start.RedirectStandardInput = true;
        var shell = Process.Start(start)!;
        return new Child(shell, int.Parse((await shell.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture), log);
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int ExitCode, string Out)> RunAsync(int? core, IReadOnlyDictionary<string, string> environment, CancellationToken ct, params IEnumerable<string> command)
    {
        using var process = Process.Start(Info([.. Pinned(core, command)], environment))!;
        using var end = ct.Register(() => process.Kill(entireProcessTree: true));
        var said = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return (process.ExitCode, said);
    }

    public async ValueTask DisposeAsync()
    {
        shell.StandardInput.Close();
        await shell.WaitForExitAsync();
        shell.Dispose();
    }

    private static IEnumerable<string> Pinned(int? core, IEnumerable<string> command) => core is { } number && CanPin ? ["taskset", "-c", $"{number}", .. command] : command;

    private static ProcessStartInfo Info(string[] command, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, WorkingDirectory = "/" };
        foreach (var name in NotHanded)
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }
}
