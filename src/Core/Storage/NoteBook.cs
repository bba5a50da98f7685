using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>One note (心得): whose, when, in their own words. <see cref="Shared"/>: what the author said to others reading it; null while they have not said.</summary>
public sealed record StudyNote(long AssignmentId, long PersonId, string Name, string Text, DateTimeOffset At, string? Via, bool? Shared);

/// <summary>The notes that came to a study assignment, in the order of the list. They are read by people, and weighed by nobody.</summary>
public sealed class NoteBook(Database database)
{
    /// <param name="sharedOnly">Only those whose authors let others read them.</param>
    public async Task<Page<StudyNote>> ListAsync(long broadcastId, bool sharedOnly, long after, int most, CancellationToken ct)
    {
        var period = $"b{broadcastId}";
        await using var db = database.Open();
        var rows = await (
            from occurrence in db.Occurrences.AsNoTracking()
            where occurrence.DutyKey == "broadcast" && occurrence.Period == period
            join assignment in db.Assignments on occurrence.Id equals assignment.OccurrenceId
            where assignment.Id > after && assignment.Answer != null && assignment.AnsweredAt != null
            join person in db.People on assignment.PersonId equals person.Id
            join consent in db.NoteConsents on assignment.Id equals consent.AssignmentId into consents
            from consent in consents.DefaultIfEmpty()
            where !sharedOnly || consent.Shared
            orderby assignment.Id
            select new StudyNote(assignment.Id, person.Id, person.Name, assignment.Answer!, assignment.AnsweredAt!.Value, assignment.Via, consent == null ? null : consent.Shared))
            .Take(most + 1).ToListAsync(ct);
        return rows.ToPage(most, note => note.AssignmentId);
    }
}
