using Luzhi.Core.Directory;
using Luzhi.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>One thing that happened in the stand-in of the platform, in the stand-in's own words. Append-only.</summary>
public sealed class SimulatorRecord
{
    public long Id { get; set; }
    public DateTimeOffset At { get; set; }
    public required string Happening { get; set; }
}

/// <summary>A member as the simulator's page offers them: with the phone they are bound to, or the code that would bind one.</summary>
public sealed record Holder(long PersonId, string Name, string? Party, string? Role, string? Committee, string? OpenId, string? Code);

/// <summary>What the simulator keeps in the product's own database: its record, and how far the clock was pulled forward.</summary>
public sealed class SimulatorBook(Database database)
{
    private const string ClockShift = "simulator.clock_shift";

    public async Task<IReadOnlyList<string>> ReadAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.SimulatorRecords.OrderBy(r => r.Id).Select(r => r.Happening).ToListAsync(ct);
    }

    public Task AppendAsync(IReadOnlyList<SimulatorRecord> records, CancellationToken ct) =>
        database.WriteAsync(async (db, token) =>
        {
            db.SimulatorRecords.AddRange(records);
            await db.SaveChangesAsync(token);
        }, ct);

    /// <summary>Members whose name holds <paramref name="name"/>, in the roster's order.</summary>
    public async Task<IReadOnlyList<Holder>> HoldersAsync(string account, string name, int atMost, CancellationToken ct)
    {
        await using var db = database.Open();
        var people = db.People.Where(p => p.RemovedAt == null && p.Name.Contains(name)).OrderBy(p => p.Id).Take(atMost);
        return await people.Select(p => new Holder(
            p.Id,
            p.Name,
            p.Party,
            db.Roles.Where(r => r.PersonId == p.Id && r.ToDate == null).OrderByDescending(r => r.Id).Select(r => r.Name).FirstOrDefault(),
            (from membership in db.Memberships
             join unit in db.Units on membership.UnitId equals unit.Id
             where membership.PersonId == p.Id && membership.ToDate == null && unit.Kind == UnitKind.Committee
             orderby membership.Id
             select unit.Name).FirstOrDefault(),
            db.Contacts.Where(c => c.PersonId == p.Id && c.Channel == "wechat" && c.Account == account).Select(c => c.ExternalId).FirstOrDefault(),
            db.BindingCodes.Where(b => b.PersonId == p.Id && b.UsedAt == null && b.RevokedAt == null).Select(b => b.Code).FirstOrDefault())).ToListAsync(ct);
    }

    /// <summary>Whose phones these are: openid → name. One that is bound to nobody is absent.</summary>
    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(string account, IReadOnlyCollection<string> openIds, CancellationToken ct)
    {
        await using var db = database.Open();
        var bound = from contact in db.Contacts
                    join person in db.People on contact.PersonId equals person.Id
                    where contact.Channel == "wechat" && contact.Account == account && openIds.Contains(contact.ExternalId)
                    select new { contact.ExternalId, person.Name };
        return await bound.ToDictionaryAsync(b => b.ExternalId, b => b.Name, ct);
    }

    /// <summary>Which of these names are somebody's on the roster, or at the office.</summary>
    public async Task<IReadOnlySet<string>> KnownAsync(IReadOnlyCollection<string> names, CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.People.Where(p => p.RemovedAt == null && names.Contains(p.Name)).Select(p => p.Name).ToHashSetAsync(ct);
    }

    public async Task<TimeSpan> ClockShiftAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        var kept = await db.Settings.Where(s => s.Key == ClockShift).Select(s => s.Value).SingleOrDefaultAsync(ct);
        return kept is null ? TimeSpan.Zero : TimeSpan.ParseExact(kept, "c", null);
    }

    public Task KeepClockShiftAsync(TimeSpan shift, CancellationToken ct) =>
        database.WriteAsync(async (db, token) =>
        {
            var row = await db.Settings.SingleOrDefaultAsync(s => s.Key == ClockShift, token);
            if (row is null)
            {
                db.Settings.Add(row = new Setting { Key = ClockShift, Value = "" });
            }

            row.Value = shift.ToString("c", null);
            await db.SaveChangesAsync(token);
        }, ct);
}
