using Luzhi.Core.Directory;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>One unit as its secretary stands to it.</summary>
public sealed class UnitBook(Database database, TimeProvider clock, TimeZoneInfo zone)
{
    public async Task<Unit?> FindAsync(long unitId, CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.Units.AsNoTracking().SingleOrDefaultAsync(u => u.Id == unitId, ct);
    }

    /// <summary>Whether the person is in the unit today.</summary>
    public async Task<bool> HoldsAsync(long unitId, long personId, CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
        await using var db = database.Open();
        return await db.Memberships.AnyAsync(m => m.PersonId == personId && m.UnitId == unitId
            && (m.FromDate == null || m.FromDate <= today) && (m.ToDate == null || m.ToDate >= today), ct);
    }
}
