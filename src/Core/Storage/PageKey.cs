using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>
/// The key under which links are sealed: made once, the same for every node. Not asynchronous: it is read while the house is put together, so that
/// nothing asks for it in the middle of a transaction.
/// </summary>
public sealed class PageKey(Database database, Chance chance)
{
    private const string Name = "page-key";

    public byte[] Read()
    {
        using var db = database.Open();
        if (Find(db) is { } known)
        {
            return known;
        }

        // Of two nodes that start together one key stays.
        db.Database.ExecuteSql($"INSERT INTO setting (key, value) VALUES ({Name}, {chance.Hex(32)}) ON CONFLICT (key) DO NOTHING");
        return Find(db)!;
    }

    private static byte[]? Find(LuzhiDb db) =>
        db.Settings.Where(s => s.Key == Name).Select(s => s.Value).SingleOrDefault() is { } hex ? Convert.FromHexString(hex) : null;
}
