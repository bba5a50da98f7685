using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Duties;
using Luzhi.Core.Messages;
using Luzhi.Core.Office;
using Luzhi.Core.Settings;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

public sealed record BroadcastSent(long Id, ReachPreview Reach);

/// <param name="Deliveries">ready, held and the like while on the way, of whom who is bound to no phone stands apart as unbound; sent, offered, failed and the like once it is decided; due before the bell rang.</param>
/// <param name="Seen">How many have had it before them: wrote in the chat after it came, or opened its page. Never how long.</param>
/// <param name="Answers">For a broadcast that asks: answered and unanswered sum to the people; of these late and overdue are a part each.</param>
public sealed record BroadcastCounts(int People, IReadOnlyDictionary<string, int> Deliveries, IReadOnlyDictionary<string, int> Answers, int Seen);

/// <summary>One person a broadcast went to. <see cref="Answer"/>: their own words, where words were asked for; late where it came after the day.</summary>
public sealed record BroadcastLine(
    long AssignmentId, long PersonId, string Name, DateTimeOffset? NotifiedAt, DateTimeOffset? AnsweredAt, string? Answer, AssignmentState State, bool Late,
    DateTimeOffset? SeenAt, string? Via);

/// <summary>
/// The secretary's messages to an audience. With something asked each is a duty and has answers; without, it still has its lines in the
/// ledger, so that who was reached can be counted.
/// </summary>
public sealed partial class BroadcastBook(
    Database database, AudienceBook audiences, ReachBook reach, FormShelf forms, Words words, TimeZoneInfo zone, OrganizationSettings organization, TimeProvider clock)
{
    private BroadcastPlan Plan => new(words, zone);

    internal StudyPlan Studies => new(words, zone, linked: organization.PublicUrl.Length > 0);

    /// <exception cref="FaultsException">Something in it cannot be; every field's fault is named.</exception>
    public async Task<BroadcastSent> SendAsync(NewBroadcast said, string by, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var people = await audiences.ResolveAsync(said.Audience, ct);
        FaultsException.ThrowIfAny([.. Plan.Faults(said, FormIds, now), .. AudienceFaults(said.Audience, people)]);
        var preview = await reach.PreviewAsync(people.PersonIds, "broadcast", ct);
        var id = await database.WriteAsync(async (db, token) => (await PutAsync(db, said, people.PersonIds, by, Plan.Told, token)).Id, ct);
        return new(id, preview);
    }

    /// <summary>The broadcast as it would be told, for the look on the phone before it is sent.</summary>
    public Notice Draft(NewBroadcast said) => Plan.Told(Of(said, 0, "", clock.GetUtcNow()), clock.GetUtcNow());

    /// <summary>Inside the caller's transaction: the message, its lines in the ledger, and what the bell will ring.</summary>
    internal async Task<Broadcast> PutAsync(
        LuzhiDb db, NewBroadcast said, IReadOnlyList<long> people, string by, Func<Broadcast, DateTimeOffset, Notice> told, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var broadcast = Of(said, await db.Bodies.OrderBy(b => b.Id).Select(b => b.Id).FirstAsync(ct), by, now);
        db.Add(broadcast);
        await db.SaveChangesAsync(ct);
        var occurrence = await OpenAsync(db, broadcast, said.Secrecy, ct);
        await DutyBook.AssignAsync(db, occurrence.Id, people, ct);
        Ring(db, occurrence.Id, told(broadcast, now));
        Note(db, by, "broadcast.send", broadcast.Id);
        await db.SaveChangesAsync(ct);
        return broadcast;
    }

    /// <summary>Before it is sent: how many it would reach.</summary>
    /// <exception cref="FaultsException">Something in it cannot be; every field's fault is named.</exception>
    public async Task<ReachPreview> PreviewAsync(NewBroadcast said, CancellationToken ct)
    {
        var people = await audiences.ResolveAsync(said.Audience, ct);
        FaultsException.ThrowIfAny([.. Plan.Faults(said, FormIds, clock.GetUtcNow()), .. AudienceFaults(said.Audience, people)]);
        return await reach.PreviewAsync(people.PersonIds, "broadcast", ct);
    }

    public async Task<Broadcast?> FindAsync(long id, CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.Broadcasts.AsNoTracking().SingleOrDefaultAsync(b => b.Id == id, ct);
    }

    public async Task<Secrecy> SecrecyAsync(long id, CancellationToken ct)
    {
        var period = PeriodOf(id);
        await using var db = database.Open();
        return await db.Occurrences.Where(o => o.DutyKey == "broadcast" && o.Period == period).Select(o => o.Secrecy).SingleAsync(ct);
    }

    /// <summary>Newest first, without what was given to study: a page goes on below <paramref name="before"/>.</summary>
    /// <param name="by">Only what this person sent; null for all.</param>
    public async Task<Page<Broadcast>> ListAsync(long? before, int most, CancellationToken ct, string? by = null)
    {
        await using var db = database.Open();
        var rows = await db.Broadcasts.AsNoTracking().Where(b => !db.Studies.Any(s => s.BroadcastId == b.Id) && (before == null || b.Id < before) && (by == null || b.CreatedBy == by)).OrderByDescending(b => b.Id).Take(most + 1).ToListAsync(ct);
        return rows.ToPage(most, b => b.Id);
    }

    /// <returns>null when there is no such broadcast.</returns>
    public async Task<BroadcastCounts?> CountsAsync(long id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } broadcast)
        {
            return null;
        }

        await using var db = database.Open();
        var occurrence = await OccurrenceAsync(db, id, ct);
        var told = db.Notices.Where(n => n.OccurrenceId == occurrence.Id && n.Kind == "broadcast").Select(n => (long?)n.Id);
        var waiting = await db.Outbox.Where(o => told.Contains(o.NoticeId) && !o.UniqueKey.Contains(Bell.Copy)).GroupBy(o => o.State).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        var over = await db.Deliveries.Where(d => told.Contains(d.NoticeId) && !d.UniqueKey.Contains(Bell.Copy)).GroupBy(d => d.Outcome).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        var people = await db.Assignments.CountAsync(a => a.OccurrenceId == occurrence.Id, ct);
        var deliveries = waiting.Concat(over).ToDictionary(c => c.Key, c => c.Count);

        // Who has no phone writes no letter either: they are not waited for, they are called.
        var unbound = await db.Outbox.CountAsync(o => o.State == "held" && told.Contains(o.NoticeId) && !o.UniqueKey.Contains(Bell.Copy) && !db.Contacts.Any(c => c.PersonId == o.PersonId), ct);
        if (unbound > 0)
        {
            (deliveries["held"], deliveries["unbound"]) = (deliveries["held"] - unbound, unbound);
        }

        if (people > deliveries.Values.Sum())
        {
            deliveries["due"] = people - deliveries.Values.Sum();
        }

        var seen = await db.Assignments.CountAsync(a => a.OccurrenceId == occurrence.Id && a.SeenAt != null, ct);
        return new(people, deliveries, broadcast.Ask is null ? new Dictionary<string, int>() : await AnswersAsync(db, occurrence, people, ct), seen);
    }

    private static async Task<Dictionary<string, int>> AnswersAsync(LuzhiDb db, Occurrence occurrence, int people, CancellationToken ct)
    {
        var lines = db.Assignments.Where(a => a.OccurrenceId == occurrence.Id);
        var answered = await lines.CountAsync(a => a.AnsweredAt != null, ct);
        var answers = new Dictionary<string, int> { ["answered"] = answered, ["unanswered"] = people - answered };
        if (occurrence.DueAt is { } due)
        {
            answers["late"] = await lines.CountAsync(a => a.AnsweredAt > due, ct);
            answers["overdue"] = await lines.CountAsync(a => a.State == AssignmentState.Overdue, ct);
        }

        return answers;
    }

    /// <summary>One line a person in the order of the roster: told when, answered what; goes on after the person <paramref name="after"/>.</summary>
    /// <param name="answered">Only who answered, or only who did not; null for all.</param>
    public async Task<Page<BroadcastLine>> LinesAsync(long id, bool? answered, long after, int most, CancellationToken ct)
    {
        await using var db = database.Open();
        var period = PeriodOf(id);
        // Asked for first: only by the number of its occurrence is a page of a hundred thousand lines read off the index in its order.
        if (await db.Occurrences.Where(o => o.DutyKey == "broadcast" && o.Period == period).Select(o => new { o.Id, o.DueAt }).SingleOrDefaultAsync(ct) is not { } occurrence)
        {
            return new([], null);
        }

        var rows = await (
            from assignment in db.Assignments.AsNoTracking()
            where assignment.OccurrenceId == occurrence.Id && assignment.PersonId > after && (answered == null || (assignment.AnsweredAt != null) == answered)
            join person in db.People on assignment.PersonId equals person.Id
            orderby assignment.PersonId
            select new BroadcastLine(assignment.Id, person.Id, person.Name, assignment.NotifiedAt, assignment.AnsweredAt, assignment.Answer,
                assignment.State, assignment.AnsweredAt > occurrence.DueAt, assignment.SeenAt, assignment.Via)).Take(most + 1).ToListAsync(ct);
        return rows.ToPage(most, line => line.PersonId);
    }

    internal IReadOnlyCollection<string> FormIds => [.. forms.All.Select(f => f.Id)];

    private static Broadcast Of(NewBroadcast said, long bodyId, string by, DateTimeOffset now) => new()
    {
        BodyId = bodyId,
        Title = said.Title.Trim(),
        Text = said.Text.Trim(),
        Audience = said.Audience.Trim(),
        DueAt = said.DueAt?.ToUniversalTime(),
        Ask = said.Ask,
        CreatedBy = by,
        CreatedAt = now,
    };

    private async Task<Occurrence> OpenAsync(LuzhiDb db, Broadcast broadcast, Secrecy secrecy, CancellationToken ct)
    {
        var occurrence = new Occurrence
        {
            BodyId = broadcast.BodyId,
            DutyKey = "broadcast",
            Period = PeriodOf(broadcast.Id),
            Title = broadcast.Title,
            OpensAt = broadcast.CreatedAt,
            DueAt = broadcast.DueAt,
            Secrecy = secrecy,
            FormVersion = forms.Find(broadcast.Ask)?.Version,
            CreatedAt = broadcast.CreatedAt,
        };
        db.Add(occurrence);
        await db.SaveChangesAsync(ct);
        return occurrence;
    }

    private static Task<Occurrence> OccurrenceAsync(LuzhiDb db, long id, CancellationToken ct)
    {
        var period = PeriodOf(id);
        return db.Occurrences.SingleAsync(o => o.DutyKey == "broadcast" && o.Period == period, ct);
    }

    private static void Ring(LuzhiDb db, long occurrenceId, Notice notice)
    {
        notice.OccurrenceId = occurrenceId;
        db.Add(notice);
    }

    private void Note(LuzhiDb db, string by, string action, long id) =>
        db.Add(new AuditLine { At = clock.GetUtcNow(), Actor = by, Action = action, Subject = $"broadcast:{id}" });

    private static string PeriodOf(long id) => $"b{id}";

    internal IReadOnlyList<Fault> AudienceFaults(string audience, AudienceAnswer answer) =>
        answer.Error is { } error ? [new("audience", error)]
        : answer.PersonIds.Count == 0 ? [new("audience", words.Say("meeting.fault.audience_empty", ("audience", audience)))]
        : [];
}
