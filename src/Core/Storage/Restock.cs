using Luzhi.Core.Settings.Shelves;

namespace Luzhi.Core.Storage;

/// <summary>What is to be done once a shelf's files have changed and the new ones are in force: planning anew, for example.</summary>
public delegate Task ShelfChanged<T>(ShelfNews<T> news, CancellationToken ct);

/// <summary>
/// Takes a folder in again while the house runs: what is sound is kept and put in force, what is broken is refused, and the office has it on
/// its list with file and line until it is mended.
/// </summary>
public sealed class Restock<T>(ShelfFolder<T> folder, Shelf<T> shelf, VersionBook versions, IncidentBook incidents, IEnumerable<ShelfChanged<T>> heard) where T : class, IShelved
{
    public string Folder => folder.Folder;

    public async Task<ShelfNews<T>> TakeAsync(CancellationToken ct)
    {
        var read = folder.Read();
        await versions.KeepAsync(folder.Name, read.Sound.Values.Where(s => shelf.Find(s.Id)?.Version != s.Version), ct);

        // Dying here: the versions are kept and nobody uses them. The next start reads the files.
        var news = shelf.Take(read);
        await NoteAsync(news, ct);
        foreach (var hear in news.Changed.Count + news.Gone.Count > 0 ? heard : [])
        {
            await hear(news, ct);
        }

        return news;
    }

    private Task NoteAsync(ShelfNews<T> news, CancellationToken ct) => news.Faults.Count == 0
        ? incidents.CloseAsync(Subject, ct)
        : incidents.OpenAsync(Subject, string.Join('\n', news.Faults), ct);

    private string Subject => $"config/{folder.Name}";
}
