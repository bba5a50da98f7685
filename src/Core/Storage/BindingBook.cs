using Luzhi.Core.Directory;
using Luzhi.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>A code to hand to a person: what binds their phone, once.</summary>
public sealed record IssuedCode(long PersonId, string Name, string Code);

/// <summary>Gives out the codes that bind a phone to a person, and takes a phone away that was lost.</summary>
public sealed class BindingBook(Database database, TimeProvider clock, Chance chance)
{
    /// <summary>Read off paper and typed by thumb; guessing is slowed by the chat.</summary>
    private const int CodeLength = 6;

    /// <summary>A code for each of these people who is on the roster: the one that still waits to be used, else a new one.</summary>
    public Task<IReadOnlyList<IssuedCode>> IssueAsync(IReadOnlyCollection<long> personIds, string by, CancellationToken ct) => database.WriteAsync(async (db, token) =>
    {
        var now = clock.GetUtcNow();
        var issued = new List<IssuedCode>();
        foreach (var some in personIds.Distinct().Chunk(500))
        {
            issued.AddRange(await IssueAsync(db, some, now, token));
        }

        foreach (var code in issued)
        {
            Note(db, by, "binding.issue", $"person:{code.PersonId}", null);
        }

        await db.SaveChangesAsync(token);
        return (IReadOnlyList<IssuedCode>)issued;
    }, ct);

    /// <summary>A lost phone: it is nobody's from now on, codes that still waited are dead, and there is a new one.</summary>
    /// <returns>The new code; null when the person is not on the roster.</returns>
    public Task<IssuedCode?> UnbindAsync(long personId, string by, CancellationToken ct) => database.WriteAsync(async (db, token) =>
    {
        var now = clock.GetUtcNow();
        var phones = await UnbindAsync(db, personId, now, token);
        var issued = await IssueAsync(db, [personId], now, token);
        Note(db, by, "binding.unbind", $"person:{personId}", $"phones {phones}");
        await db.SaveChangesAsync(token);
        return issued is [var code] ? code : null;
    }, ct);

    /// <returns>How many phones were the person's.</returns>
    internal static async Task<int> UnbindAsync(LuzhiDb db, long personId, DateTimeOffset now, CancellationToken ct)
    {
        await db.BindingCodes.Where(c => c.PersonId == personId && c.UsedAt == null && c.RevokedAt == null)
            .ExecuteUpdateAsync(c => c.SetProperty(x => x.RevokedAt, now), ct);
        return await db.Contacts.Where(c => c.PersonId == personId)
            .ExecuteUpdateAsync(c => c.SetProperty(x => x.PersonId, (long?)null).SetProperty(x => x.BoundAt, (DateTimeOffset?)null), ct);
    }

    private async Task<IReadOnlyList<IssuedCode>> IssueAsync(LuzhiDb db, long[] people, DateTimeOffset now, CancellationToken ct)
    {
        await BodyBook.QueueAsync(db, ct);
        var names = await db.People.Where(p => people.Contains(p.Id) && p.RemovedAt == null).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        var waiting = (await db.BindingCodes.AsNoTracking()
            .Where(c => people.Contains(c.PersonId) && c.UsedAt == null && c.RevokedAt == null && (c.ExpiresAt == null || c.ExpiresAt > now))
            .OrderBy(c => c.IssuedAt).ToListAsync(ct)).ToLookup(c => c.PersonId);
        var without = people.Where(p => names.ContainsKey(p) && !waiting.Contains(p)).ToList();
        var fresh = await FreshAsync(db, without.Count, ct);
        var made = without.Zip(fresh, (person, code) => new BindingCode { Code = code, PersonId = person, IssuedAt = now }).ToList();
        db.AddRange(made);
        await db.SaveChangesAsync(ct);
        var codes = made.ToDictionary(c => c.PersonId, c => c.Code);
        return [.. people.Where(names.ContainsKey).Select(p => new IssuedCode(p, names[p], codes.GetValueOrDefault(p) ?? waiting[p].Last().Code))];
    }

    /// <summary>Codes that were never given out: a used one comes back to nobody.</summary>
    private async Task<IReadOnlyList<string>> FreshAsync(LuzhiDb db, int count, CancellationToken ct)
    {
        var fresh = new HashSet<string>();
        while (fresh.Count < count)
        {
            var drawn = Enumerable.Range(0, count - fresh.Count).Select(_ => chance.Code(CodeLength)).ToHashSet();
            drawn.ExceptWith(await db.BindingCodes.Where(c => drawn.Contains(c.Code)).Select(c => c.Code).ToListAsync(ct));
            fresh.UnionWith(drawn);
        }

        return [.. fresh];
    }

    private void Note(LuzhiDb db, string by, string action, string subject, string? detail) =>
        db.Add(new AuditLine { At = clock.GetUtcNow(), Actor = by, Action = action, Subject = subject, Detail = detail });
}
