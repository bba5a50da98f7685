using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>
/// The installation's own keys: each made once, the same for every node. Not asynchronous: they are read while the house is put together, so that
/// nothing asks for one in the middle of a transaction, or while the database is away.
/// </summary>
public sealed class HouseKey(Database database, Chance chance)
{
    /// <summary>Seals the links of members' pages.</summary>
    public const string Page = "page-key";

    /// <summary>Seals what is spooled on a node's disk: whoever finds the disk without the database reads nothing.</summary>
    public const string Spool = "spool-key";

    /// <returns>256 bits.</returns>
    public byte[] Read(string name)
    {
        using var db = database.Open();
        if (Find(db, name) is { } known)
        {
            return known;
        }

        // Of two nodes that start together one key stays.
        db.Database.ExecuteSql($"INSERT INTO setting (key, value) VALUES ({name}, {chance.Hex(32)}) ON CONFLICT (key) DO NOTHING");
        return Find(db, name)!;
    }

    private static byte[]? Find(LuzhiDb db, string name) =>
        db.Settings.Where(s => s.Key == name).Select(s => s.Value).SingleOrDefault() is { } hex ? Convert.FromHexString(hex) : null;
}
