using Luzhi.Core.Messages;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>Says before a message is sent how many it would reach, and how.</summary>
public sealed class ReachBook(Database database, Rights rights, TimeProvider clock)
{
    /// <param name="doorbell">The kind of doorbell the message would have: meeting, broadcast.</param>
    public async Task<ReachPreview> PreviewAsync(IReadOnlyList<long> personIds, string? doorbell, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = database.Open();
        // All bound addresses, not a list of ids: an audience is most often nearly everybody.
        var contacts = await db.Contacts.AsNoTracking().Where(c => c.PersonId != null).ToListAsync(ct);
        var windows = (await db.Windows.AsNoTracking().Where(w => w.ClosesAt > now && w.MessagesLeft > 0).ToListAsync(ct)).ToLookup(w => w.ContactId);
        var consents = (await db.Consents.AsNoTracking().Where(c => c.State == ConsentState.Accepted).ToListAsync(ct)).ToLookup(c => c.ContactId, c => c.TemplateId);
        var addresses = contacts.ToLookup(c => c.PersonId!.Value, c => Reachable.Of(c, windows[c.Id], now, consents[c.Id]));
        return Reach.Preview(personIds.Select(id => (IReadOnlyList<Reachable>)[.. addresses[id]]), rights, doorbell);
    }
}
