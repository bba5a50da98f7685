using Luzhi.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Journeys.Rehearsal;

/// <summary>Puts into a ledger what no room of the house would write.</summary>
internal static class Planting
{
    public static async Task RunAsync(Database database, string defect)
    {
        await using var db = database.Open();
        await db.Database.ExecuteSqlRawAsync("PRAGMA foreign_keys = OFF");
        var changed = await db.Database.ExecuteSqlRawAsync(defect);
        changed.ShouldNotBe(0, "nothing was planted, so that nothing could be found");
    }

    /// <summary>The same row once more, under a number of its own.</summary>
    public static string Twice(string table, string index, string which) => $"""
        DROP INDEX {index};
        CREATE TEMP TABLE twin AS SELECT * FROM {table} WHERE {which} LIMIT 1;
        UPDATE twin SET id = id + 1000000;
        INSERT INTO {table} SELECT * FROM twin;
        """;
}
