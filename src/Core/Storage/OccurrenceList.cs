using Luzhi.Core.Duties;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>One occurrence with how its lines in the ledger stand.</summary>
public sealed record OccurrenceLine(Occurrence Occurrence, IReadOnlyDictionary<AssignmentState, int> Counts);

/// <summary>The duty ledger read by duty.</summary>
public sealed class OccurrenceList(Database database)
{
    /// <summary>Newest first: a page goes on below <paramref name="before"/>.</summary>
    public async Task<Page<OccurrenceLine>> ListAsync(string duty, long? before, int most, CancellationToken ct)
    {
        await using var db = database.Open();
        var rows = await db.Occurrences.AsNoTracking().Where(o => o.DutyKey == duty && (before == null || o.Id < before))
            .OrderByDescending(o => o.Id).Take(most + 1).ToListAsync(ct);
        var page = rows.ToPage(most, o => o.Id);
        var ids = page.Items.Select(o => o.Id).ToList();
        var counts = (await db.Assignments.Where(a => ids.Contains(a.OccurrenceId)).GroupBy(a => new { a.OccurrenceId, a.State })
            .Select(g => new { g.Key.OccurrenceId, g.Key.State, Count = g.Count() }).ToListAsync(ct)).ToLookup(c => c.OccurrenceId);
        return new([.. page.Items.Select(o => new OccurrenceLine(o, counts[o.Id].ToDictionary(c => c.State, c => c.Count)))], page.Next);
    }
}
