using Luzhi.Core.Meetings;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

public sealed partial class MeetingBook
{
    /// <summary>Once more to those who have not answered, and to nobody else.</summary>
    /// <param name="said">The secretary's own words for it; null for the house's.</param>
    /// <returns>null when there is no such meeting.</returns>
    /// <exception cref="FaultsException">It is not announced, called off, or has begun.</exception>
    public Task<Meeting?> ChaseAsync(long id, string? said, string by, CancellationToken ct) =>
        ChangeAsync(id, by, "meeting.chase", async (db, meeting, token) =>
        {
            var now = clock.GetUtcNow();
            FaultsException.ThrowIfAny(meeting.State switch
            {
                MeetingState.Draft => [new("state", words["meeting.fault.draft"])],
                MeetingState.Withdrawn => [new("state", words["meeting.fault.withdrawn"])],
                _ when meeting.StartsAt <= now => [new("startsAt", words["meeting.fault.begun"])],
                _ => [],
            });
            var occurrence = await OccurrenceAsync(db, id, token);
            var times = await db.Notices.CountAsync(n => n.OccurrenceId == occurrence.Id && n.Kind == "chase", token) + 1;
            Ring(db, occurrence.Id, [Plan.Chased(meeting, said ?? words["broadcast.chase_said"], times, now)]);
        }, ct);
}
