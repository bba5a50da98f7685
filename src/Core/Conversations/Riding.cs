using System.Text;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Conversations;

/// <summary>Notices that waited because nobody could be reached ride on a reply as long as it stays within what can be carried back.</summary>
public static class Riding
{
    /// <param name="ending">What must stand last: the question of the form that goes on.</param>
    /// <param name="limit">In UTF-8 bytes. Beyond it WeChat drops a passive reply whole.</param>
    public static Turn Along(Turn turn, string? ending, Facts facts, Words words, int limit)
    {
        if (turn.Reply is not { } reply)
        {
            return turn;
        }

        // A question put just now stays the last thing said: what rides goes before it.
        var asks = turn.Next.Asking is not null || turn.Next.Form is not null;
        var (said, last) = (Cut(reply, limit), ending is null ? "" : "\n\n" + ending);
        var (riding, offered) = ("", new List<Change>());
        foreach (var waiting in facts.Speaker is null ? [] : facts.Waiting)
        {
            var one = words["talk.waiting"] + "\n" + waiting.Text + "\n\n";
            if (Bytes(riding + one + said + last) <= limit)
            {
                riding += one;
                offered.Add(new Change.Offer(waiting.OutboxId));
            }
        }

        var whole = (asks && ending is null ? riding + said : said + (riding.Length == 0 ? "" : "\n\n" + riding.TrimEnd('\n'))) + last;
        return turn with { Reply = Cut(whole, limit), Changes = [.. turn.Changes, .. offered] };
    }

    private static int Bytes(string text) => Encoding.UTF8.GetByteCount(text);

    /// <summary>Too long is cut in the middle: the beginning says what happened, the end says what to answer.</summary>
    private static string Cut(string text, int limit)
    {
        if (Bytes(text) <= limit)
        {
            return text;
        }

        var (head, tail) = (text.Length / 2, text.Length / 2);
        while (Bytes(text[..head]) + Bytes(text[tail..]) + 3 > limit)
        {
            (head, tail) = (head - 1, tail + 1);
        }

        return text[..(char.IsHighSurrogate(text[head - 1]) ? head - 1 : head)] + "…" + text[(char.IsLowSurrogate(text[tail]) ? tail + 1 : tail)..];
    }
}
