using Luzhi.Core.Conversations.Secretary;
using Luzhi.Core.Duties;
using Luzhi.Core.Meetings;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>What is in hand at the desk of one who works in the office: meetings to come and messages that still wait for answers.</summary>
public sealed class MatterBook(Database database, ReachBook reach, Words words, TimeProvider clock, TimeZoneInfo zone)
{
    private readonly Discretion discretion = new(words, zone);

    /// <summary>A message without a day to answer by, or with nothing asked, is out of hand after so long.</summary>
    private static readonly TimeSpan BroadcastsStay = TimeSpan.FromDays(14);
    private static readonly TimeSpan ToldStay = TimeSpan.FromDays(1);

    /// <summary>Past its day it is in hand while somebody still owes an answer, for so long.</summary>
    internal static readonly TimeSpan LateStay = TimeSpan.FromDays(7);

    /// <summary>Many more than anybody chases by number; enough to be counted.</summary>
    private const int NamesAtMost = 600;
    private const int MattersAtMost = 60;

    /// <summary>Soonest first. A unit's secretary sees the meetings their people are invited to, counted within the unit, and what they began.</summary>
    /// <param name="named">With the names of what is internal: for the console, never for a chat.</param>
    public async Task<IReadOnlyList<Matter>> OpenAsync(Desk desk, CancellationToken ct, bool named = false)
    {
        var now = clock.GetUtcNow();
        var about = new
        {
            now, since = now - BroadcastsStay, told = now - ToldStay, late = now - LateStay, unit = desk.UnitId, name = desk.Name, most = MattersAtMost,
            today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime),
        };
        await using var db = database.Open();
        var meetings = (await db.ListAsync<Row>(Meetings("m.starts_at > @now"), about, ct)).Select(r => r.Matter(MatterKind.Meeting, desk, named ? null : discretion));
        var broadcasts = (await db.ListAsync<Row>(Broadcasts, about, ct)).Select(r => r.Matter(MatterKind.Broadcast, desk, named ? null : discretion));
        return [.. meetings.Concat(broadcasts).OrderBy(m => m.When ?? DateTimeOffset.MaxValue).ThenBy(m => m.Ref, StringComparer.Ordinal)];
    }

    /// <summary>Who of a matter's people stands how, and how the unanswered could be reached.</summary>
    public async Task<MatterPeople> PeopleAsync(Matter matter, long? unitId, CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
        var (duty, period) = (matter.Kind == MatterKind.Meeting ? "meeting" : "broadcast", matter.Kind == MatterKind.Meeting ? $"m{matter.Id}" : $"b{matter.Id}");
        await using var db = database.Open();
        var lines = await (
            from occurrence in db.Occurrences
            where occurrence.DutyKey == duty && occurrence.Period == period
            join assignment in db.Assignments on occurrence.Id equals assignment.OccurrenceId
            join person in db.People on assignment.PersonId equals person.Id
            where person.RemovedAt == null && (unitId == null || UnitPeople.Of(db, unitId.Value, today).Contains(person.Id))
            join invitation in db.Invitations on assignment.Id equals invitation.AssignmentId into invitations
            from invitation in invitations.DefaultIfEmpty()
            orderby assignment.Id
            select new { person.Id, person.Name, Invitation = (InvitationState?)invitation.State, assignment.AnsweredAt }).ToListAsync(ct);
        var byState = lines.ToLookup(l => l.Invitation?.ToString().ToLowerInvariant() ?? (l.AnsweredAt is null ? "pending" : "answered"));
        var order = new[] { "attending", "answered", "leave", "asked", "pending" };
        return new(
            matter.Ref,
            order.ToDictionary(s => s, s => (IReadOnlyList<string>)[.. byState[s].Select(l => l.Name).Take(NamesAtMost)]),
            await reach.PreviewAsync([.. byState["pending"].Select(l => l.Id)], matter.Kind == MatterKind.Meeting ? "reminder" : "broadcast", ct));
    }

    /// <summary>Meetings of this day that have begun, or are over: nothing can be done about them by number, but the day had them.</summary>
    public async Task<IReadOnlyList<Matter>> BegunTodayAsync(Desk desk, CancellationToken ct, bool named = false)
    {
        var now = clock.GetUtcNow();
        var local = TimeZoneInfo.ConvertTime(now, zone);
        var about = new { now, began = Civil.Instant(local.Date, zone), unit = desk.UnitId, name = desk.Name, most = MattersAtMost, today = DateOnly.FromDateTime(local.DateTime) };
        await using var db = database.Open();
        return [.. (await db.ListAsync<Row>(Meetings("m.starts_at <= @now AND m.starts_at >= @began"), about, ct)).Select(r => r.Matter(MatterKind.Meeting, desk, named ? null : discretion))];
    }

    /// <summary>Answers that came since, and leaves that wait for a decision, within what the desk sees.</summary>
    public async Task<(int Answers, int Leaves)> NewsAsync(Desk desk, DateTimeOffset since, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        await using var db = database.Open();
        var unit = desk.UnitId;
        var answers = await db.Assignments.CountAsync(a => a.AnsweredAt >= since && (unit == null || UnitPeople.Of(db, unit.Value, today).Contains(a.PersonId)), ct);
        var leaves = await (
            from invitation in db.Invitations
            join meeting in db.Meetings on invitation.MeetingId equals meeting.Id
            where invitation.State == InvitationState.Leave && invitation.LeaveApproved == null && meeting.State == MeetingState.Announced && meeting.StartsAt > now
                && (unit == null || UnitPeople.Of(db, unit.Value, today).Contains(invitation.PersonId))
            select invitation.AssignmentId).CountAsync(ct);
        return (answers, leaves);
    }

    /// <summary>When those who had not answered a meeting or broadcast were last chased.</summary>
    public async Task<DateTimeOffset?> ChasedAtAsync(string period, CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.Notices.Where(n => n.Kind == "chase" && db.Occurrences.Any(o => o.Id == n.OccurrenceId && o.Period == period)).MaxAsync(n => (DateTimeOffset?)n.DueAt, ct);
    }

    private sealed record Row
    {
        public long Id { get; init; }
        public string Title { get; init; } = "";
        public DateTimeOffset? At { get; init; }
        public string? Place { get; init; }
        public string? Ask { get; init; }
        public string CreatedBy { get; init; } = "";
        public Secrecy Secrecy { get; init; }
        public long People { get; init; }
        public long Attending { get; init; }
        public long Leave { get; init; }
        public long Asked { get; init; }
        public long Pending { get; init; }
        public DateTimeOffset? ChasedAt { get; init; }
        public DateTimeOffset? LastAnswerAt { get; init; }

        public Matter Matter(MatterKind kind, Desk desk, Discretion? discretion) => new()
        {
            Ref = (kind == MatterKind.Meeting ? "m" : "b") + Id,
            Kind = kind,
            Id = Id,
            Title = Secrecy == Secrecy.Open || discretion is null ? Title : discretion.Name(kind == MatterKind.Meeting ? "meeting" : "broadcast"),
            When = At,
            Place = Secrecy == Secrecy.Open || discretion is null ? Place ?? "" : "",
            Sealed = Secrecy != Secrecy.Open,
            Mine = desk.UnitId is null || CreatedBy == desk.Name,
            Asks = kind == MatterKind.Meeting || Ask is not null,
            People = (int)People,
            Attending = (int)Attending,
            Leave = (int)Leave,
            Asked = (int)Asked,
            Pending = (int)Pending,
            ChasedAt = ChasedAt,
            LastAnswerAt = LastAnswerAt,
        };
    }

    private const string InUnit = """
        (CAST(@unit AS bigint) IS NULL OR a.person_id IN (
            SELECT s.person_id FROM membership s JOIN unit u ON u.id = s.unit_id
            WHERE (u.id = @unit OR u.parent_id = @unit) AND (s.from_date IS NULL OR s.from_date <= @today) AND (s.to_date IS NULL OR s.to_date >= @today)))
        """;

    private const string Counts = $"""
        count(a.id) AS people, count(CASE WHEN i.state = 'attending' THEN 1 END) AS attending, count(CASE WHEN i.state = 'leave' THEN 1 END) AS leave,
        count(CASE WHEN i.state = 'asked' THEN 1 END) AS asked, count(CASE WHEN a.id IS NOT NULL AND a.answered_at IS NULL THEN 1 END) AS pending,
        {Last}
        """;

    private const string Last = """
        max(a.answered_at) AS last_answer_at, (SELECT max(n.due_at) FROM notice n WHERE n.occurrence_id = o.id AND n.kind = 'chase' AND n.state <> 'withdrawn') AS chased_at
        """;

    private static string Meetings(string when) => $"""
        SELECT m.id, m.title, m.starts_at AS at, m.place, m.created_by, o.secrecy, {Counts}
        FROM meeting m
        JOIN occurrence o ON o.duty_key = 'meeting' AND o.period = 'm' || m.id
        LEFT JOIN assignment a ON a.occurrence_id = o.id AND {InUnit}
        LEFT JOIN invitation i ON i.assignment_id = a.id
        WHERE m.state = 'announced' AND {when}
        GROUP BY m.id, m.title, m.starts_at, m.place, m.created_by, o.secrecy, o.id
        HAVING CAST(@unit AS bigint) IS NULL OR m.created_by = @name OR count(a.id) > 0
        ORDER BY m.starts_at, m.id LIMIT @most
        """;

    /// <summary>What a unit's secretary did not send is not theirs to see.</summary>
    private const string Broadcasts = $"""
        SELECT b.id, b.title, b.due_at AS at, b.ask, b.created_by, o.secrecy, count(a.id) AS people, count(CASE WHEN a.id IS NOT NULL AND a.answered_at IS NULL THEN 1 END) AS pending, {Last}
        FROM broadcast b
        JOIN occurrence o ON o.duty_key = 'broadcast' AND o.period = 'b' || b.id AND NOT o.withdrawn
        LEFT JOIN assignment a ON a.occurrence_id = o.id
        WHERE (b.due_at > @late OR (b.due_at IS NULL AND b.created_at > CASE WHEN b.ask IS NULL THEN @told ELSE @since END))
          AND (CAST(@unit AS bigint) IS NULL OR b.created_by = @name)
        GROUP BY b.id, b.title, b.due_at, b.ask, b.created_by, b.created_at, o.secrecy, o.id
        HAVING b.due_at IS NULL OR b.due_at > @now OR (b.ask IS NOT NULL AND count(a.id) > count(a.answered_at))
        ORDER BY b.created_at DESC, b.id DESC LIMIT @most
        """;
}
