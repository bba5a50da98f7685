using Luzhi.Core.Duties;
using Luzhi.Core.Meetings;

namespace Luzhi.Core.Storage;

/// <summary>What a member asks about a meeting, in the transaction of their answer: it waits on the office's list, and its secretaries who have a phone hear of it.</summary>
internal sealed class Questions(LuzhiDb db, QuestionPlan plan, DateTimeOffset now)
{
    public async Task AskAsync(long assignmentId, string text, CancellationToken ct)
    {
        var about = (await db.FirstAsync<About>(Find, new { assignmentId }, ct))!;
        var question = new Question { AssignmentId = assignmentId, Text = text, AskedAt = now };
        db.Add(question);
        await db.SaveChangesAsync(ct);
        var secretaries = await db.ListAsync<long>(Secretaries, new { about.CreatedBy, about.PersonId }, ct);
        if (secretaries.Count > 0)
        {
            await TellAsync(question, about, secretaries, ct);
        }
    }

    /// <summary>Whoever was asked need not answer any more.</summary>
    public Task<int> CloseAsync(long question, CancellationToken ct) => db.RunAsync(Close, new { question }, ct);

    private async Task TellAsync(Question question, About about, IReadOnlyList<long> secretaries, CancellationToken ct)
    {
        var occurrence = new Occurrence
        {
            BodyId = about.BodyId, DutyKey = "question", Period = $"q{question.Id}", Title = plan.Title(about.Name, about.Title), OpensAt = now, DueAt = about.StartsAt,
            Secrecy = about.Secrecy, CreatedAt = now,
        };
        db.Add(occurrence);
        await db.SaveChangesAsync(ct);
        question.OccurrenceId = occurrence.Id;
        await DutyBook.AssignAsync(db, occurrence.Id, secretaries, ct);
        var notice = plan.Asked(question.Id, about.Name, about.Title, about.StartsAt, question.Text, now);
        notice.OccurrenceId = occurrence.Id;
        db.Add(notice);
        await db.SaveChangesAsync(ct);
    }

    private sealed record About
    {
        public long BodyId { get; init; }
        public long PersonId { get; init; }
        public string Name { get; init; } = "";
        public string Title { get; init; } = "";
        public DateTimeOffset StartsAt { get; init; }
        public string CreatedBy { get; init; } = "";
        public Secrecy Secrecy { get; init; }
    }

    private const string Find = """
        SELECT m.body_id, p.id AS person_id, p.name, m.title, m.starts_at, m.created_by, m.secrecy
        FROM invitation i JOIN meeting m ON m.id = i.meeting_id JOIN person p ON p.id = i.person_id WHERE i.assignment_id = @assignmentId
        """;

    /// <summary>Who called the meeting; where that was a machine, or has no phone, everybody of the office who has one.</summary>
    private const string Secretaries = """
        SELECT DISTINCT s.person_id FROM staff s JOIN person p ON p.id = s.person_id AND p.removed_at IS NULL
        WHERE s.disabled_at IS NULL AND s.person_id <> @PersonId AND (s.name = @CreatedBy OR (s.role = 'office' AND NOT EXISTS (
            SELECT 1 FROM staff c WHERE c.name = @CreatedBy AND c.person_id IS NOT NULL AND c.disabled_at IS NULL)))
        """;

    private const string Close = """
        UPDATE assignment SET state = 'excused'
        WHERE occurrence_id = (SELECT occurrence_id FROM question WHERE id = @question) AND answered_at IS NULL
        """;
}
