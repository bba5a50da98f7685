using Luzhi.Core.Meetings;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>Somebody whom the audience means now and who was not invited yet.</summary>
public sealed record LateGuest(long PersonId, string Name);

public sealed partial class MeetingBook
{
    /// <summary>Invites whoever the audience means now and was not invited yet; nobody is taken off the list.</summary>
    /// <returns>How many; null when there is no such meeting.</returns>
    public async Task<int?> InviteLateAsync(long id, string by, CancellationToken ct)
    {
        var added = 0;
        if (await FindAsync(id, ct) is not { } known)
        {
            return null;
        }

        var answer = await audiences.ResolveAsync(known.Audience, ct);
        FaultsException.ThrowIfAny(AudienceFaults(known.Audience, answer, mayBeEmpty: true));
        await ChangeAsync(id, by, "meeting.invite", async (db, meeting, token) =>
        {
            FaultsException.ThrowIfAny([.. Standing(meeting, mayBeAnnounced: true), .. Check.Start(meeting.StartsAt, clock.GetUtcNow())]);
            var occurrence = await OccurrenceAsync(db, id, token);
            added = await InviteAsync(db, occurrence.Id, id, answer.PersonIds, token);
            if (added > 0)
            {
                Ring(db, occurrence.Id, [Plan.Late(meeting, clock.GetUtcNow())]);
            }
        }, ct);
        return added;
    }

    /// <summary>Whom <see cref="InviteLateAsync"/> would invite now, in the order of the roster.</summary>
    public async Task<IReadOnlyList<LateGuest>> LateAsync(long id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { State: MeetingState.Announced } meeting)
        {
            return [];
        }

        var answer = await audiences.ResolveAsync(meeting.Audience, ct);
        FaultsException.ThrowIfAny(AudienceFaults(meeting.Audience, answer, mayBeEmpty: true));
        await using var db = database.Open();
        var invited = (await db.Invitations.Where(i => i.MeetingId == id).Select(i => i.PersonId).ToListAsync(ct)).ToHashSet();
        var late = answer.PersonIds.Where(p => !invited.Contains(p)).ToList();
        return await db.People.Where(p => late.Contains(p.Id)).OrderBy(p => p.Id).Select(p => new LateGuest(p.Id, p.Name)).ToListAsync(ct);
    }
}
