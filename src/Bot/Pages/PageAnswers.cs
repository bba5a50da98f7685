using Luzhi.Core.Conversations;
using Luzhi.Core.Messages;
using Luzhi.Core.PhonePages;
using Luzhi.Core.Storage;

namespace Luzhi.Bot.PhonePages;

/// <summary>
/// What is sent from a page goes through the same ledger as what is said in the chat, under a key that the page made when it was shown: tapped
/// twice, or sent again after a lost connection, it counts once.
/// </summary>
public sealed class PageAnswers(Ledger ledger, PageBook book, TimeProvider clock)
{
    /// <param name="key">The page's own, 32 hex digits.</param>
    /// <param name="body">What is kept of it in the inbox, as for a message.</param>
    /// <returns>Whether it counts, now or since it first came; null when the session is nobody's any more, or the key is not one of ours.</returns>
    public async Task<bool?> TakeAsync(PhoneSession session, string? key, string body, Func<Conversation, Facts, Turn> decide, CancellationToken ct)
    {
        if (!IsKey(key) || await book.HolderAsync(session.ContactId, session.PersonId, ct) is not { } holder)
        {
            return null;
        }

        var inbound = new Inbound
        {
            From = holder.Address,
            Key = $"page:{holder.PersonId}:{key}",
            Kind = InboundKind.Page,
            Text = body,
            SentAt = clock.GetUtcNow(),
            RawType = "page",
        };
        var changes = false;
        var answered = await ledger.TakeAsync(inbound, (conversation, facts) =>
        {
            var turn = decide(conversation, facts);
            changes = turn.Changes.Count > 0 || !ReferenceEquals(turn.Next, conversation);
            return turn;
        }, new ReplyRace(), ct);
        return changes || answered.Duplicate;
    }

    private static bool IsKey(string? key) => key is { Length: 32 } && key.All(char.IsAsciiHexDigitLower);
}
