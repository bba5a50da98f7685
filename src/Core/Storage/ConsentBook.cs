using Luzhi.Core.Directory;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>A subscription template of the account, and how one phone stands to it. <see cref="State"/> is null where it was never asked.</summary>
/// <param name="Kinds">The kinds of notice it rings for.</param>
public sealed record AskedConsent(string TemplateId, IReadOnlyList<DoorbellKind> Kinds, ConsentTerm Term, ConsentState? State)
{
    /// <summary>Worth asking for now: nothing was agreed to, or it has been used up.</summary>
    public bool Askable => State is not ConsentState.Accepted;
}

/// <summary>Somebody who is bound and follows, and whom no subscription notice of these kinds would reach.</summary>
/// <param name="Refused">Said no, or took it back, at least once: not to be asked again and again.</param>
public sealed record ConsentGap(long PersonId, string Name, IReadOnlyList<string> MissingTemplates, bool Refused);

/// <summary>
/// Who agreed to be told by subscription notice (订阅通知). Two ways lead here: the button on a page, which reports at once through
/// <see cref="AcceptAsync"/>, and the platform's own event about the same tap, through the ledger. Both come to the same row.
/// </summary>
public sealed class ConsentBook(Database database, WeChatAccount account, Wake wake, TimeProvider clock, TimeZoneInfo zone)
{
    /// <summary>What to ask this phone for, one line per template. Empty where the account has no subscriptions: then show no button.</summary>
    public async Task<IReadOnlyList<AskedConsent>> OfAsync(long contactId, CancellationToken ct)
    {
        await using var db = database.Open();
        var states = await db.Consents.AsNoTracking().Where(c => c.ContactId == contactId).ToDictionaryAsync(c => c.TemplateId, c => c.State, ct);
        return [.. account.Subscriptions.GroupBy(s => s.Value.Id).Select(same => new AskedConsent(
            same.Key, [.. same.Select(s => s.Key)], same.First().Value.Term, states.TryGetValue(same.Key, out var state) ? state : null))];
    }

    /// <summary>The follower agreed. What waited for the person is tried again at once.</summary>
    /// <returns>False for a template that is not one of the account's: nothing was written.</returns>
    public Task<bool> AcceptAsync(long contactId, string templateId, CancellationToken ct) => KeepAsync(contactId, templateId, ConsentState.Accepted, ct);

    /// <summary>The follower said no.</summary>
    public Task<bool> RejectAsync(long contactId, string templateId, CancellationToken ct) => KeepAsync(contactId, templateId, ConsentState.Rejected, ct);

    /// <summary>Bound members who lack a consent the account could use, in the order of the roster.</summary>
    /// <param name="unitId">Only members of this unit, for its secretary; null for all.</param>
    public async Task<Page<ConsentGap>> MissingAsync(long? unitId, long after, int most, CancellationToken ct)
    {
        var templates = account.Subscriptions.Values.Select(s => s.Id).Distinct().ToList();
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
        await using var db = database.Open();
        var people = await db.People.AsNoTracking()
            .Where(p => p.Id > after && p.RemovedAt == null && p.Kind == PersonKind.Member && db.Contacts.Any(c => c.PersonId == p.Id && c.Followed))
            .Where(p => unitId == null || UnitPeople.Of(db, unitId.Value, today).Contains(p.Id))
            .Where(p => templates.Count > db.Consents.Where(s => s.State == ConsentState.Accepted && templates.Contains(s.TemplateId)
                && db.Contacts.Any(c => c.Id == s.ContactId && c.PersonId == p.Id && c.Followed)).Select(s => s.TemplateId).Distinct().Count())
            .OrderBy(p => p.Id).Take(most + 1).Select(p => new { p.Id, p.Name }).ToListAsync(ct);
        var ids = people.ConvertAll(p => p.Id);
        var said = (await (
            from consent in db.Consents.AsNoTracking()
            join contact in db.Contacts on consent.ContactId equals contact.Id
            where contact.Followed && ids.Contains(contact.PersonId!.Value)
            select new { PersonId = contact.PersonId!.Value, consent.TemplateId, consent.State }).ToListAsync(ct)).ToLookup(s => s.PersonId);
        return people.Select(p => new ConsentGap(
            p.Id, p.Name,
            [.. templates.Except(said[p.Id].Where(s => s.State == ConsentState.Accepted).Select(s => s.TemplateId))],
            said[p.Id].Any(s => s.State is ConsentState.Rejected or ConsentState.Gone))).ToList().ToPage(most, gap => gap.PersonId);
    }

    private async Task<bool> KeepAsync(long contactId, string templateId, ConsentState state, CancellationToken ct)
    {
        if (account.Subscriptions.Values.All(s => s.Id != templateId))
        {
            return false;
        }

        var row = new { contact = contactId, template = templateId, state = Naming.Snake(state.ToString()), now = clock.GetUtcNow() };
        var released = await database.WriteAsync(async (db, token) =>
        {
            await db.RunAsync(ConsentRows.Keep, row, token);
            return state == ConsentState.Accepted
                && await db.FirstAsync<long?>(Holder, row, token) is { } person
                && await LedgerBatch.ReleaseAsync(db, [person], row.now, token);
        }, ct);
        if (released)
        {
            wake.Nudge();
        }

        return true;
    }

    private const string Holder = "SELECT person_id FROM contact WHERE id = @contact";
}
