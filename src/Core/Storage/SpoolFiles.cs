namespace Luzhi.Core.Storage;

/// <summary>The files of the spool that this process holds. Whoever uses it holds the spool's lock.</summary>
internal sealed class SpoolFiles(string folder, Chance chance, TimeProvider clock)
{
    /// <summary>So that what is long in the ledger does not lie about for what is not.</summary>
    private const long FileAtMost = 4 * 1024 * 1024;

    private readonly List<SpoolFile> files = [];

    /// <summary>How many cannot be read with our key.</summary>
    public int Foreign => files.Count(file => file.Foreign);

    /// <summary>What an earlier process of this machine left when it died, oldest first; a living one's files are locked.</summary>
    public IReadOnlyList<SpoolFile> TakeUp()
    {
        string[] left = System.IO.Directory.Exists(folder) ? System.IO.Directory.GetFiles(folder, "*" + SpoolFile.Ending) : [];
        files.AddRange(left.Order(StringComparer.Ordinal).Select(SpoolFile.Take).OfType<SpoolFile>());
        return files;
    }

    /// <exception cref="IOException">The disk takes nothing.</exception>
    public SpoolFile Writable()
    {
        if (files.Find(file => file is { Open: true, Size: < FileAtMost }) is { } open)
        {
            return open;
        }

        System.IO.Directory.CreateDirectory(folder);
        var made = SpoolFile.Make(Path.Combine(folder, $"{clock.GetUtcNow().UtcTicks:x16}-{chance.Hex(4)}{SpoolFile.Ending}"));
        files.Add(made);
        return made;
    }

    public void DropFinished()
    {
        foreach (var file in files.FindAll(file => file.Finished))
        {
            files.Remove(file);
            file.Delete();
        }
    }

    public void Close() => files.ForEach(file => file.Dispose());
}
