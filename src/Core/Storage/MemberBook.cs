using Luzhi.Core.Directory;
using Luzhi.Core.Office;
using Luzhi.Core.Settings;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>One person at a time: puts somebody on the roster, mends what is known of them, takes them off. Lists are <see cref="MemberList"/>'s.</summary>
public sealed class MemberBook(Database database, TimeProvider clock, TimeZoneInfo zone, Words words, OrganizationSettings organization)
{
    private readonly PersonForm form = new(words);

    private DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);

    /// <returns>The new person's id.</returns>
    /// <exception cref="FaultsException">A field cannot be taken, or it is somebody else's.</exception>
    public async Task<long> AddAsync(IReadOnlyDictionary<RosterColumn, string> cells, string by, CancellationToken ct)
    {
        var row = form.Read(cells);
        return await database.WriteAsync(async (db, token) =>
        {
            var added = await PutAsync(db, row, null, token);
            await NoteAsync(db, by, "member.add", added, token);
            return added;
        }, ct);
    }

    /// <summary>What was and is no longer so is closed with a date.</summary>
    /// <returns>Whether the person is on the roster.</returns>
    /// <exception cref="FaultsException">A field cannot be taken, or it is somebody else's.</exception>
    public async Task<bool> EditAsync(long personId, IReadOnlyDictionary<RosterColumn, string> cells, string by, CancellationToken ct)
    {
        var row = form.Read(cells);
        return await database.WriteAsync(async (db, token) =>
        {
            if (!await db.People.AnyAsync(p => p.Id == personId && p.RemovedAt == null, token))
            {
                return false;
            }

            await PutAsync(db, row, personId, token);
            await NoteAsync(db, by, "member.edit", personId, token);
            return true;
        }, ct);
    }

    /// <summary>Off the roster: in no audience, no unit and no role from today, the phone unbound. The record of what they did stays.</summary>
    /// <returns>Whether the person was on the roster.</returns>
    public Task<bool> CloseAsync(long personId, string by, CancellationToken ct) => database.WriteAsync(async (db, token) =>
    {
        var (now, last) = (clock.GetUtcNow(), (DateOnly?)Today.AddDays(-1));
        await BodyBook.QueueAsync(db, token);
        if (await db.People.Where(p => p.Id == personId && p.RemovedAt == null).ExecuteUpdateAsync(p => p.SetProperty(x => x.RemovedAt, now), token) == 0)
        {
            return false;
        }

        await db.Memberships.Where(m => m.PersonId == personId && (m.ToDate == null || m.ToDate > last)).ExecuteUpdateAsync(m => m.SetProperty(x => x.ToDate, last), token);
        await db.Roles.Where(r => r.PersonId == personId && (r.ToDate == null || r.ToDate > last)).ExecuteUpdateAsync(r => r.SetProperty(x => x.ToDate, last), token);
        await db.Links.Where(l => (l.ToDate == null || l.ToDate > last)
                && ((l.FromKind == Link.Person && l.FromId == personId) || (l.ToKind == Link.Person && l.ToId == personId)))
            .ExecuteUpdateAsync(l => l.SetProperty(x => x.ToDate, last), token);
        await BindingBook.UnbindAsync(db, personId, now, token);
        await NoteAsync(db, by, "member.close", personId, token);
        return true;
    }, ct);

    private async Task<long> PutAsync(LuzhiDb db, RosterRow row, long? personId, CancellationToken ct)
    {
        var body = await BodyBook.IdAsync(db, organization.Name, ct);
        var known = await RosterBook.KnownAsync(db, Today, ct);
        var self = personId is null ? null : known.People.First(p => p.Id == personId);
        form.Check(row, self, known);
        var ids = await new RosterWriter(db, database, RosterPlan.ForOne(row, self, known), known, body, clock.GetUtcNow(), Today).WriteAsync(ct);
        return personId ?? ids[0];
    }

    private async Task NoteAsync(LuzhiDb db, string by, string action, long personId, CancellationToken ct)
    {
        db.Add(new AuditLine { At = clock.GetUtcNow(), Actor = by, Action = action, Subject = $"person:{personId}" });
        await db.SaveChangesAsync(ct);
    }
}
