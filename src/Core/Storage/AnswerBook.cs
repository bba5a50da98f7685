using Dapper;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Luzhi.Core.Storage;

/// <summary>An answer as it went out, and goes out again.</summary>
public sealed record Answer(int Status, string Body);

/// <summary>
/// What was answered under an Idempotency-Key. The key's row, the work and the answer are one transaction: a second request waits on the row while the
/// first is in flight and then hears the same answer; after a crash in the middle neither work nor row is there, and the next try does it.
/// </summary>
public sealed class AnswerBook(Database database, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(48);

    /// <returns>null when the key already stands for another request.</returns>
    public Task<Answer?> OnceAsync(long apiKeyId, string key, string requestHash, Func<CancellationToken, Task<Answer>> work, CancellationToken ct) =>
        database.WriteAsync(async (db, token) =>
        {
            if (!await ReserveAsync(db, apiKeyId, key, requestHash, token))
            {
                var kept = await db.RememberedAnswers.AsNoTracking().SingleAsync(r => r.ApiKeyId == apiKeyId && r.Key == key, token);
                return kept.RequestHash == requestHash ? new Answer(kept.Status!.Value, kept.Body ?? "") : null;
            }

            var answer = await WorkAsync(db, work, token);
            await FinishAsync(db, apiKeyId, key, answer, token);
            return answer;
        }, ct);

    private static async Task<Answer> WorkAsync(LuzhiDb db, Func<CancellationToken, Task<Answer>> work, CancellationToken ct)
    {
        var transaction = db.Database.CurrentTransaction!;
        await transaction.CreateSavepointAsync("work", ct);
        var answer = await work(ct);
        if (answer.Status >= 400)
        {
            // What was refused half-way changed nothing, but that it was refused is remembered.
            await transaction.RollbackToSavepointAsync("work", ct);
        }

        return answer;
    }

    private async Task<bool> ReserveAsync(LuzhiDb db, long apiKeyId, string key, string requestHash, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await RunAsync(db, Forget, new { apiKeyId, old = database.Instant(now - Kept) }, ct);
        return await RunAsync(db, Reserve, new { apiKeyId, key, requestHash, now = database.Instant(now) }, ct) == 1;
    }

    /// <summary>Our own failure is not an answer to remember: the next try may do better.</summary>
    private static Task<int> FinishAsync(LuzhiDb db, long apiKeyId, string key, Answer answer, CancellationToken ct) => answer.Status >= 500
        ? RunAsync(db, Release, new { apiKeyId, key }, ct)
        : RunAsync(db, Finish, new { apiKeyId, key, answer.Status, answer.Body }, ct);

    private static Task<int> RunAsync(LuzhiDb db, string sql, object values, CancellationToken ct) =>
        db.Database.GetDbConnection().ExecuteAsync(new CommandDefinition(sql, values, db.Database.CurrentTransaction!.GetDbTransaction(), cancellationToken: ct));

    private const string Forget = "DELETE FROM remembered_answer WHERE api_key_id = @apiKeyId AND at < @old";

    private const string Reserve = """
        INSERT INTO remembered_answer (api_key_id, key, request_hash, at) VALUES (@apiKeyId, @key, @requestHash, @now) ON CONFLICT DO NOTHING
        """;

    private const string Finish = "UPDATE remembered_answer SET status = @Status, body = @Body WHERE api_key_id = @apiKeyId AND key = @key";

    private const string Release = "DELETE FROM remembered_answer WHERE api_key_id = @apiKeyId AND key = @key";
}
