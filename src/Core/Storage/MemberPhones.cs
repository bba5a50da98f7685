using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>The members' phone numbers, apart from every other list: for the office only, and never without a line on the audit trail.</summary>
public sealed class MemberPhones(Database database)
{
    public async Task<IReadOnlyDictionary<long, string>> AllAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.People.AsNoTracking().OnRoster().Where(p => p.Phone != null).ToDictionaryAsync(p => p.Id, p => p.Phone!, ct);
    }
}
