using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Duties;
using Luzhi.Core.Messages;
using Luzhi.Core.Office;
using Luzhi.Core.Settings;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

public sealed record BroadcastSent(long Id, ReachPreview Reach);

/// <param name="Deliveries">ready, held and the like while on the way; sent, offered, failed and the like once it is decided; due before the bell rang.</param>
/// <param name="Answers">For a broadcast that asks: answered and unanswered sum to the people; of these late and overdue are a part each.</param>
public sealed record BroadcastCounts(int People, IReadOnlyDictionary<string, int> Deliveries, IReadOnlyDictionary<string, int> Answers);

/// <summary>One person a broadcast went to. <see cref="Answer"/>: their own words, where words were asked for; late where it came after the day.</summary>
public sealed record BroadcastLine(
    long AssignmentId, long PersonId, string Name, DateTimeOffset? NotifiedAt, DateTimeOffset? AnsweredAt, string? Answer, AssignmentState State, bool Late);

/// <summary>
/// The secretary's messages to an audience. With something asked each is a duty and has answers; without, it still has its lines in the
/// ledger, so that who was reached can be counted.
/// </summary>
public sealed partial class BroadcastBook(
    Database database, AudienceBook audiences, ReachBook reach, FormShelf forms, Words words, TimeZoneInfo zone, TimeProvider clock)
{
    private BroadcastPlan Plan => new(words, zone);

    /// <exception cref="FaultsException">Something in it cannot be; every field's fault is named.</exception>
    public async Task<BroadcastSent> SendAsync(NewBroadcast said, string by, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var people = await audiences.ResolveAsync(said.Audience, ct);
        FaultsException.ThrowIfAny([.. Plan.Faults(said, [.. forms.All.Select(f => f.Id)], now), .. AudienceFaults(said.Audience, people)]);
        var preview = await reach.PreviewAsync(people.PersonIds, "broadcast", ct);
        var id = await database.WriteAsync(async (db, token) =>
        {
            var broadcast = await AddAsync(db, said, by, now, token);
            var occurrence = await OpenAsync(db, broadcast, said.Secrecy, token);
            await DutyBook.AssignAsync(db, occurrence.Id, people.PersonIds, token);
            Ring(db, occurrence.Id, Plan.Told(broadcast, now));
            Note(db, by, "broadcast.send", broadcast.Id);
            await db.SaveChangesAsync(token);
            return broadcast.Id;
        }, ct);
        return new(id, preview);
    }

    /// <summary>Before it is sent: how many it would reach.</summary>
    /// <exception cref="FaultsException">The audience cannot be read, or is nobody.</exception>
    public async Task<ReachPreview> PreviewAsync(string audience, CancellationToken ct)
    {
        var people = await audiences.ResolveAsync(audience, ct);
        FaultsException.ThrowIfAny(AudienceFaults(audience, people));
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

    /// <summary>Newest first: a page goes on below <paramref name="before"/>.</summary>
    /// <param name="by">Only what this person sent; null for all.</param>
    public async Task<Page<Broadcast>> ListAsync(long? before, int most, CancellationToken ct, string? by = null)
    {
        await using var db = database.Open();
        var rows = await db.Broadcasts.AsNoTracking().Where(b => (before == null || b.Id < before) && (by == null || b.CreatedBy == by)).OrderByDescending(b => b.Id).Take(most + 1).ToListAsync(ct);
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
        var waiting = await db.Outbox.Where(o => told.Contains(o.NoticeId)).GroupBy(o => o.State).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        var over = await db.Deliveries.Where(d => told.Contains(d.NoticeId)).GroupBy(d => d.Outcome).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        var people = await db.Assignments.CountAsync(a => a.OccurrenceId == occurrence.Id, ct);
        var deliveries = waiting.Concat(over).ToDictionary(c => c.Key, c => c.Count);
        if (people > deliveries.Values.Sum())
        {
            deliveries["due"] = people - deliveries.Values.Sum();
        }

        return new(people, deliveries, broadcast.Ask is null ? new Dictionary<string, int>() : await AnswersAsync(db, occurrence, people, ct));
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

    /// <summary>One line a person in the order of the list: told when, answered what; goes on after <paramref name="after"/>.</summary>
    /// <param name="answered">Only who answered, or only who did not; null for all.</param>
    public async Task<Page<BroadcastLine>> LinesAsync(long id, bool? answered, long after, int most, CancellationToken ct)
    {
        await using var db = database.Open();
        var period = PeriodOf(id);
        var rows = await (
            from occurrence in db.Occurrences.AsNoTracking()
            where occurrence.DutyKey == "broadcast" && occurrence.Period == period
            join assignment in db.Assignments on occurrence.Id equals assignment.OccurrenceId
            where assignment.Id > after && (answered == null || (assignment.AnsweredAt != null) == answered)
            join person in db.People on assignment.PersonId equals person.Id
            orderby assignment.Id
            select new BroadcastLine(assignment.Id, person.Id, person.Name, assignment.NotifiedAt, assignment.AnsweredAt, assignment.Answer,
                assignment.State, assignment.AnsweredAt > occurrence.DueAt)).Take(most + 1).ToListAsync(ct);
        return rows.ToPage(most, line => line.AssignmentId);
    }

    private static async Task<Broadcast> AddAsync(LuzhiDb db, NewBroadcast said, string by, DateTimeOffset now, CancellationToken ct)
    {
        var broadcast = new Broadcast
        {
            BodyId = await db.Bodies.OrderBy(b => b.Id).Select(b => b.Id).FirstAsync(ct),
            Title = said.Title.Trim(),
            Text = said.Text.Trim(),
            Audience = said.Audience.Trim(),
            DueAt = said.DueAt?.ToUniversalTime(),
            Ask = said.Ask,
            CreatedBy = by,
            CreatedAt = now,
        };
        db.Add(broadcast);
        await db.SaveChangesAsync(ct);
        return broadcast;
    }

    private static async Task<Occurrence> OpenAsync(LuzhiDb db, Broadcast broadcast, Secrecy secrecy, CancellationToken ct)
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

    private IReadOnlyList<Fault> AudienceFaults(string audience, AudienceAnswer answer) =>
        answer.Error is { } error ? [new("audience", error)]
        : answer.PersonIds.Count == 0 ? [new("audience", words.Say("meeting.fault.audience_empty", ("audience", audience)))]
        : [];
}
