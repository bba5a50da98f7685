using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>The duty ledger: what is owed, by whom, and how it stands.</summary>
public sealed class DutyBook
{
    /// <summary>One line in the ledger for each person, set-wise and inside the caller's transaction. Assigning twice assigns once.</summary>
    internal static Task<int> AssignAsync(LuzhiDb db, long occurrenceId, IReadOnlyList<long> personIds, CancellationToken ct) =>
        db.Database.ExecuteSqlRawAsync(
            db.Database.IsSqlite() ? AssignSqlite : AssignPostgres, [occurrenceId, db.Database.IsSqlite() ? JsonSerializer.Serialize(personIds) : personIds.ToArray()], ct);

    private const string AssignSqlite = """
        INSERT INTO assignment (occurrence_id, person_id, state)
        SELECT {0}, value, 'due' FROM json_each({1}) WHERE true ORDER BY key
        ON CONFLICT DO NOTHING
        """;

    private const string AssignPostgres = """
        INSERT INTO assignment (occurrence_id, person_id, state)
        SELECT {0}, id, 'due' FROM unnest({1}) WITH ORDINALITY AS ids(id, place) ORDER BY place
        ON CONFLICT DO NOTHING
        """;
}
