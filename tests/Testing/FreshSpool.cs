using Luzhi.Core;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;

namespace Luzhi.Testing;

/// <summary>A spool of one test's own, in a folder that does not exist yet.</summary>
public sealed class FreshSpool : IDisposable
{
    private static int folders;

    private readonly byte[] key = Chance.Seeded(8).Bytes(32);

    public FreshSpool(int megabytes = 1)
    {
        Settings = new StorageSettings { Spool = Path.Combine(TestFolder.Path, $"spool{Interlocked.Increment(ref folders)}"), SpoolAtMost = megabytes };
        Spool = Open(key);
    }

    public StorageSettings Settings { get; }

    public Spool Spool { get; private set; }

    public IReadOnlyList<string> Files => Directory.Exists(Settings.Spool) ? Directory.GetFiles(Settings.Spool) : [];

    /// <summary>The process is gone, and the locks with it.</summary>
    public void Close() => Spool.Dispose();

    /// <summary>What the next process finds.</summary>
    /// <param name="otherKey">That of another installation.</param>
    public Spool Restart(bool otherKey = false)
    {
        Close();
        return Spool = Open(otherKey ? Chance.Seeded(9).Bytes(32) : key);
    }

    public void Dispose() => Spool.Dispose();

    private Spool Open(byte[] with) => new(Settings, with, Chance.Real, new ManualClock());
}
