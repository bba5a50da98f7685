using Luzhi.Core.Duties;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>A message that did not reach a person, and why, in one line.</summary>
public sealed record Unheard(string Title, DateTimeOffset Since, string Why);

/// <summary>Looks up what <see cref="Diagnosis"/> needs, for a page of lines at a time, and puts its answer into words.</summary>
public sealed class DiagnosisBook(Database database, Rights rights, Words words, TimeProvider clock, TimeZoneInfo zone)
{
    private static readonly TimeSpan LongAgo = TimeSpan.FromDays(30);
    private const int OfOnePerson = 10;

    /// <summary>By the id of the outbox row; nothing for what needs no explaining.</summary>
    public Task<IReadOnlyDictionary<long, string>> WaitingAsync(IReadOnlyList<long> outboxIds, CancellationToken ct) =>
        TellAsync(db => Waiting(db).Where(l => outboxIds.Contains(l.Id)), ct);

    /// <summary>By the id of the delivery; nothing for what arrived.</summary>
    public Task<IReadOnlyDictionary<long, string>> FinishedAsync(IReadOnlyList<long> deliveryIds, CancellationToken ct) =>
        TellAsync(db => Finished(db).Where(l => deliveryIds.Contains(l.Id)), ct);

    /// <summary>What a person has not been told lately and has not answered since, newest first.</summary>
    public async Task<IReadOnlyList<Unheard>> OfPersonAsync(long personId, CancellationToken ct)
    {
        var since = clock.GetUtcNow() - LongAgo;
        await using var db = database.Open();
        var lines = await Waiting(db).Where(l => l.PersonId == personId && l.Title != null).OrderByDescending(l => l.Id).Take(OfOnePerson).ToListAsync(ct);
        lines.AddRange(await Finished(db).Where(l => l.PersonId == personId && l.Title != null && !l.Settled && l.At >= since)
            .OrderByDescending(l => l.Id).Take(OfOnePerson).ToListAsync(ct));
        var why = await WhyAsync(db, lines, ct);
        return [.. lines.Zip(why).Where(l => l.Second is not null).Select(l => new Unheard(l.First.Title!, l.First.At, l.Second!)).OrderByDescending(u => u.Since).Take(OfOnePerson)];
    }

    private async Task<IReadOnlyDictionary<long, string>> TellAsync(Func<LuzhiDb, IQueryable<Line>> which, CancellationToken ct)
    {
        await using var db = database.Open();
        var lines = await which(db).ToListAsync(ct);
        var why = await WhyAsync(db, lines, ct);
        return lines.Zip(why).Where(l => l.Second is not null).ToDictionary(l => l.First.Id, l => l.Second!);
    }

    private async Task<IReadOnlyList<string?>> WhyAsync(LuzhiDb db, IReadOnlyList<Line> lines, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var people = lines.Select(l => l.PersonId).OfType<long>().Distinct().ToList();
        var replies = lines.Where(l => l.PersonId is null).Select(l => l.ContactId).OfType<long>().Distinct().ToList();
        var contacts = await db.Contacts.AsNoTracking().Where(c => people.Contains(c.PersonId!.Value) || replies.Contains(c.Id)).ToListAsync(ct);
        var ids = contacts.ConvertAll(c => c.Id);
        var windows = (await db.Windows.AsNoTracking().Where(w => ids.Contains(w.ContactId)).ToListAsync(ct)).ToLookup(w => w.ContactId);
        var consents = (await db.Consents.AsNoTracking().Where(c => ids.Contains(c.ContactId) && c.State == ConsentState.Accepted).ToListAsync(ct)).ToLookup(c => c.ContactId, c => c.TemplateId);
        IReadOnlyList<Reachable> Reachables(Line line) => [.. contacts.Where(c => line.PersonId is { } person ? c.PersonId == person : c.Id == line.ContactId)
            .Select(c => Reachable.Of(c, windows[c.Id], now, consents[c.Id]))];
        return [.. lines.Select(l => Said(Diagnosis.Of(l.Standing, Reachables(l), rights, Pinned.Read<Doorbell>(l.Doorbell)?.Kind), l, now))];
    }

    private string? Said(ReachFault fault, Line line, DateTimeOffset now) => fault == ReachFault.None ? null : words.Say(
        "reach." + Naming.Snake(fault.ToString()), ("when", Civil.Say(line.At, now, zone)), ("tries", line.Attempts), ("why", line.Why));

    private static IQueryable<Line> Waiting(LuzhiDb db) =>
        from row in db.Outbox.AsNoTracking()
        join notice in db.Notices on row.NoticeId equals notice.Id into notices
        from notice in notices.DefaultIfEmpty()
        join occurrence in db.Occurrences on notice.OccurrenceId equals occurrence.Id into occurrences
        from occurrence in occurrences.DefaultIfEmpty()
        select new Line
        {
            Id = row.Id, PersonId = row.PersonId, ContactId = row.ContactId, Title = occurrence.Title, State = row.State, Why = row.LastWhy,
            Attempts = row.Attempts, At = row.NotBefore, Doorbell = notice.Doorbell,
        };

    private static IQueryable<Line> Finished(LuzhiDb db) =>
        from row in db.Deliveries.AsNoTracking()
        join notice in db.Notices on row.NoticeId equals notice.Id into notices
        from notice in notices.DefaultIfEmpty()
        join occurrence in db.Occurrences on notice.OccurrenceId equals occurrence.Id into occurrences
        from occurrence in occurrences.DefaultIfEmpty()
        join assignment in db.Assignments on row.AssignmentId equals assignment.Id into assignments
        from assignment in assignments.DefaultIfEmpty()
        select new Line
        {
            Id = row.Id, PersonId = row.PersonId, ContactId = row.ContactId, Title = occurrence.Title, State = row.Outcome, Why = row.Why, Receipt = row.Receipt,
            Attempts = row.Attempts, At = row.At, Doorbell = notice.Doorbell, Settled = assignment.SeenAt != null || assignment.AnsweredAt != null,
        };

    private sealed record Line
    {
        public long Id { get; init; }
        public long? PersonId { get; init; }
        public long? ContactId { get; init; }
        public string? Title { get; init; }
        public string State { get; init; } = "";
        public string? Why { get; init; }
        public string? Receipt { get; init; }
        public int Attempts { get; init; }
        public DateTimeOffset At { get; init; }
        public string? Doorbell { get; init; }

        /// <summary>Seen or answered since, however it became known.</summary>
        public bool Settled { get; init; }

        public Standing Standing => new(State, Why, Receipt, Attempts);
    }
}
