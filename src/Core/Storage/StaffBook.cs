using Luzhi.Core.Directory;
using Luzhi.Core.Office;
using Luzhi.Core.Settings;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

public sealed record StaffLine(long Id, string Name, StaffRole Role, string? Unit, bool ApprovesLeave, bool Disabled, bool Locked);

public sealed record UnitChoice(long Id, string Label);

/// <summary>Who works at the console: added, reset and switched off by the office, each on the audit trail.</summary>
public sealed class StaffBook(Database database, TimeProvider clock, Chance chance, Words words)
{
    public async Task<IReadOnlyList<StaffLine>> ListAsync(CancellationToken ct)
    {
        var since = clock.GetUtcNow() - SignInBook.AllWithin;
        await using var db = database.Open();
        return await (
            from staff in db.Staff.AsNoTracking()
            join unit in db.Units on staff.UnitId equals unit.Id into units
            from unit in units.DefaultIfEmpty()
            orderby staff.Id
            select new StaffLine(staff.Id, staff.Name, staff.Role, unit.Name, staff.ApprovesLeave, staff.DisabledAt != null, db.SignInTries.Count(t => t.StaffId == staff.Id && t.At > since) >= SignInBook.AllAtMost)).ToListAsync(ct);
    }

    public async Task<IReadOnlyList<UnitChoice>> UnitsAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        var units = await db.Units.AsNoTracking().ToListAsync(ct);
        var names = units.ToDictionary(u => u.Id, u => u.Name);
        return [.. units.OrderBy(u => u.Kind).ThenBy(u => u.ParentId).ThenBy(u => u.Id).Select(u => new UnitChoice(u.Id, Label(u, names)))];
    }

    public async Task<string?> NameOfAsync(long id, CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.Staff.Where(s => s.Id == id).Select(s => s.Name).SingleOrDefaultAsync(ct);
    }

    /// <returns>The password that was made, the only time anybody sees it.</returns>
    /// <exception cref="FaultsException">The name is empty or taken.</exception>
    public async Task<string> AddAsync(string name, long? unitId, bool approves, string by, CancellationToken ct)
    {
        FaultsException.ThrowIfAny(name.Length == 0 ? [new Fault("name", words["console.staff.nameless"])] : []);
        var password = chance.Code(12);
        var staff = new Staff
        {
            Name = name,
            PasswordHash = Password.Hash(password, chance),
            Role = unitId is null ? StaffRole.Office : StaffRole.UnitSecretary,
            UnitId = unitId,
            ApprovesLeave = approves,
            Stamp = chance.Hex(16),
            CreatedAt = clock.GetUtcNow(),
        };
        await database.WriteAsync(async (db, token) =>
        {
            FaultsException.ThrowIfAny(unitId is not null && !await db.Units.AnyAsync(u => u.Id == unitId, token) ? [new Fault("unit", words["console.unit_gone"])] : []);
            FaultsException.ThrowIfAny(await db.Staff.AnyAsync(s => s.Name == name, token) ? [new Fault("name", words.Say("console.staff.taken", ("name", name)))] : []);
            db.Add(staff);
            db.Add(Line(by, "staff.add", name));
            await db.SaveChangesAsync(token);
        }, ct);
        return password;
    }

    /// <exception cref="FaultsException">There is nobody of that number.</exception>
    /// <returns>The new password; older cookies die with the old one.</returns>
    public async Task<string> ResetAsync(long id, string by, CancellationToken ct)
    {
        var password = chance.Code(12);
        var hash = Password.Hash(password, chance);
        await database.WriteAsync(async (db, token) =>
        {
            await ChangeAsync(id, by, "staff.reset", s => s.PasswordHash = hash, token);
            await db.SignInTries.Where(t => t.StaffId == id).ExecuteDeleteAsync(token);
        }, ct);
        return password;
    }

    public Task ToggleAsync(long id, string by, CancellationToken ct) =>
        ChangeAsync(id, by, "staff.toggle", s => s.DisabledAt = s.DisabledAt is null ? clock.GetUtcNow() : null, ct);

    private Task ChangeAsync(long id, string by, string action, Action<Staff> change, CancellationToken ct) =>
        database.WriteAsync(async (db, token) =>
        {
            var staff = await db.Staff.SingleOrDefaultAsync(s => s.Id == id, token) ?? throw new FaultsException("staff", words["console.staff.unknown"]);
            change(staff);
            staff.Stamp = chance.Hex(16);
            db.Add(Line(by, action, staff.Name));
            await db.SaveChangesAsync(token);
        }, ct);

    private AuditLine Line(string by, string action, string name) =>
        new() { At = clock.GetUtcNow(), Actor = by, Action = action, Subject = $"staff:{name}" };

    private static string Label(Unit unit, Dictionary<long, string> names) =>
        unit.ParentId is { } parent && names.TryGetValue(parent, out var above) ? $"{above} {unit.Name}" : unit.Name;
}
