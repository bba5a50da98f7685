using System.Data;
using Luzhi.Core.Directory;
using Luzhi.Core.Office;
using Luzhi.Core.Settings;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>Takes a roster into the directory: first as numbers only, then in one transaction, set-wise.</summary>
public sealed class RosterBook(Database database, TimeProvider clock, TimeZoneInfo zone, Words words, OrganizationSettings organization)
{
    private DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);

    /// <summary>What an import of the same sheet would say now. Changes nothing.</summary>
    public async Task<RosterResult> PreviewAsync(RosterSheet sheet, CancellationToken ct)
    {
        await using var db = database.Open();
        return RosterPlan.Of(sheet, await KnownAsync(db, Today, ct), words).Result();
    }

    /// <summary>The same, person by person: what a secretary looks at before taking it.</summary>
    public async Task<RosterPreview> LookAsync(RosterSheet sheet, CancellationToken ct)
    {
        await using var db = database.Open();
        var known = await KnownAsync(db, Today, ct);
        return RosterPreview.Of(RosterPlan.Of(sheet, known, words), known, words);
    }

    /// <param name="sheet">The rows that were understood, and those that were not.</param>
    /// <param name="by">Who imports, for the audit trail.</param>
    /// <param name="ct">Cancelled before the end, nothing has changed.</param>
    public async Task<RosterResult> ImportAsync(RosterSheet sheet, string by, CancellationToken ct)
    {
        // Dying before the commit: nobody is new. After it: everybody is, and the same file again changes nothing.
        var result = await database.WriteAsync((db, token) => ImportAsync(db, sheet, by, token), ct);
        Checkpoint.Reached("import.after-commit");
        return result;
    }

    private async Task<RosterResult> ImportAsync(LuzhiDb db, RosterSheet sheet, string by, CancellationToken token)
    {
        var body = await BodyBook.IdAsync(db, organization.Name, token);
        var known = await KnownAsync(db, Today, token);
        var plan = RosterPlan.Of(sheet, known, words);
        await new RosterWriter(db, database, plan, known, body, clock.GetUtcNow(), Today).WriteAsync(token);
        var result = plan.Result();
        db.Add(new AuditLine
        {
            At = clock.GetUtcNow(),
            Actor = by,
            Action = "roster.import",
            Subject = "roster",
            Detail = $"created {result.Created}, updated {result.Updated}, rejected {result.Rejected.Count}",
        });
        await db.SaveChangesAsync(token);
        Checkpoint.Reached("import.before-commit");
        return result;
    }

    internal static async Task<KnownDirectory> KnownAsync(LuzhiDb db, DateOnly today, CancellationToken ct)
    {
        var units = await db.Units.AsNoTracking().Where(u => u.ClosesOn == null || u.ClosesOn >= today).OrderBy(u => u.Id).ToListAsync(ct);
        var open = units.Select(u => u.Id).ToHashSet();
        var memberships = (await db.Memberships.Where(m => m.ToDate == null || m.ToDate >= today)
            .Select(m => new { m.Id, m.PersonId, m.UnitId }).ToListAsync(ct)).Where(m => open.Contains(m.UnitId)).ToLookup(m => m.PersonId);
        var roles = (await db.Roles.Where(r => r.ToDate == null || r.ToDate >= today)
            .Select(r => new { r.Id, r.PersonId, r.Name, r.FromDate }).ToListAsync(ct)).ToLookup(r => r.PersonId);
        var people = await db.People.AsNoTracking().Where(p => p.Kind == PersonKind.Member).OrderBy(p => p.Id).ToListAsync(ct);
        var codes = await db.BindingCodes.Select(c => new { c.Code, c.PersonId }).ToDictionaryAsync(c => c.Code, c => c.PersonId, ct);
        return new KnownDirectory(
            [
                .. people.Select(p => new KnownPerson(p.Id, p.Name, p.Phone, p.RosterCode, p.Party, p.Since, p.RemovedAt is not null)
                {
                    Memberships = [.. memberships[p.Id].Select(m => new KnownMembership(m.Id, m.UnitId))],
                    Roles = [.. roles[p.Id].Select(r => new KnownRole(r.Id, r.Name, r.FromDate))],
                }),
            ], units, codes);
    }
}
