using Luzhi.Core.Directory;
using Luzhi.Core.Office;
using Luzhi.Core.Settings;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>Is everybody covered (A1–A3), by name; and the links that mend it.</summary>
public sealed class CoverageBook(Database database, TimeProvider clock, TimeZoneInfo zone, Words words)
{
    private DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);

    public async Task<Coverage> LookAsync(CancellationToken ct)
    {
        var today = Today;
        await using var db = database.Open();
        var members = await db.People.OnRoster().Where(p => db.Roles.Any(r => r.PersonId == p.Id && r.Name == AudienceWords.MemberRole
                && (r.FromDate == null || r.FromDate <= today) && (r.ToDate == null || r.ToDate >= today)))
            .OrderBy(p => p.Id).Select(p => new { p.Id, p.Name, p.Party }).ToListAsync(ct);
        var units = await db.Units.AsNoTracking().ToDictionaryAsync(u => u.Id, ct);
        var open = units.Values.Where(u => (u.OpensOn is null || u.OpensOn <= today) && (u.ClosesOn is null || u.ClosesOn >= today)).Select(u => u.Id).ToHashSet();
        var memberships = (await db.Memberships.Where(m => (m.FromDate == null || m.FromDate <= today) && (m.ToDate == null || m.ToDate >= today))
            .OrderBy(m => m.Id).Select(m => new { m.PersonId, m.UnitId }).ToListAsync(ct)).Where(m => open.Contains(m.UnitId)).ToLookup(m => m.PersonId, m => m.UnitId);
        return Coverage.Of(
            [.. members.Select(m => new CoveredPerson(m.Id, m.Name, IsInside(m.Party), [.. memberships[m.Id].Distinct()]))],
            units, await ContactsAsync(db, today, ct));
    }

    /// <summary>Whichever way round a link was put down, the end inside the Party is the contact. Who left the roster is nobody's contact.</summary>
    private static async Task<IReadOnlyList<(long Inside, long Outside)>> ContactsAsync(LuzhiDb db, DateOnly today, CancellationToken ct)
    {
        var pairs = await (
            from link in db.Links
            where link.Kind == Link.PartyContact && link.FromKind == Link.Person && link.ToKind == Link.Person
                && (link.FromDate == null || link.FromDate <= today) && (link.ToDate == null || link.ToDate >= today)
            join one in db.People on link.FromId equals one.Id
            join other in db.People on link.ToId equals other.Id
            where one.RemovedAt == null && other.RemovedAt == null
            select new { One = one.Id, OneParty = one.Party, Other = other.Id, OtherParty = other.Party }).Distinct().ToListAsync(ct);
        return [.. pairs.Where(p => IsInside(p.OneParty) != IsInside(p.OtherParty)).Select(p => IsInside(p.OneParty) ? (p.One, p.Other) : (p.Other, p.One)).Distinct()];
    }

    private static bool IsInside(string? party) => party is not null && Parties.Inside.Contains(party);

    /// <summary>Joins a member inside the Party and one outside it from today; already joined, nothing changes.</summary>
    /// <exception cref="FaultsException">They are not one inside and one outside the Party, both on the roster.</exception>
    public Task LinkAsync(long insideId, long outsideId, string by, CancellationToken ct) => database.WriteAsync(async (db, token) =>
    {
        var today = Today;
        await BodyBook.QueueAsync(db, token);
        var people = await db.People.AsNoTracking().OnRoster().Where(p => p.Id == insideId || p.Id == outsideId).ToListAsync(token);
        var inside = people.Find(p => p.Id == insideId && IsInside(p.Party));
        var outside = people.Find(p => p.Id == outsideId && !IsInside(p.Party));
        if (inside is null || outside is null)
        {
            throw new FaultsException("contact", words.Say("coverage.not_a_pair"));
        }

        if (await db.Links.AnyAsync(l => l.Kind == Link.PartyContact && l.FromKind == Link.Person && l.ToKind == Link.Person
            && l.FromId == insideId && l.ToId == outsideId && (l.ToDate == null || l.ToDate >= today), token))
        {
            return;
        }

        db.Add(new Link
        {
            BodyId = inside.BodyId,
            Kind = Link.PartyContact,
            FromKind = Link.Person,
            FromId = insideId,
            ToKind = Link.Person,
            ToId = outsideId,
            FromDate = today,
        });
        Note(db, by, "link.add", $"person:{outsideId}", $"contact {insideId}");
        await db.SaveChangesAsync(token);
    }, ct);

    /// <returns>Whether there was such a link.</returns>
    public Task<bool> UnlinkAsync(long linkId, string by, CancellationToken ct) => database.WriteAsync(async (db, token) =>
    {
        var last = (DateOnly?)Today.AddDays(-1);
        var ended = await db.Links.Where(l => l.Id == linkId && (l.ToDate == null || l.ToDate > last)).ExecuteUpdateAsync(l => l.SetProperty(x => x.ToDate, last), token) > 0;
        if (ended)
        {
            Note(db, by, "link.end", $"link:{linkId}", null);
            await db.SaveChangesAsync(token);
        }

        return ended;
    }, ct);

    private void Note(LuzhiDb db, string by, string action, string subject, string? detail) =>
        db.Add(new AuditLine { At = clock.GetUtcNow(), Actor = by, Action = action, Subject = subject, Detail = detail });
}
