using Luzhi.Core.Meetings;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>What a secretary looks at first in the morning.</summary>
public sealed class TodayBook(Database database, TimeProvider clock, TimeZoneInfo zone)
{
    /// <returns>How many members there are, and how many of them have a bound phone that still follows.</returns>
    public async Task<(int Members, int Bound)> CoverageAsync(long? unitId, CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
        await using var db = database.Open();
        var people = db.People.AsNoTracking().OnRoster().Where(p => unitId == null || UnitPeople.Of(db, unitId.Value, today).Contains(p.Id));
        return (await people.CountAsync(ct), await people.CountAsync(p => db.Contacts.Any(c => c.PersonId == p.Id && c.Followed), ct));
    }

    public async Task<IReadOnlyList<Meeting>> ComingAsync(int most, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = database.Open();
        return await db.Meetings.AsNoTracking().Where(m => m.State == MeetingState.Announced && m.StartsAt >= now)
            .OrderBy(m => m.StartsAt).Take(most).ToListAsync(ct);
    }
}
