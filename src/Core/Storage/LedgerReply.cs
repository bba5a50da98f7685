using Luzhi.Core.Messages;

namespace Luzhi.Core.Storage;

/// <summary>How the turn's reply leaves: on the answer to the push, or by the door.</summary>
internal sealed partial class LedgerTurn
{
    /// <summary>The rest of a long reply waits so long that its beginning, which rides on the answer to the push, is there first.</summary>
    private static readonly TimeSpan RestWaits = TimeSpan.FromSeconds(1);

    private async Task<(Answered, bool)> AnswerAsync(string? reply, Hearing hearing, Hearer hearer, long? person, long inboxId, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(reply))
        {
            return (new(null, false, ReplyRoute.None, inboxId), false);
        }

        // From here only the commit is left. Passive: the porch can no longer promise it to the door, so either it answers with it or the
        // platform's next try does. Door: the porch has said "success" or is about to, and the rows below are what it relies on.
        var parts = Parts.Of(reply, hearing.Inbound.Back.TextBytes);
        var passive = hearing.Race.TryPassive();
        await db.RunAsync(Answer, new { inboxId, reply = parts[0], route = passive ? "passive" : "door" }, ct);
        for (var i = passive ? 1 : 0; i < parts.Count; i++)
        {
            var key = i == 0 ? $"r{inboxId}" : $"r{inboxId}.{i + 1}";
            var notBefore = passive ? now + RestWaits : now;
            await db.RunAsync(Queue, new { key, person, hearer.Id, inboxId, body = parts[i], now, notBefore, expires = now + windows.Sizes.Message.Open }, ct);
        }

        return passive
            ? (new(parts[0], false, ReplyRoute.Passive, inboxId), parts.Count > 1)
            : (new(null, false, ReplyRoute.Door, inboxId), true);
    }

    private const string Answer = "UPDATE inbox SET reply = @reply, reply_route = @route WHERE id = @inboxId";

    private const string Queue = """
        INSERT INTO outbox (unique_key, lane, person_id, contact_id, inbox_id, body, created_at, not_before, expires_at, state, attempts, unknowns)
        VALUES (@key, 0, @person, @Id, @inboxId, @body, @now, @notBefore, @expires, 'ready', 0, 0)
        """;
}
