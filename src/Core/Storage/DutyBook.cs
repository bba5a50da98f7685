using System.Text.Json;
using Luzhi.Core.Duties;
using Luzhi.Core.Office;
using Luzhi.Core.Settings;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>The duty ledger: what is owed, by whom, and how it stands.</summary>
public sealed class DutyBook(Database database, Words words, TimeProvider clock)
{
    private static readonly string[] OtherWays = ["phone", "paper", "console"];

    /// <summary>What was said to a planned duty by phone, on paper or at the desk; empty: seen and done.</summary>
    /// <exception cref="FaultsException">There is no such line, or it is nobody's any more.</exception>
    public Task EnterAsync(long assignmentId, string via, string? said, string by, CancellationToken ct) => database.WriteAsync(async (db, token) =>
    {
        var line = await db.Assignments.SingleOrDefaultAsync(a => a.Id == assignmentId && a.State != AssignmentState.Excused && db.Occurrences.Any(o => o.Id == a.OccurrenceId && o.DutyVersionId != null && !o.Withdrawn), token);
        FaultsException.ThrowIfAny(
        [
            .. OtherWays.Contains(via) ? [] : new[] { new Fault("via", words["meeting.fault.via"]) },
            .. line is null ? [new Fault("who", words["console.calls.gone"])] : Array.Empty<Fault>(),
        ]);
        (line!.State, line.AnsweredAt, line.Via) = (AssignmentState.Answered, clock.GetUtcNow(), via);
        line.Answer = string.IsNullOrWhiteSpace(said) ? words["notice.read_word"] : said.Trim();
        db.Add(new AuditLine { At = clock.GetUtcNow(), Actor = by, Action = "duty.answer", Subject = $"person:{line.PersonId}" });
        await db.SaveChangesAsync(token);
    }, ct);

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
