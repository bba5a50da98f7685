using System.Globalization;
using Luzhi.Core.Meetings;
using Luzhi.Core.Settings;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>What a telephone call came to, entered from the call sheet: a meeting's answer, a broadcast's or a planned duty's. It stands in the ledger as come by phone.</summary>
public sealed class CallBook(Database database, MeetingBook meetings, BroadcastBook broadcasts, DutyBook duties, CallSheet sheet, TimeProvider clock, TimeZoneInfo zone, Words words)
{
    /// <param name="unitId">Only members of this unit, for its secretary; null for all.</param>
    /// <param name="said">A leave's reason, a question, or what was answered to a broadcast; may be empty.</param>
    /// <exception cref="FaultsException">There is no such line, or it cannot be answered any more.</exception>
    public async Task EnterAsync(long assignmentId, InvitationState? answer, string? said, long? unitId, string by, CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
        await using var db = database.Open();
        var line = await (
            from assignment in db.Assignments
            where assignment.Id == assignmentId && (unitId == null || UnitPeople.Of(db, unitId.Value, today).Contains(assignment.PersonId))
            join occurrence in db.Occurrences on assignment.OccurrenceId equals occurrence.Id
            select new { assignment.PersonId, occurrence.DutyKey, occurrence.Period, Planned = occurrence.DutyVersionId != null }).SingleOrDefaultAsync(ct) ?? throw new FaultsException("who", words["console.calls.gone"]);
        if (line.Planned)
        {
            await duties.EnterAsync(assignmentId, "phone", said, by, ct);
            return;
        }

        // A request for one's own data or a leave has a line in the ledger too, and a number that is some broadcast's as well.
        // Nor is every line on the sheet: a call is entered for who had to be called.
        if (line.DutyKey is not ("meeting" or "broadcast") || !await sheet.HoldsAsync(assignmentId, ct) || !long.TryParse(line.Period.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            throw new FaultsException("who", words["console.calls.gone"]);
        }

        if (line.DutyKey == "meeting")
        {
            await meetings.EnterAnswerAsync(id, line.PersonId, answer ?? throw new FaultsException("answer", words["console.calls.which"]), said, "phone", by, ct);
            return;
        }

        await broadcasts.EnterAsync(id, line.PersonId, "phone", said, by, ct);
    }
}
