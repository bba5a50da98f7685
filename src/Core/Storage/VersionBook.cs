using Luzhi.Core.Settings.Shelves;
using Luzhi.Core.Settings.Yaml;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>Every version of every form and duty that was ever in force, so that what was begun by one goes on by it after an edit and a restart.</summary>
public sealed class VersionBook(Database database, TimeProvider clock)
{
    /// <summary>Kept before it is in force: nothing can hang on a version that nobody has. The same again is the same.</summary>
    public Task KeepAsync<T>(string shelf, IEnumerable<T> inForce, CancellationToken ct) where T : class, IShelved =>
        database.WriteAsync(async (db, token) =>
        {
            foreach (var one in inForce)
            {
                await db.RunAsync(Keep, new { shelf, one.Id, one.Version, one.Written, now = clock.GetUtcNow() }, token);
            }
        }, ct);

    public async Task<IReadOnlyList<KeptVersion>> OfAsync(string shelf, CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.KeptVersions.AsNoTracking().Where(v => v.Shelf == shelf).OrderBy(v => v.Since).ToListAsync(ct);
    }

    /// <summary>At the start: what is in force is kept, and what was is known again. A version that this program can no longer read is done without.</summary>
    public async Task RecallAsync<T>(ShelfFolder<T> folder, Shelf<T> shelf, CancellationToken ct) where T : class, IShelved
    {
        await KeepAsync(folder.Name, shelf.All, ct);
        var earlier = await OfAsync(folder.Name, ct);
        shelf.Remember(earlier.Where(v => shelf.Find(v.Id)?.Version != v.Version).Select(v => folder.Again(v.Written, new List<SettingFault>())).OfType<T>());
    }

    private const string Keep = """
        INSERT INTO kept_version (shelf, id, version, written, since) VALUES (@shelf, @Id, @Version, @Written, @now)
        ON CONFLICT (shelf, id, version) DO NOTHING
        """;
}
