using System.Text.Json;
using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Meetings;
using Luzhi.Core.Messages;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>The receipt of one who attends; <see cref="Answers"/> is null while it was not filled in.</summary>
public sealed record ReceiptLine(long PersonId, string Name, IReadOnlyDictionary<string, string>? Answers, DateTimeOffset? At);

/// <summary>How often each option of a question was chosen: 饮食 → 清真 2, 素食 1.</summary>
public sealed record ReceiptCount(string Label, IReadOnlyList<(string Option, int Count)> Options);

/// <param name="Form">The form of this meeting's receipt, for the names of its questions.</param>
public sealed record ReceiptSheet(Form Form, IReadOnlyList<ReceiptLine> Lines)
{
    public IReadOnlyList<ReceiptLine> Filled => [.. Lines.Where(l => l.Answers is not null)];

    public IReadOnlyList<ReceiptLine> Missing => [.. Lines.Where(l => l.Answers is null)];

    /// <summary>What the hotel and the kitchen want to know, question by question.</summary>
    public IReadOnlyList<ReceiptCount> Counts => [.. Form.Questions.Where(q => q.Type is QuestionType.Choice or QuestionType.Many)
        .Select(q => new ReceiptCount(q.Label, [.. q.Options.Select(o => (o.Name, Filled.Count(l => l.Answers!.TryGetValue(q.Key, out var chosen) && chosen.Split('、').Contains(o.Name)))).Where(o => o.Item2 > 0)]))
        .Where(c => c.Options.Count > 0)];
}

/// <summary>What those who attend a meeting filled in: who lodges, who eats what, whose car comes.</summary>
public sealed class ReceiptBook(Database database, FormShelf forms)
{
    /// <summary>Everybody who attends, in the order of the list, with their receipt where they filled it in.</summary>
    public async Task<IReadOnlyList<ReceiptLine>> LinesAsync(long meetingId, CancellationToken ct, long? unitId = null, DateOnly today = default)
    {
        await using var db = database.Open();
        var rows = await (
            from invitation in db.Invitations.AsNoTracking()
            where invitation.MeetingId == meetingId && invitation.State == InvitationState.Attending
                && (unitId == null || UnitPeople.Of(db, unitId.Value, today).Contains(invitation.PersonId))
            join assignment in db.Assignments on invitation.AssignmentId equals assignment.Id
            join meeting in db.Meetings on invitation.MeetingId equals meeting.Id
            join person in db.People on invitation.PersonId equals person.Id
            orderby invitation.AssignmentId
            select new
            {
                person.Id,
                person.Name,
                Saved = db.Submissions.Where(s => s.OccurrenceId == assignment.OccurrenceId && s.PersonId == person.Id && s.Form == meeting.Receipt && s.State == "saved")
                    .OrderByDescending(s => s.Id).FirstOrDefault(),
            }).ToListAsync(ct);
        return [.. rows.Select(r => new ReceiptLine(r.Id, r.Name, r.Saved is null ? null : Read(r.Saved.Answers), r.Saved?.At))];
    }

    /// <returns>null where the meeting asks for no receipt.</returns>
    public async Task<ReceiptSheet?> SheetAsync(Meeting meeting, CancellationToken ct, long? unitId = null, DateOnly today = default) =>
        forms.Find(meeting.Receipt) is { } form ? new(form, await LinesAsync(meeting.Id, ct, unitId, today)) : null;

    private static Dictionary<string, string> Read(string answers) => JsonSerializer.Deserialize<Dictionary<string, string>>(answers, Pinned.Options) ?? [];
}
