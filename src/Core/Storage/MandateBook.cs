using Luzhi.Core.Directory;
using Luzhi.Core.Duties;
using Luzhi.Core.Meetings;
using Luzhi.Core.Office;
using Luzhi.Core.Settings;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>One personal secretary of a leader, as the office sees it.</summary>
public sealed record MandateLine(Mandate Mandate, string Leader, string Associate, bool Bound);

/// <param name="AssociateId">Somebody who serves another leader already; null for a new one of <see cref="Name"/>.</param>
/// <param name="Consent">How the leader consented before: in person or in writing; null asks them in the chat.</param>
public sealed record NewMandate(long LeaderId, long? AssociateId, string Name, string? Phone, DateOnly? EndsOn, Consent? Consent);

/// <summary>Who may answer for a leader: set up by the office, agreed to by the leader, ended by either.</summary>
public sealed class MandateBook(Database database, Words words, TalkPlans plans, TimeZoneInfo zone, TimeProvider clock)
{
    public async Task<IReadOnlyList<MandateLine>> ListAsync(long? leaderId, CancellationToken ct)
    {
        await using var db = database.Open();
        return await (
            from mandate in db.Mandates.AsNoTracking()
            where leaderId == null || mandate.LeaderId == leaderId
            join leader in db.People on mandate.LeaderId equals leader.Id
            join associate in db.People on mandate.AssociateId equals associate.Id
            orderby mandate.EndedAt != null || mandate.RefusedAt != null, mandate.Id
            select new MandateLine(mandate, leader.Name, associate.Name, db.Contacts.Any(c => c.PersonId == associate.Id && c.Followed))).ToListAsync(ct);
    }

    /// <summary>Personal secretaries of any leader, to be chosen for another.</summary>
    public async Task<IReadOnlyList<(long Id, string Name)>> AssociatesAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        var rows = await db.People.Where(p => p.Kind == PersonKind.Associate && p.RemovedAt == null).OrderBy(p => p.Name).Select(p => new { p.Id, p.Name }).ToListAsync(ct);
        return [.. rows.Select(r => (r.Id, r.Name))];
    }

    /// <returns>The personal secretary's person, to be bound by a code.</returns>
    /// <exception cref="FaultsException">Something in it cannot be.</exception>
    public Task<long> SetUpAsync(NewMandate asked, string by, CancellationToken ct) => database.WriteAsync(async (db, token) =>
    {
        var now = clock.GetUtcNow();
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        FaultsException.ThrowIfAny([
            .. asked.AssociateId is null && asked.Name.Trim().Length == 0 ? [new Fault("name", words["talks.mandate.page.no_name"])] : Array.Empty<Fault>(),
            .. asked.AssociateId == asked.LeaderId ? [new Fault("name", words["talks.mandate.page.self"])] : Array.Empty<Fault>(),
            .. asked.EndsOn < today ? [new Fault("endsOn", words["talks.mandate.page.past"])] : Array.Empty<Fault>(),
            .. await db.Mandates.AnyAsync(m => m.LeaderId == asked.LeaderId && m.AssociateId == asked.AssociateId && m.EndedAt == null && m.RefusedAt == null, token)
                ? [new Fault("name", words["talks.mandate.page.twice"])] : Array.Empty<Fault>(),
        ]);
        var leader = await db.People.SingleAsync(p => p.Id == asked.LeaderId, token);
        var associate = await AssociateAsync(db, asked, leader, now, token);
        var mandate = await AddAsync(db, asked, leader, associate, by, now, token);
        db.Add(new AuditLine { At = now, Actor = by, Action = "mandate.set_up", Subject = $"person:{leader.Id}", Detail = asked.Consent?.ToString() });
        await db.SaveChangesAsync(token);
        if (asked.Consent is not null)
        {
            await new Mandates(db, plans.Mandates, now).AppointAsync(mandate, token);
        }

        return associate.Id;
    }, ct);

    /// <exception cref="FaultsException">It is over already.</exception>
    public async Task EndAsync(long id, string by, CancellationToken ct)
    {
        try
        {
            await database.WriteAsync(async (db, token) =>
            {
                await new Mandates(db, plans.Mandates, clock.GetUtcNow()).EndAsync(id, null, by, tellLeader: true, token);
                db.Add(new AuditLine { At = clock.GetUtcNow(), Actor = by, Action = "mandate.end", Subject = $"mandate:{id}" });
                await db.SaveChangesAsync(token);
            }, ct);
        }
        catch (StaleException)
        {
            throw new FaultsException("mandate", words["talks.mandate.page.gone"]);
        }
    }

    private static async Task<Person> AssociateAsync(LuzhiDb db, NewMandate asked, Person leader, DateTimeOffset now, CancellationToken ct)
    {
        if (asked.AssociateId is { } id)
        {
            return await db.People.SingleAsync(p => p.Id == id && p.Kind == PersonKind.Associate, ct);
        }

        var phone = string.Concat((asked.Phone ?? "").Where(char.IsAsciiDigit));
        var associate = new Person { BodyId = leader.BodyId, Kind = PersonKind.Associate, Name = asked.Name.Trim(), Phone = phone.Length == 0 ? null : phone, CreatedAt = now };
        db.Add(associate);
        await db.SaveChangesAsync(ct);
        return associate;
    }

    private async Task<Mandate> AddAsync(LuzhiDb db, NewMandate asked, Person leader, Person associate, string by, DateTimeOffset now, CancellationToken ct)
    {
        var mandate = new Mandate
        {
            LeaderId = leader.Id, AssociateId = associate.Id, SetUpBy = by, SetUpAt = now, EndsOn = asked.EndsOn,
            Consent = asked.Consent, ConsentedAt = asked.Consent is null ? null : now,
        };
        db.Add(mandate);
        await db.SaveChangesAsync(ct);
        var occurrence = new Occurrence
        {
            BodyId = leader.BodyId, DutyKey = "mandate", Period = $"g{mandate.Id}", Title = plans.Mandates.Title(associate.Name), OpensAt = now, CreatedAt = now,
        };
        db.Add(occurrence);
        await db.SaveChangesAsync(ct);
        mandate.OccurrenceId = occurrence.Id;
        await DutyBook.AssignAsync(db, occurrence.Id, [leader.Id, associate.Id], ct);
        if (asked.Consent is null)
        {
            var notice = plans.Mandates.Ask(associate.Name, asked.EndsOn, now);
            notice.OccurrenceId = occurrence.Id;
            notice.AssignmentId = await db.Assignments.Where(a => a.OccurrenceId == occurrence.Id && a.PersonId == leader.Id).Select(a => a.Id).SingleAsync(ct);
            db.Add(notice);
        }

        await db.SaveChangesAsync(ct);
        return mandate;
    }
}
