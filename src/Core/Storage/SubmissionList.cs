using Luzhi.Core.Duties;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>What one member saved, with who it was.</summary>
public sealed record SubmissionLine(Submission Submission, string Name);

/// <summary>What members reported, newest first.</summary>
public sealed class SubmissionList(Database database)
{
    public async Task<Page<SubmissionLine>> ListAsync(string? form, long? personId, long? before, int most, CancellationToken ct)
    {
        await using var db = database.Open();
        var rows = await (
            from submission in db.Submissions.AsNoTracking()
            where (form == null || submission.Form == form) && (personId == null || submission.PersonId == personId) && (before == null || submission.Id < before)
            join person in db.People on submission.PersonId equals person.Id
            orderby submission.Id descending
            select new SubmissionLine(submission, person.Name)).Take(most + 1).ToListAsync(ct);
        return rows.ToPage(most, line => line.Submission.Id);
    }
}
