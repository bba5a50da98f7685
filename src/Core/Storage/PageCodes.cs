using Luzhi.Core.PhonePages;

namespace Luzhi.Core.Storage;

/// <summary>Checks the digits typed on a page. Each code works once; five wrong tries kill it, and whoever goes on guessing waits ever longer.</summary>
public sealed class PageCodes(Database database, PageSeal seal, TimeProvider clock)
{
    private const int TriesAtMost = 5;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <param name="personId">Whose code it must be: nobody's page opens by another's.</param>
    /// <param name="digits">As typed, half-width.</param>
    /// <param name="ct">The caller's patience.</param>
    public Task<CodeAnswer> TryAsync(long personId, string digits, CancellationToken ct) =>
        database.WriteAsync((db, token) => TryAsync(db, personId, digits, token), ct);

    /// <summary>Where the page does not know whom it is for: the name says it, and every bearer of it is asked.</summary>
    public async Task<CodeAnswer> TryAsync(string name, string digits, CancellationToken ct)
    {
        CodeAnswer worst = new CodeAnswer.Wrong();
        foreach (var person in await NamedAsync(name, ct))
        {
            switch (await TryAsync(person, digits, ct))
            {
                case CodeAnswer.Right right: return right;
                case CodeAnswer.Slowed slowed: worst = slowed; break;
            }
        }

        return worst;
    }

    private async Task<List<long>> NamedAsync(string name, CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.ListAsync<long>(Named, new { name, now = clock.GetUtcNow() }, ct);
    }

    private async Task<CodeAnswer> TryAsync(LuzhiDb db, long personId, string digits, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var code = await db.FirstAsync<PageCode>(Locked, new { personId }, ct);
        if (code?.BlockedUntil is { } until && until > now)
        {
            return new CodeAnswer.Slowed(until);
        }

        // Without a living code there is nothing to guess at, and nothing to count.
        if (code?.Kept is null || code.ExpiresAt <= now)
        {
            return new CodeAnswer.Wrong();
        }

        if (code.Kept == seal.Kept(personId, digits))
        {
            await db.RunAsync(Use, new { personId }, ct);
            return new CodeAnswer.Right(code.ContactId, personId);
        }

        var blocked = BlockAfter(code.Failures + 1) is { } wait ? now + wait : (DateTimeOffset?)null;
        await db.RunAsync(Miss, new { personId, blocked, dead = code.Tries + 1 >= TriesAtMost }, ct);
        return blocked is { } slow ? new CodeAnswer.Slowed(slow) : new CodeAnswer.Wrong();
    }

    private static TimeSpan? BlockAfter(int failures)
    {
        if (failures < TriesAtMost)
        {
            return null;
        }

        var doubled = FirstWait * Math.Pow(2, Math.Min(failures - TriesAtMost, 10));
        return doubled < LongestWait ? doubled : LongestWait;
    }

    private const string Named = """
        SELECT p.id FROM person p JOIN page_code c ON c.person_id = p.id
        WHERE p.name = @name AND p.removed_at IS NULL AND c.kept IS NOT NULL AND c.expires_at > @now
        """;

    private const string Locked = "SELECT * FROM page_code WHERE person_id = @personId FOR UPDATE";

    private const string Use = "UPDATE page_code SET kept = NULL, tries = 0, failures = 0, blocked_until = NULL WHERE person_id = @personId";

    private const string Miss = """
        UPDATE page_code SET tries = tries + 1, failures = failures + 1, blocked_until = @blocked, kept = CASE WHEN @dead THEN NULL ELSE kept END
        WHERE person_id = @personId
        """;
}
