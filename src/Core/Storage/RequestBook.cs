using Luzhi.Core.Directory;
using Luzhi.Core.Duties;
using Luzhi.Core.Office;
using Luzhi.Core.Settings;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

public sealed record RequestLine(DataRequest Request, string Name);

/// <summary>What people asked about their own data: the office's list, and the word that goes back to who asked.</summary>
public sealed class RequestBook(Database database, TimeProvider clock, Words words)
{
    private const int LongestSaid = 500;

    // An answer that finds every window shut rides on whatever the member writes next; after this it is old.
    private static readonly TimeSpan Waits = TimeSpan.FromDays(30);

    /// <summary>Put down by the office, or on the member's page; by chat it comes with the turn.</summary>
    /// <exception cref="FaultsException">A correction says nothing, or too much.</exception>
    public Task<long> AskAsync(long personId, DataRequestKind kind, string said, string via, CancellationToken ct)
    {
        var asked = said.Trim();
        FaultsException.ThrowIfAny(kind == DataRequestKind.Correction && asked.Length == 0 ? [new("said", words["own.fault.said"])]
            : asked.Length > LongestSaid ? [new("said", words.Say("roster.long", ("most", LongestSaid)))] : []);
        return database.WriteAsync(async (db, token) =>
        {
            // Pressed twice, or asked once more while it waits: it is one request.
            if (await db.DataRequests.Where(r => r.PersonId == personId && r.Kind == kind && r.Said == asked && r.State == DataRequestState.Open).Select(r => (long?)r.Id).FirstOrDefaultAsync(token) is { } waiting)
            {
                return waiting;
            }

            var request = new DataRequest { PersonId = personId, Kind = kind, Said = asked, Via = via, At = clock.GetUtcNow() };
            db.Add(request);
            await db.SaveChangesAsync(token);
            return request.Id;
        }, ct);
    }

    /// <summary>What this person asked, newest first.</summary>
    public async Task<IReadOnlyList<DataRequest>> OfAsync(long personId, CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.DataRequests.AsNoTracking().Where(r => r.PersonId == personId).OrderByDescending(r => r.Id).Take(20).ToListAsync(ct);
    }

    /// <summary>Open ones first, the oldest at the top; then what was decided, newest first.</summary>
    public async Task<IReadOnlyList<RequestLine>> ListAsync(int most, CancellationToken ct)
    {
        await using var db = database.Open();
        var rows = from r in db.DataRequests.AsNoTracking() join p in db.People on r.PersonId equals p.Id select new { Request = r, p.Name };
        var open = await rows.Where(r => r.Request.State == DataRequestState.Open).OrderBy(r => r.Request.Id).Take(most).ToListAsync(ct);
        var decided = await rows.Where(r => r.Request.State != DataRequestState.Open).OrderByDescending(r => r.Request.DecidedAt).Take(most).ToListAsync(ct);
        return [.. open.Concat(decided).Select(r => new RequestLine(r.Request, r.Name))];
    }

    public async Task<int> OpenCountAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.DataRequests.CountAsync(r => r.State == DataRequestState.Open, ct);
    }

    /// <summary>Done, or declined with a reason; who asked is told either way.</summary>
    /// <returns>false when there is no such open request.</returns>
    /// <exception cref="FaultsException">Declined without a reason.</exception>
    public Task<bool> DecideAsync(long id, bool done, string? answer, string by, CancellationToken ct)
    {
        var said = (answer ?? "").Trim();
        FaultsException.ThrowIfAny(!done && said.Length == 0 ? [new("answer", words["own.fault.reason"])] : said.Length > LongestSaid ? [new("answer", words.Say("roster.long", ("most", LongestSaid)))] : []);
        return database.WriteAsync(async (db, token) =>
        {
            if (await db.DataRequests.SingleOrDefaultAsync(r => r.Id == id && r.State == DataRequestState.Open, token) is not { } request)
            {
                return false;
            }

            var now = clock.GetUtcNow();
            (request.State, request.Answer, request.DecidedBy, request.DecidedAt) = (done ? DataRequestState.Done : DataRequestState.Declined, said, by, now);
            await TellAsync(db, request, now, token);
            db.Add(new AuditLine { At = now, Actor = by, Action = done ? "own_data.done" : "own_data.declined", Subject = $"person:{request.PersonId}", Detail = $"request {id}" });
            await db.SaveChangesAsync(token);
            return true;
        }, ct);
    }

    /// <summary>A duty that asks nothing back: the answer goes the way every notice goes, and is counted as told.</summary>
    private async Task TellAsync(LuzhiDb db, DataRequest request, DateTimeOffset now, CancellationToken ct)
    {
        var body = await db.People.Where(p => p.Id == request.PersonId).Select(p => p.BodyId).SingleAsync(ct);
        var occurrence = new Occurrence { BodyId = body, DutyKey = "own_data", Period = $"q{request.Id}", Title = words["own.title"], OpensAt = now, CreatedAt = now };
        db.Add(occurrence);
        await db.SaveChangesAsync(ct);
        await DutyBook.AssignAsync(db, occurrence.Id, [request.PersonId], ct);
        // Nothing is waited for: it must not stand on a list of what is unanswered.
        await db.Assignments.Where(a => a.OccurrenceId == occurrence.Id)
            .ExecuteUpdateAsync(a => a.SetProperty(x => x.State, AssignmentState.Done).SetProperty(x => x.AnsweredAt, now).SetProperty(x => x.DoneAt, now), ct);
        var kind = request.Kind.ToString().ToLowerInvariant();
        var ending = request.State == DataRequestState.Done ? "done" : "declined";
        db.Add(new Notice
        {
            OccurrenceId = occurrence.Id,
            Kind = "announce",
            UniqueKey = "announce:1",
            DueAt = now,
            ExpiresAt = now + Waits,
            Text = words.Say($"own.told.{ending}.{kind}", ("answer", request.Answer)),
            Whom = Whom.Everyone,
            ByHand = true,
            State = "due",
        });
    }
}
