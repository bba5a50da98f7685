using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Duties;
using Luzhi.Core.Meetings;
using Luzhi.Core.Office;
using Luzhi.Core.Settings;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <param name="Approver">The name of the one who approves; null where nobody or any approver of the office does.</param>
public sealed record MeetingTypeLine(MeetingType Type, string? Approver);

/// <summary>Whom a type may name as its approver: somebody of the staff ("s12") or a person with an office in the body ("p12").</summary>
public sealed record ApproverChoice(string Value, string Name);

/// <param name="Approver">none, office, "s12" for one of the staff, "p12" for a person.</param>
public sealed record MeetingTypeEdit(string Name, string Approver, IReadOnlyList<string> Reminders, string? Receipt, bool Substitute);

/// <summary>The office's table of meeting types. A change holds for what is asked from now on; a meeting's receipt form stays as it was called.</summary>
public sealed class MeetingTypeBook(Database database, FormShelf forms, Words words, TimeZoneInfo zone, TimeProvider clock)
{
    private const int NameAtMost = 30;

    /// <summary>Those still offered, in their order.</summary>
    public async Task<IReadOnlyList<MeetingTypeLine>> ListAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        var types = await db.MeetingTypes.AsNoTracking().Where(t => t.RetiredAt == null).OrderBy(t => t.Rank).ThenBy(t => t.Id).ToListAsync(ct);
        var people = await db.People.Where(p => db.MeetingTypes.Any(t => t.Approval == LeaveApproval.Person && t.ApproverId == p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        var staff = await db.Staff.ToDictionaryAsync(s => s.Id, s => s.Name, ct);
        return [.. types.Select(t => new MeetingTypeLine(t, t.Approval switch
        {
            LeaveApproval.Person => people.GetValueOrDefault(t.ApproverId ?? 0),
            LeaveApproval.Staff => staff.GetValueOrDefault(t.ApproverId ?? 0),
            _ => null,
        }))];
    }

    /// <summary>By its id, or by its name among those still offered.</summary>
    public async Task<MeetingType?> FindAsync(long? id, string? name, CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.MeetingTypes.AsNoTracking().FirstOrDefaultAsync(t => id != null ? t.Id == id : t.Name == name && t.RetiredAt == null, ct);
    }

    /// <summary>The staff, and who holds an office of the body now; a plain member approves nobody's leave.</summary>
    public async Task<IReadOnlyList<ApproverChoice>> ApproversAsync(CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
        await using var db = database.Open();
        var staff = await db.Staff.Where(s => s.DisabledAt == null).OrderBy(s => s.Id).Select(s => new { s.Id, s.Name }).ToListAsync(ct);
        var people = await (
            from role in db.Roles
            where role.Name != "委员" && (role.FromDate == null || role.FromDate <= today) && (role.ToDate == null || role.ToDate >= today)
            join person in db.People on role.PersonId equals person.Id
            where person.RemovedAt == null
            orderby person.Id
            select new { person.Id, person.Name, Role = role.Name }).ToListAsync(ct);
        return [
            .. staff.Select(s => new ApproverChoice($"s{s.Id}", words.Say("talks.type.staff", ("name", s.Name)))),
            .. people.DistinctBy(p => p.Id).Select(p => new ApproverChoice($"p{p.Id}", $"{p.Name}（{p.Role}）")),
        ];
    }

    /// <param name="id">null makes a new one.</param>
    /// <exception cref="FaultsException">A field cannot be; all are named.</exception>
    public Task SaveAsync(long? id, MeetingTypeEdit edit, string by, CancellationToken ct) => database.WriteAsync(async (db, token) =>
    {
        var name = edit.Name.Trim();
        var twin = await db.MeetingTypes.AnyAsync(t => t.Name == name && t.Id != id && t.RetiredAt == null, token);
        FaultsException.ThrowIfAny([.. Faults(edit, name, twin)]);
        var type = id is null ? Added(db, await db.MeetingTypes.MaxAsync(t => (int?)t.Rank, token) ?? 0) : await db.MeetingTypes.SingleOrDefaultAsync(t => t.Id == id, token)
            ?? throw new FaultsException("type", words["talks.type.fault.unknown"]);
        (type.Approval, type.ApproverId) = await ApproverAsync(db, edit.Approver, token);
        type.Name = name;
        type.Reminders = string.Join(' ', edit.Reminders.Select(r => Offset.Parse(r)!.Text).Distinct());
        type.Receipt = string.IsNullOrEmpty(edit.Receipt) ? null : edit.Receipt;
        type.Substitute = edit.Substitute;
        db.Add(new AuditLine { At = clock.GetUtcNow(), Actor = by, Action = "meeting_type.save", Subject = $"meeting_type:{name}" });
        await db.SaveChangesAsync(token);
    }, ct);

    /// <summary>No longer offered; meetings that have it keep it.</summary>
    public Task RetireAsync(long id, string by, CancellationToken ct) => database.WriteAsync(async (db, token) =>
    {
        var type = await db.MeetingTypes.SingleOrDefaultAsync(t => t.Id == id, token) ?? throw new FaultsException("type", words["talks.type.fault.unknown"]);
        type.RetiredAt = clock.GetUtcNow();
        db.Add(new AuditLine { At = clock.GetUtcNow(), Actor = by, Action = "meeting_type.retire", Subject = $"meeting_type:{type.Name}" });
        await db.SaveChangesAsync(token);
    }, ct);

    private static MeetingType Added(LuzhiDb db, int last) =>
        db.Add(new MeetingType { Name = "", Reminders = "", Rank = last + 1 }).Entity;

    private IEnumerable<Fault> Faults(MeetingTypeEdit edit, string name, bool twin)
    {
        if (name.Length is 0 or > NameAtMost)
        {
            yield return new Fault("name", words.Say("talks.type.fault.name", ("most", NameAtMost)));
        }

        if (twin)
        {
            yield return new Fault("name", words.Say("talks.type.fault.twin", ("name", name)));
        }

        foreach (var wrong in edit.Reminders.Where(r => Offset.Parse(r) is null))
        {
            yield return new Fault("reminders", words.Say("meeting.fault.reminder", ("offset", wrong)));
        }

        if (!string.IsNullOrEmpty(edit.Receipt) && forms.Find(edit.Receipt) is null)
        {
            yield return new Fault("receipt", words.Say("talks.type.fault.receipt", ("form", edit.Receipt)));
        }
    }

    private async Task<(LeaveApproval, long?)> ApproverAsync(LuzhiDb db, string approver, CancellationToken ct)
    {
        var id = approver.Length > 1 && long.TryParse(approver.AsSpan(1), out var number) ? number : 0;
        return approver switch
        {
            "none" => (LeaveApproval.None, null),
            "office" => (LeaveApproval.Office, null),
            ['s', ..] when await db.Staff.AnyAsync(s => s.Id == id, ct) => (LeaveApproval.Staff, id),
            ['p', ..] when await db.People.AnyAsync(p => p.Id == id && p.RemovedAt == null, ct) => (LeaveApproval.Person, id),
            _ => throw new FaultsException("approver", words["talks.type.fault.approver"]),
        };
    }
}
