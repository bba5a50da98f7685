using Luzhi.Core.Directory;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>The one body of this installation; a tree of them comes with A9.</summary>
public sealed class BodyBook(Database database)
{
    /// <summary>Makes the body on the first start and afterwards keeps its name as configured.</summary>
    public Task<long> OpenAsync(string name, CancellationToken ct) => database.WriteAsync(async (db, token) =>
    {
        var id = await IdAsync(db, name, token);
        await db.Bodies.Where(b => b.Id == id && b.Name != name).ExecuteUpdateAsync(b => b.SetProperty(x => x.Name, name), token);
        return id;
    }, ct);

    /// <summary>Inside a writing transaction: who writes to the directory waits for whoever was first, so that two imports cannot make one person twice.</summary>
    internal static Task QueueAsync(LuzhiDb db, CancellationToken ct) =>
        db.Database.IsNpgsql() ? db.Database.ExecuteSqlRawAsync(OneAtATime, ct) : Task.CompletedTask;

    internal static async Task<long> IdAsync(LuzhiDb db, string nameIfNew, CancellationToken ct)
    {
        await QueueAsync(db, ct);
        var first = await db.Bodies.OrderBy(b => b.Id).Select(b => (long?)b.Id).FirstOrDefaultAsync(ct);
        if (first is { } id)
        {
            return id;
        }

        var body = db.Bodies.Add(new Body { Name = nameIfNew }).Entity;
        await db.SaveChangesAsync(ct);
        return body.Id;
    }

    private const string OneAtATime = "SELECT pg_advisory_xact_lock(5080, 1)";
}
