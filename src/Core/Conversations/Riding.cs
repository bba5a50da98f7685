using System.Text;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Conversations;

/// <summary>Notices that waited because nobody could be reached ride on a reply as long as it stays within what a passive reply may carry.</summary>
public static class Riding
{
    /// <summary>A passive reply's limit in UTF-8 bytes; beyond it the platform drops the reply whole.</summary>
    public const int Limit = 2048;

    public static Turn Along(Turn turn, Facts facts, Words words)
    {
        if (turn.Reply is not { } reply || facts.Speaker is null)
        {
            return turn;
        }

        var offered = new List<Change>();
        foreach (var waiting in facts.Waiting)
        {
            var longer = reply + "\n\n" + words["talk.waiting"] + "\n" + waiting.Text;
            if (Encoding.UTF8.GetByteCount(longer) > Limit)
            {
                continue;
            }

            reply = longer;
            offered.Add(new Change.Offer(waiting.OutboxId));
        }

        return turn with { Reply = reply, Changes = [.. turn.Changes, .. offered] };
    }
}
