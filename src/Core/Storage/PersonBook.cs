using Luzhi.Core.Meetings;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

public sealed record PersonMeeting(long MeetingId, string Title, DateTimeOffset StartsAt, InvitationState State);

public sealed record PersonSubmission(string Form, string State, string Said, DateTimeOffset At);

/// <summary>What one person was called to and reported, newest first: the lower half of the person's page.</summary>
public sealed class PersonBook(Database database)
{
    private const int LinesAtMost = 50;

    public async Task<IReadOnlyList<PersonMeeting>> MeetingsAsync(long personId, CancellationToken ct)
    {
        await using var db = database.Open();
        return await (
            from i in db.Invitations.AsNoTracking()
            where i.PersonId == personId
            join m in db.Meetings on i.MeetingId equals m.Id
            orderby m.StartsAt descending
            select new PersonMeeting(m.Id, m.Title, m.StartsAt, i.State)).Take(LinesAtMost).ToListAsync(ct);
    }

    public async Task<IReadOnlyList<PersonSubmission>> SubmissionsAsync(long personId, CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.Submissions.AsNoTracking().Where(s => s.PersonId == personId).OrderByDescending(s => s.At)
            .Select(s => new PersonSubmission(s.Form, s.State, s.Said, s.At)).Take(LinesAtMost).ToListAsync(ct);
    }
}
