using Luzhi.Core.Messages;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>One attempt at one person as the office reads it: what was sent, how, and what came of it.</summary>
public sealed record DeliveryLine(
    long Id, long? PersonId, string? Name, string? Title, string? Kind, string Route, string Outcome, string? Why, DateTimeOffset At, bool Repeat, string? Receipt, string? Channel);

/// <summary>One message still on its way: ready, claimed by a worker, or held until the person writes.</summary>
public sealed record WaitingLine(long Id, long? PersonId, string? Name, string? Title, string State, DateTimeOffset NotBefore, int Attempts, string? LastWhy);

/// <summary>The proof of notice, and what has not left yet.</summary>
public sealed class DeliveryBook(Database database, TimeProvider clock, TimeZoneInfo zone)
{
    private DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);

    /// <param name="outcome">Only this outcome; null for all.</param>
    /// <param name="unitId">Only members of this unit, for its secretary.</param>
    public async Task<Page<DeliveryLine>> ListAsync(string? outcome, long? personId, long? unitId, long? before, int most, CancellationToken ct)
    {
        var today = Today;
        await using var db = database.Open();
        var rows = await (
            from delivery in db.Deliveries.AsNoTracking()
            where (before == null || delivery.Id < before) && (outcome == null || delivery.Outcome == outcome) && (personId == null || delivery.PersonId == personId)
            where unitId == null || UnitPeople.Of(db, unitId.Value, today).Contains(delivery.PersonId!.Value)
            join person in db.People on delivery.PersonId equals person.Id into people
            from person in people.DefaultIfEmpty()
            join notice in db.Notices on delivery.NoticeId equals notice.Id into notices
            from notice in notices.DefaultIfEmpty()
            join occurrence in db.Occurrences on notice.OccurrenceId equals occurrence.Id into occurrences
            from occurrence in occurrences.DefaultIfEmpty()
            join contact in db.Contacts on delivery.ContactId equals contact.Id into contacts
            from contact in contacts.DefaultIfEmpty()
            orderby delivery.Id descending
            select new DeliveryLine(
                delivery.Id, delivery.PersonId, person.Name, occurrence.Title, notice.Kind, delivery.Route, delivery.Outcome, delivery.Why, delivery.At, delivery.Repeat, delivery.Receipt, contact.Channel))
            .Take(most + 1).ToListAsync(ct);
        return rows.ToPage(most, line => line.Id);
    }

    public async Task<Page<WaitingLine>> WaitingAsync(long? unitId, long after, int most, CancellationToken ct)
    {
        var today = Today;
        await using var db = database.Open();
        var rows = await (
            from row in db.Outbox.AsNoTracking()
            where row.Id > after
            where unitId == null || UnitPeople.Of(db, unitId.Value, today).Contains(row.PersonId!.Value)
            join person in db.People on row.PersonId equals person.Id into people
            from person in people.DefaultIfEmpty()
            join notice in db.Notices on row.NoticeId equals notice.Id into notices
            from notice in notices.DefaultIfEmpty()
            join occurrence in db.Occurrences on notice.OccurrenceId equals occurrence.Id into occurrences
            from occurrence in occurrences.DefaultIfEmpty()
            orderby row.Id
            select new WaitingLine(row.Id, row.PersonId, person.Name, occurrence.Title, row.State, row.NotBefore, row.Attempts, row.LastWhy))
            .Take(most + 1).ToListAsync(ct);
        return rows.ToPage(most, line => line.Id);
    }

    /// <summary>How many messages came to each outcome since yesterday's same hour.</summary>
    public async Task<IReadOnlyDictionary<string, int>> LastDayAsync(long? unitId, CancellationToken ct)
    {
        var (since, today) = (clock.GetUtcNow().AddDays(-1), Today);
        await using var db = database.Open();
        return await db.Deliveries.AsNoTracking()
            .Where(d => d.At >= since && (unitId == null || UnitPeople.Of(db, unitId.Value, today).Contains(d.PersonId!.Value))).GroupBy(d => d.Outcome)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
    }

    /// <summary>Notices that fell due while we were down and were too old to send: the office decides.</summary>
    public async Task<IReadOnlyList<(string Title, DateTimeOffset DueAt)>> MissedAsync(CancellationToken ct)
    {
        var since = clock.GetUtcNow().AddDays(-14);
        await using var db = database.Open();
        var rows = await (
            from notice in db.Notices.AsNoTracking()
            where notice.State == "missed" && notice.DueAt >= since
            join occurrence in db.Occurrences on notice.OccurrenceId equals occurrence.Id
            orderby notice.DueAt descending
            select new { occurrence.Title, notice.DueAt }).Take(50).ToListAsync(ct);
        return [.. rows.Select(r => (r.Title, r.DueAt))];
    }
}
