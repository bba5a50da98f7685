using Luzhi.Core.Directory;
using Luzhi.Core.Office;
using Luzhi.Core.Settings;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <param name="PersonId">Who they are in the chat; null until the office gave them a code or named the member they are.</param>
/// <param name="Member">They are a member too, and use that phone.</param>
public sealed record StaffPhone(long StaffId, string Name, bool Disabled, long? PersonId, string? PersonName, bool Member, DateTimeOffset? BoundAt, bool MorningBrief);

/// <summary>Who works in the office and their phones: a code of their own, or the phone of the member they are. Each step is on the audit trail.</summary>
public sealed class StaffPhones(Database database, BindingBook bindings, TimeProvider clock, Words words)
{
    public async Task<IReadOnlyList<StaffPhone>> ListAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        return (await db.ListAsync<Row>(Phones, null, ct)).ConvertAll(r => r.Phone());
    }

    public async Task<StaffPhone?> FindAsync(long staffId, CancellationToken ct) => (await ListAsync(ct)).FirstOrDefault(s => s.StaffId == staffId);

    /// <summary>The code that makes a phone theirs; they become known to the chat with it.</summary>
    /// <exception cref="FaultsException">There is nobody of that number.</exception>
    public Task<IssuedCode> IssueAsync(long staffId, string by, CancellationToken ct) => database.WriteAsync(async (db, token) =>
    {
        await BodyBook.QueueAsync(db, token);
        var staff = await StaffAsync(db, staffId, token);
        staff.PersonId ??= (await NewPersonAsync(db, staff.Name, token)).Id;
        await db.SaveChangesAsync(token);
        return (await bindings.IssueAsync([staff.PersonId.Value], by, token)).Single();
    }, ct);

    /// <summary>A lost phone: it is nobody's from now on, and there is a new code.</summary>
    /// <exception cref="FaultsException">There is nobody of that number, or they never had a phone.</exception>
    public Task<IssuedCode> UnbindAsync(long staffId, string by, CancellationToken ct) => database.WriteAsync(async (db, token) =>
    {
        var staff = await StaffAsync(db, staffId, token);
        var issued = staff.PersonId is { } person ? await bindings.UnbindAsync(person, by, token) : null;
        return issued ?? throw new FaultsException("staff", words["console.staff.phoneless"]);
    }, ct);

    /// <summary>They are this member and use that phone: one phone, one contact. null takes the link off, and the member's phone has no commands any more.</summary>
    /// <exception cref="FaultsException">No such member, or the member is another of the staff already.</exception>
    public Task LinkAsync(long staffId, long? memberId, string by, CancellationToken ct) => database.WriteAsync(async (db, token) =>
    {
        await BodyBook.QueueAsync(db, token);
        var staff = await StaffAsync(db, staffId, token);
        if (memberId is not null && !await db.People.OnRoster().AnyAsync(p => p.Id == memberId, token))
        {
            throw new FaultsException("member", words["console.staff.no_member"]);
        }

        if (memberId is not null && await db.Staff.AnyAsync(s => s.PersonId == memberId && s.Id != staffId, token))
        {
            throw new FaultsException("member", words["console.staff.member_taken"]);
        }

        await RetireAsync(db, staff.PersonId, token);
        staff.PersonId = memberId;
        db.Add(new AuditLine { At = clock.GetUtcNow(), Actor = by, Action = "staff.link", Subject = $"staff:{staff.Name}", Detail = memberId is null ? null : $"person:{memberId}" });
        await db.SaveChangesAsync(token);
    }, ct);

    public Task WantBriefAsync(long staffId, bool wanted, CancellationToken ct) => database.WriteAsync(
        (db, token) => db.Staff.Where(s => s.Id == staffId).ExecuteUpdateAsync(s => s.SetProperty(x => x.MorningBrief, wanted), token), ct);

    /// <summary>The person made only for this account is of no use any more; a member stays who they are.</summary>
    private async Task RetireAsync(LuzhiDb db, long? personId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (personId is { } id && await db.People.Where(p => p.Id == id && p.Kind == PersonKind.Staff).ExecuteUpdateAsync(p => p.SetProperty(x => x.RemovedAt, now), ct) == 1)
        {
            await BindingBook.UnbindAsync(db, id, now, ct);
        }
    }

    private async Task<Staff> StaffAsync(LuzhiDb db, long staffId, CancellationToken ct) =>
        await db.Staff.SingleOrDefaultAsync(s => s.Id == staffId, ct) ?? throw new FaultsException("staff", words["console.staff.unknown"]);

    private async Task<Person> NewPersonAsync(LuzhiDb db, string name, CancellationToken ct)
    {
        var person = new Person
        {
            BodyId = await db.Bodies.OrderBy(b => b.Id).Select(b => b.Id).FirstAsync(ct),
            Kind = PersonKind.Staff,
            Name = name,
            CreatedAt = clock.GetUtcNow(),
        };
        db.Add(person);
        await db.SaveChangesAsync(ct);
        return person;
    }

    private sealed record Row
    {
        public long StaffId { get; init; }
        public string Name { get; init; } = "";
        public bool Disabled { get; init; }
        public long? PersonId { get; init; }
        public string? PersonName { get; init; }
        public bool Member { get; init; }
        public DateTimeOffset? BoundAt { get; init; }
        public bool MorningBrief { get; init; }

        public StaffPhone Phone() => new(StaffId, Name, Disabled, PersonId, PersonName, Member, BoundAt, MorningBrief);
    }

    private const string Phones = """
        SELECT s.id AS staff_id, s.name, s.disabled_at IS NOT NULL AS disabled, s.person_id, p.name AS person_name, COALESCE(p.kind = 'member', false) AS member,
               (SELECT max(c.bound_at) FROM contact c WHERE c.person_id = s.person_id) AS bound_at, s.morning_brief
        FROM staff s LEFT JOIN person p ON p.id = s.person_id ORDER BY s.id
        """;
}
