using Luzhi.Core.Duties;
using Luzhi.Core.Duties.Files;
using Luzhi.Core.Meetings;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

public sealed partial class DutyPlanBook
{
    private List<string> MeetingDuties => [.. shelf.All.Where(d => d.Meeting is not null).Select(d => d.Id)];

    /// <summary>The meetings of what has opened: announced where the file knows the place, else a draft that the office completes.</summary>
    public async Task<int> CallMeetingsAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var look = database.Open();
        var opened = MeetingDuties is { Count: > 0 } duties ? await look.ListAsync<Standing>(Uncalled, new { duties, now }, ct) : [];
        var called = 0;
        foreach (var occurrence in opened)
        {
            if (shelf.Find(occurrence.DutyKey, occurrence.Hash) is { Meeting: { } meeting } duty && StartsAt(occurrence.DueAt, meeting) is var startsAt && startsAt > now)
            {
                await CallAsync(occurrence, duty, meeting, startsAt, ct);
                called++;
            }
        }

        return called;
    }

    /// <summary>When the next meeting is to be called, or what the office switched since was not planned yet: at once.</summary>
    /// <param name="planned">When everything was last looked at.</param>
    public async Task<DateTimeOffset?> NextCallAsync(DateTimeOffset last, DateTimeOffset planned, CancellationToken ct)
    {
        await using var db = database.Open();
        var next = await db.FirstAsync<Soon>(Soonest, new { duties = MeetingDuties, last }, ct);
        return next?.SwitchedAt > planned ? last : next?.OpensAt;
    }

    /// <summary>The next civil day, when the night's changes hold.</summary>
    public DateTimeOffset Tomorrow(DateTimeOffset last) => Civil.Instant(TimeZoneInfo.ConvertTime(last, zone).Date.AddDays(1), zone);

    private DateTimeOffset StartsAt(DateTimeOffset due, DutyMeeting meeting) =>
        Civil.Instant(TimeZoneInfo.ConvertTime(due, zone).Date + meeting.Starts.ToTimeSpan(), zone);

    private async Task CallAsync(Standing occurrence, Duty duty, DutyMeeting meeting, DateTimeOffset startsAt, CancellationToken ct)
    {
        await using var look = database.Open();
        var type = await look.MeetingTypes.Where(t => t.Name == meeting.Type).Select(t => (long?)t.Id).FirstOrDefaultAsync(ct);
        var announce = meeting.Place.Trim().Length > 0 && (await PeopleAsync(duty, ct)).Count > 0;
        var call = new NewMeeting(occurrence.Title, startsAt, meeting.Place, duty.Audience, meeting.Reminders, announce, duty.Secrecy, meeting.Countdown, type);
        await database.WriteAsync(async (db, token) =>
        {
            // One transaction with the call: dying here, neither is true, and the next look calls it.
            var id = await meetings.CallAsync(call, words["duty.record.actor"], token);
            await db.RunAsync(Called, new { occurrence.Id, id }, token);
        }, ct);
    }

    private sealed record Soon
    {
        public DateTimeOffset? OpensAt { get; init; }
        public DateTimeOffset? SwitchedAt { get; init; }
    }

    private const string Uncalled = $"{Columns} WHERE o.duty_key IN @duties AND o.meeting_id IS NULL AND NOT o.withdrawn AND o.opens_at <= @now AND o.due_at > @now ORDER BY o.id";

    private const string Called = "UPDATE occurrence SET meeting_id = @id WHERE id = @Id";

    private const string Soonest = """
        SELECT (SELECT min(opens_at) FROM occurrence WHERE duty_key IN @duties AND meeting_id IS NULL AND NOT withdrawn AND opens_at > @last) AS opens_at,
               (SELECT max(changed_at) FROM duty_switch) AS switched_at
        """;
}
