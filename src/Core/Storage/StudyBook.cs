using Luzhi.Core.Duties;
using Luzhi.Core.Messages;
using Luzhi.Core.Office;
using Luzhi.Core.Settings;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>
/// What members are given to study: kept as a draft as long as the secretary likes, then sent as a broadcast, once. From then on the book
/// of broadcasts counts and chases it.
/// </summary>
public sealed class StudyBook(Database database, AudienceBook audiences, ReachBook reach, BroadcastBook broadcasts, Words words, TimeProvider clock)
{
    /// <summary>Keeps what was written so far, however unfinished: only a title is needed to find it again.</summary>
    /// <param name="id">The draft that is written on; null begins one.</param>
    /// <returns>Its id; null when there is no such draft, or it was sent meanwhile.</returns>
    public Task<long?> KeepAsync(long? id, StudyDraft draft, string by, CancellationToken ct)
    {
        FaultsException.ThrowIfAny(draft.Title.Trim().Length == 0 ? [new("title", words["broadcast.fault.title_empty"])] : []);
        return database.WriteAsync(async (db, token) =>
        {
            var study = id is null ? await BeginAsync(db, by, token) : await db.Studies.SingleOrDefaultAsync(s => s.Id == id && s.SentAt == null, token);
            if (study is null)
            {
                return null;
            }

            Write(draft, study);
            await db.SaveChangesAsync(token);
            return (long?)study.Id;
        }, ct);
    }

    /// <summary>How many it would reach.</summary>
    /// <exception cref="FaultsException">Something in it cannot be; every field's fault is named.</exception>
    public async Task<ReachPreview> PreviewAsync(StudyDraft draft, CancellationToken ct) => await reach.PreviewAsync(await CheckedAsync(draft, ct), "broadcast", ct);

    /// <summary>The message as it would be told, for the look on the phone before it is sent.</summary>
    /// <param name="files">How many papers go with it.</param>
    public Notice Draft(StudyDraft draft, int files = 0)
    {
        var study = new Study { Title = "", Text = "", Audience = "", Ask = "", CreatedBy = "" };
        Write(draft, study);
        return broadcasts.Studies.Told(study, Broadcast(draft), files, clock.GetUtcNow());
    }

    /// <summary>Sends a draft: the broadcast, its lines in the ledger and its notice come into being with it, or none of it does.</summary>
    /// <returns>null when there is no such draft, or it was sent already.</returns>
    /// <exception cref="FaultsException">Something in it cannot be; every field's fault is named.</exception>
    public async Task<BroadcastSent?> SendAsync(long id, string by, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { SentAt: null } kept)
        {
            return null;
        }

        var people = await CheckedAsync(DraftOf(kept), ct);
        var preview = await reach.PreviewAsync(people, "broadcast", ct);
        var sent = await database.WriteAsync(async (db, token) =>
        {
            // Tapped twice: the second finds it sent.
            var locked = database.Provider == Provider.Postgres ? LockPostgres : LockSqlite;
            if (await db.Studies.FromSqlRaw(locked, id).SingleOrDefaultAsync(token) is not { } study)
            {
                return false;
            }

            var files = await db.StudyFiles.CountAsync(f => f.StudyId == id, token);
            var broadcast = await broadcasts.PutAsync(db, DraftOf(study).AsBroadcast(), people, by, (b, now) => broadcasts.Studies.Told(study, b, files, now), token);
            (study.BroadcastId, study.SentAt) = (broadcast.Id, broadcast.CreatedAt);
            db.Add(new AuditLine { At = clock.GetUtcNow(), Actor = by, Action = "study.send", Subject = $"study:{id}" });
            await db.SaveChangesAsync(token);
            return true;
        }, ct);
        return sent ? new(id, preview) : null;
    }

    /// <summary>A draft nobody needs is thrown away; what was sent stays.</summary>
    public Task<bool> DropAsync(long id, CancellationToken ct) => database.WriteAsync(async (db, token) =>
    {
        var dropped = await db.Studies.Where(s => s.Id == id && s.SentAt == null).ExecuteDeleteAsync(token) > 0;
        if (dropped)
        {
            await db.StudyFiles.Where(f => f.StudyId == id).ExecuteDeleteAsync(token);
        }

        return dropped;
    }, ct);

    public async Task<Study?> FindAsync(long id, CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.Studies.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, ct);
    }

    /// <summary>What is to be read behind a line of the ledger, for its addressee alone; null where it is nothing to study.</summary>
    public async Task<Study?> ReadingAsync(long assignmentId, long personId, CancellationToken ct)
    {
        await using var db = database.Open();
        var period = await (
            from assignment in db.Assignments
            where assignment.Id == assignmentId && assignment.PersonId == personId
            join occurrence in db.Occurrences on assignment.OccurrenceId equals occurrence.Id
            where occurrence.DutyKey == "broadcast" && occurrence.Secrecy != Secrecy.Offline
            select occurrence.Period).SingleOrDefaultAsync(ct);
        var broadcast = period is null ? (long?)null : long.Parse(period.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture);
        return broadcast is null ? null : await db.Studies.AsNoTracking().SingleOrDefaultAsync(s => s.BroadcastId == broadcast, ct);
    }

    /// <summary>Newest first, drafts among them: a page goes on below <paramref name="before"/>.</summary>
    /// <param name="by">Only what this person wrote; null for all.</param>
    public async Task<Page<Study>> ListAsync(long? before, int most, CancellationToken ct, string? by = null)
    {
        await using var db = database.Open();
        var rows = await db.Studies.AsNoTracking().Where(s => (before == null || s.Id < before) && (by == null || s.CreatedBy == by))
            .OrderByDescending(s => s.Id).Take(most + 1).ToListAsync(ct);
        return rows.ToPage(most, s => s.Id);
    }

    public static StudyDraft DraftOf(Study s) => new(s.Title, s.Text, s.Audience, s.DueAt, s.Ask, s.Least, s.Link, s.Secrecy);

    private async Task<IReadOnlyList<long>> CheckedAsync(StudyDraft draft, CancellationToken ct)
    {
        var people = await audiences.ResolveAsync(draft.Audience, ct);
        FaultsException.ThrowIfAny([.. broadcasts.Studies.Faults(draft, broadcasts.FormIds, clock.GetUtcNow()), .. broadcasts.AudienceFaults(draft.Audience, people)]);
        return people.PersonIds;
    }

    private async Task<Study> BeginAsync(LuzhiDb db, string by, CancellationToken ct) => db.Add(new Study
    {
        BodyId = await db.Bodies.OrderBy(b => b.Id).Select(b => b.Id).FirstAsync(ct),
        Title = "",
        Text = "",
        Audience = "",
        Ask = "",
        CreatedBy = by,
        CreatedAt = clock.GetUtcNow(),
    }).Entity;

    private void Write(StudyDraft draft, Study study)
    {
        (study.Title, study.Text, study.Audience) = (draft.Title.Trim(), draft.Text.Trim(), draft.Audience.Trim());
        (study.Link, study.DueAt) = (string.IsNullOrWhiteSpace(draft.Link) ? null : draft.Link.Trim(), draft.DueAt?.ToUniversalTime());
        (study.Ask, study.Least, study.Secrecy, study.ChangedAt) = (draft.Ask, draft.Least, draft.Secrecy, clock.GetUtcNow());
    }

    private static Broadcast Broadcast(StudyDraft draft) => new()
    {
        Title = draft.Title, Text = draft.Text, Audience = draft.Audience, DueAt = draft.DueAt, Ask = draft.Ask, CreatedBy = "",
    };

    private const string LockPostgres = "SELECT * FROM study WHERE id = {0} AND sent_at IS NULL FOR UPDATE";
    private const string LockSqlite = "SELECT * FROM study WHERE id = {0} AND sent_at IS NULL";
}
