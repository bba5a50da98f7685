using Luzhi.Core.Directory;
using Luzhi.Core.Messages;
using Luzhi.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>A member of the sample body, and the phone that the simulator gives them.</summary>
public sealed record SampleMember(long PersonId, string Name, string Code, string? Party, long? CommitteeId);

/// <summary>What turns an imported roster into a body one can play with: phones bound to people, and links between them.</summary>
public sealed class SampleBook(Database database, TimeProvider clock)
{
    private const string Mark = "simulator.sample";
    private const string Begun = "begun";

    /// <summary>
    /// Only into an empty directory, once. If we die half-way the mark still says "begun", and the next start does all of it
    /// again: importing and binding twice changes nothing.
    /// </summary>
    public Task<bool> BeginAsync(CancellationToken ct) => database.WriteAsync(async (db, token) =>
    {
        var mark = await db.Settings.SingleOrDefaultAsync(s => s.Key == Mark, token);
        if (mark is null && !await db.People.AnyAsync(token))
        {
            db.Settings.Add(mark = new Setting { Key = Mark, Value = Begun });
            await db.SaveChangesAsync(token);
        }

        return mark?.Value == Begun;
    }, ct);

    public Task EndAsync(CancellationToken ct) => database.WriteAsync(
        (db, token) => db.Settings.Where(s => s.Key == Mark).ExecuteUpdateAsync(s => s.SetProperty(x => x.Value, "done"), token), ct);

    /// <summary>Everybody who was imported, in the order of the roster.</summary>
    public async Task<IReadOnlyList<SampleMember>> MembersAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.People.Where(p => p.RosterCode != null).OrderBy(p => p.Id).Select(p => new SampleMember(
            p.Id,
            p.Name,
            p.RosterCode!,
            p.Party,
            (from membership in db.Memberships
             join unit in db.Units on membership.UnitId equals unit.Id
             where membership.PersonId == p.Id && unit.Kind == UnitKind.Committee
             orderby unit.Id
             select (long?)unit.Id).FirstOrDefault())).ToListAsync(ct);
    }

    /// <summary>As if each had followed and sent 绑定 CODE a while ago.</summary>
    public Task BindAsync(string account, IReadOnlyList<(SampleMember Member, string OpenId)> phones, CancellationToken ct) => database.WriteAsync(async (db, token) =>
    {
        var known = (await db.Contacts.Where(c => c.Account == account).Select(c => c.ExternalId).ToListAsync(token)).ToHashSet();
        var now = clock.GetUtcNow();
        var fresh = phones.Where(p => !known.Contains(p.OpenId)).Select(p => (p.Member.Code, Contact: new Contact
        {
            Channel = "wechat",
            Account = account,
            ExternalId = p.OpenId,
            PersonId = p.Member.PersonId,
            BoundAt = now,
            Followed = true,
        })).ToList();
        db.Contacts.AddRange(fresh.Select(f => f.Contact));
        await db.SaveChangesAsync(token);

        var codes = await db.BindingCodes.Where(c => c.UsedAt == null).ToDictionaryAsync(c => c.Code, token);
        foreach (var (code, contact) in fresh.Where(f => codes.ContainsKey(f.Code)))
        {
            (codes[code].UsedAt, codes[code].UsedBy) = (now, contact.Id);
        }

        await db.SaveChangesAsync(token);
    }, ct);

    public Task LinkAsync(IReadOnlyList<(long From, long To)> contacts, CancellationToken ct) => database.WriteAsync(async (db, token) =>
    {
        if (await db.Links.AnyAsync(l => l.Kind == Link.PartyContact, token))
        {
            return;
        }

        var body = await db.Bodies.OrderBy(b => b.Id).Select(b => b.Id).FirstAsync(token);
        db.Links.AddRange(contacts.Select(c => new Link { BodyId = body, Kind = Link.PartyContact, FromKind = Link.Person, FromId = c.From, ToKind = Link.Person, ToId = c.To }));
        await db.SaveChangesAsync(token);
    }, ct);
}
