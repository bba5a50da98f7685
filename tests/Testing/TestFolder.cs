using System.Diagnostics;
using System.Globalization;

namespace Luzhi.Testing;

/// <summary>
/// The folder of this test process, gone when it ends. A lock on its file "alive" says that the process lives; folders of processes
/// that were killed are swept by the next one, with any server still running in them.
/// </summary>
public static class TestFolder
{
    private const string Prefix = "luzhi-test-";

    private static readonly Lazy<string> Made = new(Make);

    /// <summary>Held open until the process ends.</summary>
    private static FileStream? alive;

    public static string Path => Made.Value;

    private static string Make()
    {
        var folder = Directory.CreateTempSubdirectory(Prefix);
        if (!OperatingSystem.IsWindows())
        {
            // A server that runs as another user must reach its own folder inside.
            folder.UnixFileMode |= UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        }

        alive = Lock(folder.FullName) ?? throw new IOException($"{folder.FullName} is locked by another.");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Remove(folder.FullName);
        SweepBefore(File.GetLastWriteTimeUtc(alive.Name).AddMinutes(-1));
        return folder.FullName;
    }

    /// <summary>Younger folders may be between their making and their locking.</summary>
    private static void SweepBefore(DateTime instant)
    {
        foreach (var folder in Directory.GetDirectories(System.IO.Path.GetTempPath(), Prefix + "*"))
        {
            if (Directory.GetLastWriteTimeUtc(folder) > instant)
            {
                continue;
            }

            using var dead = Lock(folder);
            if (dead is not null)
            {
                StopServers(folder);
                Remove(folder);
            }
        }
    }

    /// <summary>Only a process whose command line names this very folder is ours; the number alone may have been given to another.</summary>
    private static void StopServers(string folder)
    {
        foreach (var file in Directory.GetFiles(folder, "*.pid"))
        {
            if (int.TryParse(File.ReadAllText(file), CultureInfo.InvariantCulture, out var pid)
                && File.Exists($"/proc/{pid}/cmdline")
                && File.ReadAllText($"/proc/{pid}/cmdline").Contains(folder, StringComparison.Ordinal))
            {
                Process.GetProcessById(pid).Kill(entireProcessTree: true);
            }
        }
    }

    private static FileStream? Lock(string folder)
    {
        try
        {
            return new FileStream(System.IO.Path.Combine(folder, "alive"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception busy) when (busy is IOException or UnauthorizedAccessException)
        {
            // A server is just stopping in it; the next test process sweeps what is left.
        }
    }
}
