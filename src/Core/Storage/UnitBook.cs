using Luzhi.Core.Directory;
using Luzhi.Core.Office;
using Luzhi.Core.Settings;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>One unit: who is in it, and its life. What was is closed with a date and stays on the record.</summary>
public sealed class UnitBook(Database database, TimeProvider clock, TimeZoneInfo zone, Words words, OrganizationSettings organization)
{
    private const int LongestName = 60, LongestRole = 20;

    private DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);

    /// <summary>Who is in the unit today, in the order of the roster.</summary>
    public async Task<IReadOnlyList<long>> PeopleAsync(long unitId, CancellationToken ct)
    {
        await using var db = database.Open();
        return await UnitPeople.Of(db, unitId, Today).Distinct().Order().ToListAsync(ct);
    }

    /// <summary>Whether the person is in the unit today.</summary>
    public async Task<bool> HoldsAsync(long unitId, long personId, CancellationToken ct)
    {
        var today = Today;
        await using var db = database.Open();
        return await UnitPeople.Of(db, unitId, today).ContainsAsync(personId, ct);
    }

    /// <param name="committeeId">The committee a 委员组 or 小组 is in; null for any other kind.</param>
    /// <exception cref="FaultsException">It has no name, the name is taken, or a group has no committee.</exception>
    public Task<long> OpenAsync(UnitKind kind, long? committeeId, string name, string by, CancellationToken ct) => database.WriteAsync(async (db, token) =>
    {
        var body = await BodyBook.IdAsync(db, organization.Name, token);
        var grouped = kind is UnitKind.MemberGroup or UnitKind.SmallGroup;
        if (grouped && !await db.Units.AnyAsync(u => u.Id == committeeId && u.Kind == UnitKind.Committee && (u.ClosesOn == null || u.ClosesOn >= Today), token))
        {
            throw new FaultsException("committee", words["unit.fault.committee"]);
        }

        var unit = new Unit { BodyId = body, Kind = kind, ParentId = grouped ? committeeId : null, Name = await NameAsync(db, kind, grouped ? committeeId : null, name, null, token), OpensOn = Today };
        db.Add(unit);
        await db.SaveChangesAsync(token);
        await NoteAsync(db, by, "unit.open", unit.Id, unit.Name, token);
        return unit.Id;
    }, ct);

    /// <summary>The same unit under another name: its people, meetings and record stay its own; what it was called stands on the audit trail.</summary>
    /// <returns>false when there is no such unit, or it is closed.</returns>
    public Task<bool> RenameAsync(long unitId, string name, string by, CancellationToken ct) => database.WriteAsync(async (db, token) =>
    {
        await BodyBook.QueueAsync(db, token);
        if (await OpenOneAsync(db, unitId, token) is not { } unit)
        {
            return false;
        }

        var (before, after) = (unit.Name, await NameAsync(db, unit.Kind, unit.ParentId, name, unitId, token));
        unit.Name = after;
        await db.SaveChangesAsync(token);
        await NoteAsync(db, by, "unit.rename", unitId, $"{before} → {after}", token);
        return true;
    }, ct);

    /// <summary>Closed from today, with the groups in it: nobody is in it any more, who was stays on the record.</summary>
    /// <returns>false when there is no such unit, or it is closed.</returns>
    public Task<bool> CloseAsync(long unitId, string by, CancellationToken ct) => database.WriteAsync(async (db, token) =>
    {
        await BodyBook.QueueAsync(db, token);
        if (await OpenOneAsync(db, unitId, token) is not { } unit)
        {
            return false;
        }

        var last = (DateOnly?)Today.AddDays(-1);
        var closing = db.Units.Where(u => (u.Id == unitId || u.ParentId == unitId) && (u.ClosesOn == null || u.ClosesOn > last));
        var ids = await closing.Select(u => u.Id).ToListAsync(token);
        await closing.ExecuteUpdateAsync(u => u.SetProperty(x => x.ClosesOn, last), token);
        await db.Memberships.Where(m => ids.Contains(m.UnitId) && (m.ToDate == null || m.ToDate > last)).ExecuteUpdateAsync(m => m.SetProperty(x => x.ToDate, last), token);
        await NoteAsync(db, by, "unit.close", unitId, unit.Name, token);
        return true;
    }, ct);

    /// <summary>What somebody is inside the unit from today (召集人, 主任, 联络员); empty for a plain member again.</summary>
    /// <returns>false when the person is not in the unit.</returns>
    public Task<bool> AppointAsync(long unitId, long personId, string? role, string by, CancellationToken ct) => database.WriteAsync(async (db, token) =>
    {
        var (today, named) = (Today, string.IsNullOrWhiteSpace(role) ? null : Spelling.Tidy(role));
        if (named?.Length > LongestRole)
        {
            throw new FaultsException("role", words.Say("roster.long", ("most", LongestRole)));
        }

        await BodyBook.QueueAsync(db, token);
        var membership = await db.Memberships.FirstOrDefaultAsync(m => m.UnitId == unitId && m.PersonId == personId && (m.FromDate == null || m.FromDate <= today) && (m.ToDate == null || m.ToDate >= today), token);
        if (membership is null)
        {
            return false;
        }

        if (membership.FromDate == today)
        {
            membership.Role = named;
        }
        else if (membership.Role != named)
        {
            (membership.ToDate, var next) = (today.AddDays(-1), new Membership { UnitId = unitId, PersonId = personId, Role = named, FromDate = today });
            db.Add(next);
        }

        await db.SaveChangesAsync(token);
        await NoteAsync(db, by, "unit.appoint", unitId, $"person:{personId} {named}", token);
        return true;
    }, ct);

    private Task<Unit?> OpenOneAsync(LuzhiDb db, long unitId, CancellationToken ct)
    {
        var today = Today;
        return db.Units.SingleOrDefaultAsync(u => u.Id == unitId && (u.ClosesOn == null || u.ClosesOn >= today), ct);
    }

    private async Task<string> NameAsync(LuzhiDb db, UnitKind kind, long? parentId, string name, long? self, CancellationToken ct)
    {
        var (tidy, today) = (Spelling.Tidy(name ?? ""), Today);
        if (tidy.Length is 0 or > LongestName)
        {
            throw new FaultsException("name", tidy.Length == 0 ? words["unit.fault.name"] : words.Say("roster.long", ("most", LongestName)));
        }

        var others = await db.Units.Where(u => u.Kind == kind && u.ParentId == parentId && u.Id != self && (u.ClosesOn == null || u.ClosesOn >= today)).Select(u => u.Name).ToListAsync(ct);
        return others.Exists(o => Spelling.Plain(o) == Spelling.Plain(tidy)) ? throw new FaultsException("name", words.Say("unit.fault.taken", ("name", tidy))) : tidy;
    }

    private async Task NoteAsync(LuzhiDb db, string by, string action, long unitId, string detail, CancellationToken ct)
    {
        db.Add(new AuditLine { At = clock.GetUtcNow(), Actor = by, Action = action, Subject = $"unit:{unitId}", Detail = detail });
        await db.SaveChangesAsync(ct);
    }
}
