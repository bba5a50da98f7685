using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Conversations.Language;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Conversations.Notices;

/// <summary>Takes what was asked for out of several notices: by number, by name, each with its own answer, or all.</summary>
public sealed class Picking(Answers answers, Words words, Facts facts)
{
    /// <summary>Several were named as open: which of them, and what is answered to each.</summary>
    public Turn? Which(Conversation conversation, IReadOnlyList<OpenItem> items, string kept, string plain, string said)
    {
        var picked = Picks(items, plain);
        if (picked.Count > 0)
        {
            return answers.Turn(conversation, [.. picked.Select(i => kept.Length == 0 ? answers.Choose(i, "") : answers.Said(i, kept))]);
        }

        if (Each(conversation, items, plain, said) is { } each)
        {
            return each;
        }

        if (Digits.Choice(plain) is { Rest: "" })
        {
            return Turn.Say(conversation with { Asking = conversation.Asking! with { At = facts.Now } }, answers.Text.Which(items));
        }

        return ReadBackWords.Drops(plain) ? Turn.Say(conversation with { Asking = null }, words["notice.left"]) : null;
    }

    /// <summary>第一个参加，第二个请假: each number with its own answer.</summary>
    private Turn? Each(Conversation conversation, IReadOnlyList<OpenItem> items, string plain, string said)
    {
        var each = Mentions.Numbered(plain, items).Select(m => (m.Item, Answer: AnswerWords.Hear(m.Words))).ToList();
        return each.Count > 0 && each.TrueForAll(e => e.Answer.Stance is Stance.Attending or Stance.Leave)
            ? answers.Turn(conversation, [.. each.Select(e => answers.Heard(e.Item, e.Answer, said))])
            : null;
    }

    private IReadOnlyList<OpenItem> Picks(IReadOnlyList<OpenItem> items, string plain)
    {
        if (Digits.Choice(plain) is { Rest: "" } digit)
        {
            return digit.Number >= 1 && digit.Number <= items.Count ? [items[digit.Number - 1]] : [];
        }

        var several = Digits.Several(plain);
        if (several.Count > 1 && several.All(n => n >= 1 && n <= items.Count))
        {
            return [.. several.Select(n => items[n - 1])];
        }

        var heard = AnswerWords.Hear(plain);
        if (heard.All && heard.Stance is Stance.None or Stance.Heard)
        {
            return items;
        }

        // A name alone picks; a name with an answer of its own is heard as a new sentence.
        var named = heard.Outright ? [] : Mentions.In(plain, items, facts);
        return named.Any(m => AnswerWords.Hear(m.Words).Outright) ? [] : [.. named.Select(m => m.Item)];
    }

    /// <summary>A list was shown: a number takes one of it, with its answer or to see it whole.</summary>
    public Turn? Listed(Conversation conversation, IReadOnlyList<OpenItem> items, string plain)
    {
        if (Each(conversation, items, plain, plain) is { } each)
        {
            return each;
        }

        if (Digits.Choice(plain) is not { } digit)
        {
            return null;
        }

        if (digit.Number < 1 || digit.Number > items.Count)
        {
            return Turn.Say(conversation, words.Say("mine.pick", ("most", items.Count)));
        }

        var item = items[digit.Number - 1];
        if (digit.Rest.Length > 0)
        {
            return answers.Turn(conversation, answers.Said(item, digit.Rest));
        }

        var shown = answers.Choose(item, "");
        return answers.Turn(conversation, shown with { Reply = answers.Text.Show(item) });
    }
}
