using System.Runtime.InteropServices;
using Luzhi.Bench.Ground;

namespace Luzhi.Bench;

/// <summary>What a figure is worth nothing without.</summary>
internal static class Machine
{
    public static IEnumerable<string> Lines(Site site) =>
    [
        $"machine    {Processor()}, {Environment.ProcessorCount} cores, {Memory()} GB, load {Load()}; {RuntimeInformation.OSDescription}; {Disk(site.Folder)}",
        $"versions   .NET {Environment.Version}, {(Release ? "Release" : "Debug: not to be quoted")}; {site.Postgres.Version}; SQLite {site.SqliteVersion}",
        "durability PostgreSQL synchronous_commit=on, fsync=on, full_page_writes=on; SQLite journal_mode=WAL, synchronous=FULL",
        $"rounds     {site.Options.Rounds} interleaved, median; {(site.Options.Quick ? "quick size: not to be quoted" : "full size")}; {(Child.CanPin ? "server on core 0, generator on core 1, database unpinned" : "NOT PINNED: no taskset")}",
    ];

#if DEBUG
    private const bool Release = false;
#else
    private const bool Release = true;
#endif

    private static string Processor() => Line("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString();

    private static long Memory() => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30;

    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    private static string Disk(string folder) => new DriveInfo(folder).DriveFormat;

    private static string? Line(string file, string name) => File.Exists(file)
        ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
        : null;
}
