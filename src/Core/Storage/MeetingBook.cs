using Luzhi.Core.Duties;
using Luzhi.Core.Meetings;
using Luzhi.Core.Messages;
using Luzhi.Core.Office;
using Luzhi.Core.Settings;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>
/// The secretary's book of meetings. Calling, moving and withdrawing each are one transaction: meeting, duty ledger and notices are true
/// together or not at all. Who is invited is settled when the meeting is announced; whoever joins the audience later is invited only by
/// <see cref="InviteLateAsync"/>, because a list that grows by itself cannot be counted against.
/// </summary>
public sealed partial class MeetingBook(
    Database database, AudienceBook audiences, Words words, TimeZoneInfo zone, DeliverySettings delivery, TimeProvider clock)
{
    private MeetingCheck Check => new(words, zone);

    private readonly TalkPlans talks = TalkPlans.Of(words, delivery, zone);

    private MeetingPlan Plan => new(words, new QuietHours(delivery.QuietFrom, delivery.QuietTo, zone));

    /// <exception cref="FaultsException">Something in it cannot be; every field's fault is named.</exception>
    public async Task<long> CallAsync(NewMeeting call, string by, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var answer = await audiences.ResolveAsync(call.Audience, ct);
        FaultsException.ThrowIfAny([.. Check.Faults(call, now), .. AudienceFaults(call.Audience, answer, mayBeEmpty: !call.Announce)]);
        return await database.WriteAsync(async (db, token) =>
        {
            var type = call.TypeId is null ? null : await db.MeetingTypes.SingleOrDefaultAsync(t => t.Id == call.TypeId, token)
                ?? throw new FaultsException("type", words["talks.type.fault.unknown"]);
            var meeting = new Meeting
            {
                TypeId = type?.Id,
                Receipt = string.IsNullOrEmpty(call.Receipt ?? type?.Receipt) ? null : call.Receipt ?? type!.Receipt,
                BodyId = await db.Bodies.OrderBy(b => b.Id).Select(b => b.Id).FirstAsync(token),
                Title = call.Title.Trim(),
                StartsAt = call.StartsAt.ToUniversalTime(),
                Place = call.Place.Trim(),
                Audience = call.Audience.Trim(),
                Reminders = Joined(call is { Countdown: true, Reminders: [] } ? MeetingTimes.Countdown : call.Reminders),
                Countdown = call.Countdown,
                Secrecy = call.Secrecy,
                CreatedBy = by,
                CreatedAt = now,
            };
            db.Add(meeting);
            await db.SaveChangesAsync(token);
            Note(db, by, "meeting.call", meeting.Id);
            await (call.Announce ? AnnounceAsync(db, meeting, answer.PersonIds, token) : db.SaveChangesAsync(token));
            return meeting.Id;
        }, ct);
    }

    /// <summary>Announces a draft to whom its audience means now.</summary>
    /// <returns>null when there is no such meeting.</returns>
    public async Task<Meeting?> AnnounceAsync(long id, string by, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } draft)
        {
            return null;
        }

        var answer = await audiences.ResolveAsync(draft.Audience, ct);
        FaultsException.ThrowIfAny(AudienceFaults(draft.Audience, answer, mayBeEmpty: false));
        return await ChangeAsync(id, by, "meeting.announce", async (db, meeting, token) =>
        {
            FaultsException.ThrowIfAny([.. Standing(meeting, mayBeAnnounced: false), .. Check.Start(meeting.StartsAt, clock.GetUtcNow())]);
            await AnnounceAsync(db, meeting, answer.PersonIds, token);
        }, ct);
    }

    /// <summary>
    /// Moves or renames. Answers stand: who attends still attends, and is told how to change. Once announced, notices that have not left
    /// are withdrawn with the version they belong to, so that nobody hears of the old time any more.
    /// </summary>
    /// <returns>null when there is no such meeting.</returns>
    public Task<Meeting?> MoveAsync(long id, MeetingEdit edit, string by, CancellationToken ct)
    {
        FaultsException.ThrowIfAny(Check.Faults(edit, clock.GetUtcNow()));
        return ChangeAsync(id, by, "meeting.move", async (db, meeting, token) =>
        {
            FaultsException.ThrowIfAny([.. Standing(meeting, mayBeAnnounced: true), .. meeting.Secrecy == Secrecy.Offline ? Check.Offline(edit.Place ?? "") : []]);
            if (!Apply(edit, meeting) || meeting.State == MeetingState.Draft)
            {
                return;
            }

            meeting.Version++;
            var occurrence = await OccurrenceAsync(db, id, token);
            (occurrence.Title, occurrence.DueAt) = (meeting.Title, meeting.StartsAt);
            await WithdrawNoticesAsync(db, occurrence.Id, token);
            Ring(db, occurrence.Id, Plan.Moved(meeting, clock.GetUtcNow()));
        }, ct);
    }

    /// <summary>Called off: who was told hears a correction, who was not hears nothing, reminders die.</summary>
    /// <returns>null when there is no such meeting.</returns>
    public Task<Meeting?> WithdrawAsync(long id, string by, CancellationToken ct) =>
        ChangeAsync(id, by, "meeting.withdraw", async (db, meeting, token) =>
        {
            FaultsException.ThrowIfAny(Standing(meeting, mayBeAnnounced: true));
            var announced = meeting.State == MeetingState.Announced;
            (meeting.State, meeting.WithdrawnAt) = (MeetingState.Withdrawn, clock.GetUtcNow());
            if (!announced)
            {
                return;
            }

            var occurrence = await OccurrenceAsync(db, id, token);
            occurrence.Withdrawn = true;
            await WithdrawNoticesAsync(db, occurrence.Id, token);
            Ring(db, occurrence.Id, [Plan.Withdrawn(meeting, clock.GetUtcNow())]);
        }, ct);

    private async Task AnnounceAsync(LuzhiDb db, Meeting meeting, IReadOnlyList<long> personIds, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        (meeting.State, meeting.AnnouncedAt) = (MeetingState.Announced, now);
        var occurrence = new Occurrence
        {
            BodyId = meeting.BodyId,
            DutyKey = "meeting",
            Period = PeriodOf(meeting.Id),
            Title = meeting.Title,
            OpensAt = now,
            DueAt = meeting.StartsAt,
            Secrecy = meeting.Secrecy,
            CreatedAt = now,
        };
        db.Add(occurrence);
        await db.SaveChangesAsync(ct);
        await InviteAsync(db, occurrence.Id, meeting.Id, personIds, ct);
        Ring(db, occurrence.Id, Plan.Announced(meeting, now));
        await db.SaveChangesAsync(ct);
    }

    private async Task<Meeting?> ChangeAsync(long id, string by, string action, Func<LuzhiDb, Meeting, CancellationToken, Task> change, CancellationToken ct) =>
        await database.WriteAsync(async (db, token) =>
        {
            // Two secretaries at once: the second waits here and then sees what the first did.
            var locked = database.Provider == Provider.Postgres ? LockPostgres : LockSqlite;
            if (await db.Meetings.FromSqlRaw(locked, id).SingleOrDefaultAsync(token) is not { } meeting)
            {
                return null;
            }

            await change(db, meeting, token);
            Note(db, by, action, id);
            await db.SaveChangesAsync(token);
            return meeting;
        }, ct);

    private static async Task<int> InviteAsync(LuzhiDb db, long occurrenceId, long meetingId, IReadOnlyList<long> personIds, CancellationToken ct)
    {
        await DutyBook.AssignAsync(db, occurrenceId, personIds, ct);
        return await db.Database.ExecuteSqlRawAsync(Invite, [meetingId, occurrenceId], ct);
    }

    private static Task<Occurrence> OccurrenceAsync(LuzhiDb db, long meetingId, CancellationToken ct)
    {
        var period = PeriodOf(meetingId);
        return db.Occurrences.SingleAsync(o => o.DutyKey == "meeting" && o.Period == period, ct);
    }

    // Rung ones too: their rows still in the outbox are looked at once more at the door, and fall there. What was said to one person, an
    // answer or a decision, is true whatever becomes of the meeting's time.
    private static Task<int> WithdrawNoticesAsync(LuzhiDb db, long occurrenceId, CancellationToken ct) =>
        db.Notices.Where(n => n.OccurrenceId == occurrenceId && n.AssignmentId == null && (n.State == "due" || n.State == "rung"))
            .ExecuteUpdateAsync(set => set.SetProperty(n => n.State, "withdrawn"), ct);

    private static void Ring(LuzhiDb db, long occurrenceId, IReadOnlyList<Notice> notices)
    {
        foreach (var notice in notices)
        {
            notice.OccurrenceId = occurrenceId;
            db.Add(notice);
        }
    }

    private static bool Apply(MeetingEdit edit, Meeting meeting)
    {
        var before = (meeting.Title, meeting.StartsAt, meeting.Place, meeting.Reminders);
        meeting.Title = edit.Title?.Trim() ?? meeting.Title;
        meeting.StartsAt = edit.StartsAt?.ToUniversalTime() ?? meeting.StartsAt;
        meeting.Place = edit.Place?.Trim() ?? meeting.Place;
        meeting.Reminders = edit.Reminders is null ? meeting.Reminders : Joined(edit.Reminders);
        return before != (meeting.Title, meeting.StartsAt, meeting.Place, meeting.Reminders);
    }

    private void Note(LuzhiDb db, string by, string action, long id) =>
        db.Add(new AuditLine { At = clock.GetUtcNow(), Actor = by, Action = action, Subject = $"meeting:{id}" });

    private static string Joined(IReadOnlyList<string> reminders) => string.Join(' ', reminders.Select(r => Offset.Parse(r)!.Text).Distinct());

    private static string PeriodOf(long meetingId) => $"m{meetingId}";

    private IReadOnlyList<Fault> Standing(Meeting meeting, bool mayBeAnnounced) => meeting.State switch
    {
        MeetingState.Withdrawn => [new("state", words["meeting.fault.withdrawn"])],
        MeetingState.Announced when !mayBeAnnounced => [new("state", words["meeting.fault.announced"])],
        _ => [],
    };

    private IReadOnlyList<Fault> AudienceFaults(string audience, AudienceAnswer answer, bool mayBeEmpty) =>
        answer.Error is { } error ? [new("audience", error)]
        : answer.PersonIds.Count == 0 && !mayBeEmpty ? [new("audience", words.Say("meeting.fault.audience_empty", ("audience", audience)))]
        : [];

    private const string LockPostgres = "SELECT * FROM meeting WHERE id = {0} FOR UPDATE";
    private const string LockSqlite = "SELECT * FROM meeting WHERE id = {0}";

    private const string Invite = """
        INSERT INTO invitation (assignment_id, meeting_id, person_id, state)
        SELECT a.id, {0}, a.person_id, 'pending' FROM assignment a WHERE a.occurrence_id = {1}
        ON CONFLICT DO NOTHING
        """;
}
