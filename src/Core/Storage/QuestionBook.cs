using Luzhi.Core.Meetings;
using Luzhi.Core.Office;
using Luzhi.Core.Settings;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>A question that waits for the office. <see cref="Id"/> is the number by which 答 names it.</summary>
public sealed record OpenQuestion(
    long Id, long AssignmentId, long MeetingId, string Meeting, DateTimeOffset StartsAt, long PersonId, string Name, string Text, DateTimeOffset AskedAt, string CalledBy, bool Sealed);

/// <summary>A question with every answer it got, the newest question first.</summary>
public sealed record AskedAndAnswered(long Id, string Name, string Text, DateTimeOffset AskedAt, IReadOnlyList<QuestionAnswer> Answers);

/// <summary>The office's list of questions. An answer goes into the member's chat; every answer is kept, a second one corrects the first.</summary>
public sealed class QuestionBook(Database database, Words words, TalkPlans plans, TimeZoneInfo zone, TimeProvider clock)
{
    private const int LinesAtMost = 200;
    private const int TextAtMost = 1000;

    /// <summary>Those of meetings to come or just over, the oldest first.</summary>
    /// <param name="meetingId">Only of this meeting; null for all.</param>
    /// <param name="unitId">Only of members of this unit, for its secretary; null for all.</param>
    public async Task<IReadOnlyList<OpenQuestion>> OpenAsync(CancellationToken ct, long? meetingId = null, long? unitId = null)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
        await using var db = database.Open();
        return await (
            from question in db.Questions.AsNoTracking()
            where question.ClosedAt == null
            join invitation in db.Invitations on question.AssignmentId equals invitation.AssignmentId
            where (meetingId == null || invitation.MeetingId == meetingId) && (unitId == null || UnitPeople.Of(db, unitId.Value, today).Contains(invitation.PersonId))
            join meeting in db.Meetings on invitation.MeetingId equals meeting.Id
            where meeting.State == MeetingState.Announced
            join person in db.People on invitation.PersonId equals person.Id
            orderby question.Id
            select new OpenQuestion(question.Id, question.AssignmentId, meeting.Id, meeting.Title, meeting.StartsAt, person.Id, person.Name, question.Text, question.AskedAt, meeting.CreatedBy, meeting.Secrecy != Duties.Secrecy.Open))
            .Take(LinesAtMost).ToListAsync(ct);
    }

    /// <summary>What was asked about a meeting and answered, for its page.</summary>
    public async Task<IReadOnlyList<AskedAndAnswered>> AnsweredAsync(long meetingId, CancellationToken ct)
    {
        await using var db = database.Open();
        var asked = await (
            from question in db.Questions.AsNoTracking()
            join invitation in db.Invitations on question.AssignmentId equals invitation.AssignmentId
            where invitation.MeetingId == meetingId && db.QuestionAnswers.Any(a => a.QuestionId == question.Id)
            join person in db.People on invitation.PersonId equals person.Id
            orderby question.Id descending
            select new { question.Id, person.Name, question.Text, question.AskedAt }).Take(LinesAtMost).ToListAsync(ct);
        var ids = asked.Select(q => q.Id).ToList();
        var answers = (await db.QuestionAnswers.AsNoTracking().Where(a => ids.Contains(a.QuestionId)).OrderBy(a => a.Id).ToListAsync(ct)).ToLookup(a => a.QuestionId);
        return [.. asked.Select(q => new AskedAndAnswered(q.Id, q.Name, q.Text, q.AskedAt, [.. answers[q.Id]]))];
    }

    /// <summary>Answers what this person asked about this meeting: the oldest that waits; where none does, the newest once more.</summary>
    /// <returns>false when they asked nothing.</returns>
    /// <exception cref="FaultsException">The text is empty or too long.</exception>
    public async Task<bool> AnswerAsync(long assignmentId, string text, string by, CancellationToken ct)
    {
        await using var db = database.Open();
        var meant = await db.Questions.Where(q => q.AssignmentId == assignmentId && q.ClosedAt == null).OrderBy(q => q.Id).Select(q => (long?)q.Id).FirstOrDefaultAsync(ct)
            ?? await db.Questions.Where(q => q.AssignmentId == assignmentId).OrderByDescending(q => q.Id).Select(q => (long?)q.Id).FirstOrDefaultAsync(ct);
        return meant is { } question && await AnswerQuestionAsync(question, text, by, ct);
    }

    /// <summary>Answers one question by its number. It goes into the member's chat with the head of the question, and the choices where they have not chosen yet.</summary>
    /// <returns>false when there is no such question.</returns>
    /// <exception cref="FaultsException">The text is empty or too long.</exception>
    public Task<bool> AnswerQuestionAsync(long questionId, string text, string by, CancellationToken ct)
    {
        var said = text.Trim();
        FaultsException.ThrowIfAny(said.Length == 0 ? [new Fault("text", words["talks.question.fault.empty"])]
            : said.Length > TextAtMost ? [new Fault("text", words.Say("talks.question.fault.long", ("most", TextAtMost)))] : []);
        return database.WriteAsync(async (db, token) =>
        {
            if (await db.Questions.SingleOrDefaultAsync(q => q.Id == questionId, token) is not { } question)
            {
                return false;
            }

            var answer = new QuestionAnswer { QuestionId = questionId, Text = said, AnsweredBy = by, AnsweredAt = clock.GetUtcNow() };
            db.Add(answer);
            question.ClosedAt ??= clock.GetUtcNow();
            await db.SaveChangesAsync(token);
            await TellAsync(db, question, answer, by, token);
            return true;
        }, ct);
    }

    /// <summary>Seen, and in need of no answer: a remark that only had to arrive.</summary>
    /// <returns>false when there is no such question, or it is closed.</returns>
    public Task<bool> CloseAsync(long questionId, string by, CancellationToken ct) => database.WriteAsync(async (db, token) =>
    {
        if (await db.Questions.SingleOrDefaultAsync(q => q.Id == questionId && q.ClosedAt == null, token) is not { } question)
        {
            return false;
        }

        question.ClosedAt = clock.GetUtcNow();
        db.Add(Line(by, "question.close", questionId));
        await db.SaveChangesAsync(token);
        await new Questions(db, plans.Questions, clock.GetUtcNow()).CloseAsync(questionId, token);
        return true;
    }, ct);

    private async Task TellAsync(LuzhiDb db, Question question, QuestionAnswer answer, string by, CancellationToken ct)
    {
        var invitation = await db.Invitations.SingleAsync(i => i.AssignmentId == question.AssignmentId, ct);
        var meeting = await db.Meetings.SingleAsync(m => m.Id == invitation.MeetingId, ct);
        var open = invitation.State is InvitationState.Pending or InvitationState.Asked && meeting.StartsAt > clock.GetUtcNow();
        var notice = plans.Questions.Answered(answer.Id, meeting.Title, meeting.StartsAt, question.Text, answer.Text, open, clock.GetUtcNow());
        notice.OccurrenceId = await db.Assignments.Where(a => a.Id == question.AssignmentId).Select(a => a.OccurrenceId).SingleAsync(ct);
        notice.AssignmentId = question.AssignmentId;
        db.Add(notice);
        db.Add(Line(by, "question.answer", question.Id));
        await db.SaveChangesAsync(ct);
        await new Questions(db, plans.Questions, clock.GetUtcNow()).CloseAsync(question.Id, ct);
    }

    private AuditLine Line(string by, string action, long question) => new() { At = clock.GetUtcNow(), Actor = by, Action = action, Subject = $"question:{question}" };
}
