using Luzhi.Core.Duties;
using Luzhi.Core.Duties.Files;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>A duty as the office looks after it.</summary>
/// <param name="On">By the office's switch, else by its file.</param>
/// <param name="HasFile">false: its file is gone, what it left in the ledger stays.</param>
/// <param name="Occurrences">How often it has come up, what is planned ahead included.</param>
/// <param name="Latest">When it last came into the ledger.</param>
/// <param name="Open">The period that is open now; null when none is.</param>
/// <param name="NextOpens">When the next one that stands in the ledger opens.</param>
public sealed record DutySummary(
    string Id, string Title, string Basis, bool On, bool HasFile, int Occurrences, DateTimeOffset? Latest, string? Open, DateTimeOffset? Due, DateTimeOffset? NextOpens, DateTimeOffset? NextDue,
    int Lines, int Answered);

/// <summary>What of the duties waits for the office.</summary>
public sealed record DutyWaits(IReadOnlyList<UnheldOwed> Unheld, IReadOnlyList<DutyGap> Gaps, IReadOnlyList<DraftOwed> Drafts);

/// <summary>A line that is owed and belongs to nobody.</summary>
public sealed record UnheldOwed(string DutyKey, string Period, string Title, string About, DateTimeOffset? DueAt);

/// <summary>A meeting that a duty called and that has no place yet.</summary>
public sealed record DraftOwed(long MeetingId, string Title, DateTimeOffset StartsAt);

/// <summary>The duties of the files, and how each stands in the ledger.</summary>
public sealed class DutyList(Database database, DutyShelf shelf, TimeProvider clock)
{
    public async Task<IReadOnlyList<DutySummary>> AllAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        var rows = (await db.ListAsync<Row>(Standing, new { now = clock.GetUtcNow() }, ct)).ToDictionary(r => r.DutyKey);
        var switched = await db.DutySwitches.AsNoTracking().ToDictionaryAsync(s => s.DutyKey, s => s.IsOn, ct);
        return
        [
            .. shelf.All.Select(d => rows.GetValueOrDefault(d.Id, new Row { DutyKey = d.Id }).Summary(d, switched.GetValueOrDefault(d.Id, d.On))),
            .. rows.Values.Where(r => shelf.Find(r.DutyKey) is null).OrderBy(r => r.DutyKey, StringComparer.Ordinal).Select(r => r.Summary(null, false)),
        ];
    }

    /// <summary>Every text the file has had, the newest first.</summary>
    public async Task<IReadOnlyList<DutyVersion>> VersionsAsync(string duty, CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.DutyVersions.AsNoTracking().Where(v => v.DutyKey == duty).OrderByDescending(v => v.Version).ToListAsync(ct);
    }

    /// <summary>What is not answered for, waits to be decided, or lacks a place.</summary>
    public async Task<DutyWaits> WaitsAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = database.Open();
        var unheld = await (
            from line in db.UnheldLines
            join o in db.Occurrences on line.OccurrenceId equals o.Id
            where !o.Withdrawn && o.DueAt > now
            orderby o.DueAt, line.About
            select new UnheldOwed(o.DutyKey, o.Period, o.Title, line.AboutName, o.DueAt)).ToListAsync(ct);
        var drafts = await (
            from o in db.Occurrences
            join meeting in db.Meetings on o.MeetingId equals meeting.Id
            where o.DutyVersionId != null && meeting.State == Meetings.MeetingState.Draft && meeting.StartsAt > now
            orderby meeting.StartsAt
            select new DraftOwed(meeting.Id, meeting.Title, meeting.StartsAt)).ToListAsync(ct);
        return new(unheld, await db.DutyGaps.AsNoTracking().Where(g => g.State == GapState.Asked).OrderBy(g => g.DueAt).ToListAsync(ct), drafts);
    }

    private sealed record Row
    {
        public string DutyKey { get; init; } = "";
        public long Occurrences { get; init; }
        public DateTimeOffset? Latest { get; init; }
        public string? Open { get; init; }
        public DateTimeOffset? Due { get; init; }
        public DateTimeOffset? NextOpens { get; init; }
        public DateTimeOffset? NextDue { get; init; }
        public long Lines { get; init; }
        public long Answered { get; init; }

        public DutySummary Summary(Duty? duty, bool on) => new(
            DutyKey, duty?.Title ?? DutyKey, duty?.Basis ?? "", on, duty is not null, (int)Occurrences, Latest, Open, Due, NextOpens, NextDue, (int)Lines, (int)Answered);
    }

    private const string Standing = """
        SELECT k.duty_key, k.occurrences, k.latest, o.period AS open, o.due_at AS due, n.opens_at AS next_opens, n.due_at AS next_due,
               (SELECT count(*) FROM assignment a WHERE a.occurrence_id = o.id AND a.state <> 'excused') AS lines,
               (SELECT count(*) FROM assignment a WHERE a.occurrence_id = o.id AND a.answered_at IS NOT NULL) AS answered
        FROM (
            SELECT x.duty_key, count(*) AS occurrences, max(x.created_at) AS latest,
                   max(CASE WHEN x.duty_version_id IS NOT NULL AND x.opens_at <= @now AND x.due_at > @now AND NOT x.withdrawn THEN x.id END) AS open_id,
                   min(CASE WHEN x.duty_version_id IS NOT NULL AND x.opens_at > @now AND NOT x.withdrawn THEN x.id END) AS next_id
            FROM occurrence x GROUP BY x.duty_key) k
        LEFT JOIN occurrence o ON o.id = k.open_id
        LEFT JOIN occurrence n ON n.id = k.next_id
        ORDER BY k.duty_key
        """;
}
