using System.Text.RegularExpressions;
using Luzhi.Core.Conversations.Language;
using Luzhi.Core.Meetings;

namespace Luzhi.Core.Conversations.Notices;

/// <summary>A notice that a sentence speaks of by name, and the words that are about it, its name in them replaced by 会议.</summary>
public sealed record Mention(OpenItem Item, string Words);

/// <summary>Finds the notices named in a sentence: 主席会议我参加，调研会请假; 周五的会去不了.</summary>
public static partial class Mentions
{
    private sealed record Hit(OpenItem Item, int Start, int Length);

    public static IReadOnlyList<Mention> In(string plain, IReadOnlyList<OpenItem> items, Facts facts)
    {
        var mentions = new List<Mention>();
        foreach (var (part, question) in Sentences.Parts(plain))
        {
            var hits = Hits(part, items, facts);
            var words = question ? part + "?" : part;
            if (hits.Count > 0)
            {
                mentions.AddRange(Shared(words, hits));
            }
            else if (mentions.Count > 0)
            {
                // What follows a name is still about it.
                mentions[^1] = mentions[^1] with { Words = mentions[^1].Words + "," + words };
            }
        }

        var merged = mentions.GroupBy(m => m.Item.AssignmentId).Select(g => new Mention(g.First().Item, string.Join(',', g.Select(m => m.Words)))).ToList();
        return merged is [var only] ? [only with { Words = WithoutNames(plain, only.Item, items, facts) }] : merged;
    }

    /// <summary>Notices named by their number in a list just shown: 第一个参加，第二个请假.</summary>
    public static IReadOnlyList<Mention> Numbered(string plain, IReadOnlyList<OpenItem> items)
    {
        var hits = Number().Matches(plain);
        var named = hits.Select((m, i) => (Item: ItemAt(items, m.Groups[m.Groups[1].Success ? 1 : 2].Value), Words: plain[(m.Index + m.Length)..(i + 1 < hits.Count ? hits[i + 1].Index : plain.Length)])).ToList();
        return hits.Count == 0 || hits[0].Index > 2 || named.Exists(n => n.Item is null) ? [] : [.. named.Select(n => new Mention(n.Item!, "会议" + n.Words))];
    }

    private static OpenItem? ItemAt(IReadOnlyList<OpenItem> items, string number) =>
        ChineseNumbers.Parse(number) is { } n && n >= 1 && n <= items.Count ? items[n - 1] : null;

    /// <summary>Two names joined by 和 share what is said behind them; otherwise each has the words up to the next.</summary>
    private static IEnumerable<Mention> Shared(string part, List<Hit> hits)
    {
        for (var i = 0; i < hits.Count; i++)
        {
            var last = i;
            while (last + 1 < hits.Count && Joining().IsMatch(part[(hits[last].Start + hits[last].Length)..hits[last + 1].Start]))
            {
                last++;
            }

            var end = last + 1 < hits.Count ? hits[last + 1].Start : part.Length;
            var before = i == 0 ? part[..hits[0].Start] : "";
            yield return new Mention(hits[i].Item, before + "会议" + part[(hits[last].Start + hits[last].Length)..end]);
        }
    }

    private static string WithoutNames(string plain, OpenItem item, IReadOnlyList<OpenItem> items, Facts facts)
    {
        foreach (var (part, _) in Sentences.Parts(plain).ToList())
        {
            foreach (var hit in Hits(part, items, facts).Where(h => h.Item == item))
            {
                plain = plain.Replace(part.Substring(hit.Start, hit.Length), "会议", StringComparison.Ordinal);
            }
        }

        return plain;
    }

    private static List<Hit> Hits(string part, IReadOnlyList<OpenItem> items, Facts facts)
    {
        // 王主席参加，李主席请假: whoever acts for several leaders names them; of one leader's meetings the one that was seen and waits is meant.
        var led = items.Where(i => i.For is { } leader && part.Contains(leader, StringComparison.Ordinal)).ToList();
        var waiting = led.FindAll(i => i is { NotifiedAt: not null, Invitation: InvitationState.Pending or InvitationState.Asked });
        if ((waiting.Count > 0 ? waiting : led) is [var only])
        {
            return [new Hit(only, part.IndexOf(only.For!, StringComparison.Ordinal), only.For!.Length)];
        }

        var named = items.Select(i => Name(part, i, items)).OfType<Hit>().OrderBy(h => h.Start).ToList();
        return named.Count > 0 ? named : Dated(part, items, facts) is { } dated ? [dated] : [];
    }

    /// <summary>The longest piece of the title that the words repeat, when it is this title's alone and stands as a name.</summary>
    private static Hit? Name(string part, OpenItem item, IReadOnlyList<OpenItem> items)
    {
        var title = Plain.Of(item.Title);
        for (var length = Math.Min(title.Length, part.Length); length >= 2; length--)
        {
            for (var start = 0; start + length <= part.Length; start++)
            {
                var piece = part.Substring(start, length);
                if (title.Contains(piece, StringComparison.Ordinal) && Tells(piece) && StandsAsName(part, start, piece)
                    && !items.Any(other => other != item && Plain.Of(other.Title).Contains(piece, StringComparison.Ordinal)))
                {
                    return new Hit(item, start, length);
                }
            }
        }

        return null;
    }

    private static bool Tells(string piece) => Generic().Replace(piece, "").Length >= 2 || piece.EndsWith("座谈会", StringComparison.Ordinal) || piece is "全会" or "例会";

    /// <summary>调研会 is a name; 调研 in 去外地调研 is what keeps somebody away.</summary>
    private static bool StandsAsName(string part, int start, string piece) =>
        piece.EndsWith('会') || piece.EndsWith("会议", StringComparison.Ordinal) || NameFollows().IsMatch(part[(start + piece.Length)..]) || NameBefore().IsMatch(part[..start]);

    /// <summary>周五的会, 8号我去不了: the day picks where only one notice is on that day and an answer stands in the same clause.</summary>
    private static Hit? Dated(string part, IReadOnlyList<OpenItem> items, Facts facts)
    {
        var today = DateOnly.FromDateTime(facts.LocalNow.DateTime);
        if (DateWords.Single(part, today, Prefer.Future) is not { } date)
        {
            return null;
        }

        var sameDay = items.Where(i => i.When is { } when && DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(when, facts.Zone).DateTime) == date.Day).ToList();
        var rest = part[date.End..];
        var answers = OfDay().IsMatch(rest) || Clause.Of(part).Exists(c => c.Lean != Lean.None && !c.Obstacle);
        return sameDay is [var one] && answers ? new Hit(one, date.Start, date.Length) : null;
    }

    [GeneratedRegex("(?:第([1-9一二三四五六七八九])(?:个|场|项|件|次)?(?:会议|会|通知)?|(?<![0-9])([1-9])(?:号|个)?(?:会议|会)?(?=参加|请假|去|来|不|准|能|没|我))")]
    private static partial Regex Number();

    [GeneratedRegex("会议|通知|关于|召开|参加|出席|活动|工作|全体|委员|的|第|次|届|年|月|日|号|学习|开展|会$")]
    private static partial Regex Generic();

    [GeneratedRegex("^(?:\")?(?:的?(?:会议|会|座谈|活动|那个|这个|那场|通知)|我|的$|\")")]
    private static partial Regex NameFollows();

    [GeneratedRegex("(?:参加|出席|那个|这个|关于)(?:\")?$")]
    private static partial Regex NameBefore();

    [GeneratedRegex("^[和与跟及,、还有]*$")]
    private static partial Regex Joining();

    [GeneratedRegex("^(?:[上下中]午)?(?:的|那个|那场|那次|的那个)?(?:会|会议|活动|那个|那场|的)")]
    private static partial Regex OfDay();
}
