using Luzhi.Core.Directory;
using Luzhi.Core.Meetings;
using Luzhi.Core.Messages;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

public enum PersonEventKind { Said, Told, Reported, Answered, Bound, Changed }

/// <summary>One thing that happened with a person. <see cref="Text"/>: the words while they are kept, else null.</summary>
public sealed record PersonEvent(DateTimeOffset At, PersonEventKind Kind, string Title, string? Text);

/// <summary>Everything that happened with one person in the order of time: what they wrote and were told, answered, reported, and what was changed of them.</summary>
public sealed class PersonTimeline(Database database)
{
    /// <summary>Of each kind; the page is read from the top.</summary>
    private const int OfEach = 100;

    public async Task<IReadOnlyList<PersonEvent>> ListAsync(long personId, CancellationToken ct)
    {
        await using var db = database.Open();
        return
        [
            .. new[]
            {
                await SaidAsync(db, personId, ct), await ToldAsync(db, personId, ct), await ReportedAsync(db, personId, ct),
                await AnsweredAsync(db, personId, ct), await BoundAsync(db, personId, ct), await ChangedAsync(db, personId, ct),
            }.SelectMany(e => e).OrderByDescending(e => e.At),
        ];
    }

    private static async Task<List<PersonEvent>> SaidAsync(LuzhiDb db, long personId, CancellationToken ct) => await (
        from i in db.Inbox.AsNoTracking()
        join c in db.Contacts on i.ContactId equals c.Id
        where c.PersonId == personId && i.Kind != "receipt" && i.Kind != "other"
        orderby i.Id descending
        select new PersonEvent(i.ReceivedAt, PersonEventKind.Said, i.Kind, i.Body)).Take(OfEach).ToListAsync(ct);

    private static async Task<List<PersonEvent>> ToldAsync(LuzhiDb db, long personId, CancellationToken ct) => await (
        from d in db.Deliveries.AsNoTracking()
        where d.PersonId == personId
        join n in db.Notices on d.NoticeId equals n.Id into notices
        from n in notices.DefaultIfEmpty()
        join o in db.Occurrences on n.OccurrenceId equals o.Id into occurrences
        from o in occurrences.DefaultIfEmpty()
        orderby d.Id descending
        select new PersonEvent(d.At, PersonEventKind.Told, d.Outcome, o.Title)).Take(OfEach).ToListAsync(ct);

    private static async Task<List<PersonEvent>> ReportedAsync(LuzhiDb db, long personId, CancellationToken ct) => await db.Submissions.AsNoTracking()
        .Where(s => s.PersonId == personId).OrderByDescending(s => s.Id).Select(s => new PersonEvent(s.At, PersonEventKind.Reported, s.Form, s.Said)).Take(OfEach).ToListAsync(ct);

    private static async Task<List<PersonEvent>> AnsweredAsync(LuzhiDb db, long personId, CancellationToken ct)
    {
        var rows = await (
            from a in db.Assignments.AsNoTracking()
            where a.PersonId == personId && a.AnsweredAt != null
            join o in db.Occurrences on a.OccurrenceId equals o.Id
            join i in db.Invitations on a.Id equals i.AssignmentId into invitations
            from i in invitations.DefaultIfEmpty()
            orderby a.AnsweredAt descending
            select new { At = a.AnsweredAt!.Value, o.Title, a.Answer, State = (InvitationState?)i.State }).Take(OfEach).ToListAsync(ct);
        return [.. rows.Select(r => new PersonEvent(r.At, PersonEventKind.Answered, r.Title, r.State is { } state ? state.ToString() : r.Answer))];
    }

    private static async Task<List<PersonEvent>> BoundAsync(LuzhiDb db, long personId, CancellationToken ct)
    {
        var codes = await db.BindingCodes.AsNoTracking().Where(c => c.PersonId == personId).ToListAsync(ct);
        return
        [
            .. codes.Select(c => new PersonEvent(c.IssuedAt, PersonEventKind.Bound, "issued", null)),
            .. codes.Where(c => c.UsedAt is not null).Select(c => new PersonEvent(c.UsedAt!.Value, PersonEventKind.Bound, "used", null)),
            .. codes.Where(c => c.RevokedAt is not null).Select(c => new PersonEvent(c.RevokedAt!.Value, PersonEventKind.Bound, "revoked", null)),
        ];
    }

    private static async Task<List<PersonEvent>> ChangedAsync(LuzhiDb db, long personId, CancellationToken ct)
    {
        var subject = $"person:{personId}";
        return await db.Audit.AsNoTracking().Where(a => a.Subject == subject && a.Action != "person.seen" && a.Action != "binding.issue").OrderByDescending(a => a.Id)
            .Select(a => new PersonEvent(a.At, PersonEventKind.Changed, a.Action, a.Actor)).Take(OfEach).ToListAsync(ct);
    }
}
