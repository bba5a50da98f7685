using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>One unit as its secretary stands to it.</summary>
public sealed class UnitBook(Database database, TimeProvider clock, TimeZoneInfo zone)
{
    /// <summary>Whether the person is in the unit today.</summary>
    public async Task<bool> HoldsAsync(long unitId, long personId, CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
        await using var db = database.Open();
        return await UnitPeople.Of(db, unitId, today).ContainsAsync(personId, ct);
    }
}
