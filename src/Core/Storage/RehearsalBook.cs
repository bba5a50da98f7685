using Luzhi.Core.Directory;
using Luzhi.Core.Duties;
using Luzhi.Core.Duties.Files;
using Luzhi.Core.Meetings;
using Luzhi.Core.Messages;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

public sealed record RosterMember(long PersonId, string Name, string? Party, long? CommitteeId);

/// <param name="About">What the line is about, where one person has several.</param>
/// <param name="Invitation">Of a meeting, how they answered.</param>
public sealed record LedgerLine(long Id, long OccurrenceId, long PersonId, string About, AssignmentState State, DateTimeOffset? NotifiedAt, DateTimeOffset? AnsweredAt, InvitationState? Invitation);

/// <param name="Asked">Something is to be answered; else it is only told.</param>
/// <param name="MeetingId">The meeting it stands for; null for everything else.</param>
public sealed record LedgerOccurrence(
    long Id, string DutyKey, string Period, string Title, DateTimeOffset? OpensAt, DateTimeOffset? DueAt, DateTimeOffset CreatedAt, bool Withdrawn, Secrecy Secrecy, bool Asked, long? MeetingId);

public sealed record LedgerNotice(
    long Id, long OccurrenceId, long? AssignmentId, string Kind, DateTimeOffset DueAt, DateTimeOffset? ExpiresAt, Whom Whom, Rung Rung, string State, bool ByHand, DateTimeOffset? RungAt);

/// <summary>One message as the ledger has it: finished, or still waiting (<see cref="Outcome"/> is then its state).</summary>
public sealed record LedgerMessage(
    long? PersonId, long? NoticeId, long? AssignmentId, string Key, string Route, string Outcome, string? Why, bool Repeat, bool Reply, DateTimeOffset At);

public sealed record LedgerPerson(long Id, string Name, DateTimeOffset CreatedAt, DateTimeOffset? RemovedAt);

/// <summary>Everything a year left behind, in the order of its ids: what a rehearsal is judged by.</summary>
public sealed record LedgerYear(
    IReadOnlyList<LedgerPerson> People, IReadOnlyList<LedgerOccurrence> Occurrences, IReadOnlyList<LedgerLine> Lines, IReadOnlyList<LedgerNotice> Notices,
    IReadOnlyList<LedgerMessage> Messages, IReadOnlyList<LedgerMessage> Waiting, IReadOnlyList<LedgerIncident> Incidents);

/// <summary>What the office was told to see to and is not over.</summary>
public sealed record LedgerIncident(string Subject, string What);

/// <summary>For rehearsals: people to whom phones are given all at once, and the whole ledger of a year at its end.</summary>
public sealed class RehearsalBook(Database database)
{
    public async Task<IReadOnlyList<RosterMember>> MembersAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.People.OnRoster().OrderBy(p => p.Id).Select(p => new RosterMember(
            p.Id,
            p.Name,
            p.Party,
            (from membership in db.Memberships
             join unit in db.Units on membership.UnitId equals unit.Id
             where membership.PersonId == p.Id && unit.Kind == UnitKind.Committee
             orderby unit.Id
             select (long?)unit.Id).FirstOrDefault())).ToListAsync(ct);
    }

    /// <summary>As if each had followed and bound then, and been silent since.</summary>
    public Task BindAsync(string account, IReadOnlyList<(long PersonId, string OpenId)> phones, DateTimeOffset at, CancellationToken ct) => database.WriteAsync(async (db, token) =>
    {
        db.Contacts.AddRange(phones.Select(p => new Contact
        {
            Channel = "wechat",
            Account = account,
            ExternalId = p.OpenId,
            PersonId = p.PersonId,
            BoundAt = at,
            LastHeardAt = at,
            Followed = true,
        }));
        await db.SaveChangesAsync(token);
    }, ct);

    public async Task<LedgerYear> ReadAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        var broadcasts = await db.Broadcasts.Select(b => new { b.Id, b.Ask }).ToDictionaryAsync(b => $"b{b.Id}", b => b.Ask, ct);
        var occurrences = await db.Occurrences.AsNoTracking().OrderBy(o => o.Id).ToListAsync(ct);
        return new LedgerYear(
            await db.People.OrderBy(p => p.Id).Select(p => new LedgerPerson(p.Id, p.Name, p.CreatedAt, p.RemovedAt)).ToListAsync(ct),
            [.. occurrences.Select(o => new LedgerOccurrence(
                o.Id, o.DutyKey, o.Period, o.Title, o.OpensAt, o.DueAt, o.CreatedAt, o.Withdrawn, o.Secrecy, Asks(o, broadcasts), MeetingOf(o)))],
            await (from a in db.Assignments
                   join i in db.Invitations on a.Id equals i.AssignmentId into invited
                   from i in invited.DefaultIfEmpty()
                   orderby a.Id
                   select new LedgerLine(a.Id, a.OccurrenceId, a.PersonId, a.About, a.State, a.NotifiedAt, a.AnsweredAt, i == null ? null : i.State)).ToListAsync(ct),
            await db.Notices.OrderBy(n => n.Id).Select(n => new LedgerNotice(n.Id, n.OccurrenceId, n.AssignmentId, n.Kind, n.DueAt, n.ExpiresAt, n.Whom, n.Rung, n.State, n.ByHand, n.RungAt)).ToListAsync(ct),
            await db.Deliveries.OrderBy(d => d.Id).Select(d => new LedgerMessage(
                d.PersonId, d.NoticeId, d.AssignmentId, d.UniqueKey, d.Route, d.Outcome, d.Why, d.Repeat, d.Lane == Lane.Reply, d.At)).ToListAsync(ct),
            await db.Outbox.OrderBy(o => o.Id).Select(o => new LedgerMessage(
                o.PersonId, o.NoticeId, o.AssignmentId, o.UniqueKey, "none", o.State, o.LastWhy, o.Unknowns > 0, o.Lane == Lane.Reply, o.NotBefore)).ToListAsync(ct),
            await db.Incidents.Where(i => i.ClosedAt == null).OrderBy(i => i.Id).Select(i => new LedgerIncident(i.Subject, i.What)).ToListAsync(ct));
    }

    /// <summary>Of what no file plans, the ledger's own duties all ask something; a broadcast asks where it says so.</summary>
    private static bool Asks(Occurrence occurrence, Dictionary<string, string?> broadcasts) => occurrence.DutyKey switch
    {
        "broadcast" => broadcasts.GetValueOrDefault(occurrence.Period) is not null,
        "meeting" or "leave" or "mandate" or "question" => true,
        "brief" => false,
        _ => occurrence.Ask is not null,
    };

    private static long? MeetingOf(Occurrence occurrence) =>
        occurrence.DutyKey == "meeting" ? long.Parse(occurrence.Period.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture) : null;
}
