using Luzhi.Core.Meetings;
using Luzhi.Core.Storage;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>What was asked and filled in about one meeting, as far as this member of the staff may see it.</summary>
public sealed class MeetingTalks(QuestionBook questions, ReceiptBook receipts, ConsoleText text, TimeProvider clock)
{
    public async Task<(QuestionsView Questions, ReceiptSheet? Receipts)> OfAsync(Meeting meeting, SignedIn staff, CancellationToken ct)
    {
        var open = await questions.OpenAsync(ct, meeting.Id, staff.UnitId);
        var answered = staff.IsOffice ? await questions.AnsweredAsync(meeting.Id, ct) : [];
        var today = DateOnly.FromDateTime(text.Local(clock.GetUtcNow()).DateTime);
        return (new(open, answered, $"/console/meetings/{meeting.Id}"), await receipts.SheetAsync(meeting, ct, staff.UnitId, today));
    }
}

/// <param name="Back">The page to come back to after an answer; null for the list of all.</param>
public sealed record QuestionsView(IReadOnlyList<OpenQuestion> Lines, IReadOnlyList<AskedAndAnswered> Answered, string? Back);
