using Luzhi.Bot.Simulator;

namespace Luzhi.Bot.Rehearsal;

/// <summary>Something that came to a phone by itself: not an answer to what its holder had just written.</summary>
internal sealed record Arrival(DateTimeOffset At, Human Who, string Way);

/// <summary>One line of one person's year, or of what the office did meanwhile.</summary>
internal sealed record StoryLine(DateTimeOffset At, string Line);

/// <summary>What went on at the phones, as those who hold them would tell it; of one person, if asked, line by line for a journey.</summary>
/// <param name="of">Whose year is written down as a journey; null: nobody's.</param>
internal sealed class Story(TimeProvider clock, string? of)
{
    private readonly List<Arrival> arrivals = [];
    private readonly List<StoryLine> lines = [];

    public IReadOnlyList<Arrival> Arrivals => arrivals;

    public IReadOnlyList<StoryLine> Lines => lines;

    public string? Of => of;

    public void Heard(Human who, string way, BubbleContent content)
    {
        if (way is not ("passive" or "system"))
        {
            arrivals.Add(new Arrival(clock.GetUtcNow(), who, way));
        }

        if (who.Name == of)
        {
            Tell($"{who.Name} {Verb(way)} {Fragment(content)}");
        }
    }

    public void Said(Human who, string words) => Write(who, words.StartsWith("绑定 ", StringComparison.Ordinal) ? $"说 绑定 {{{who.Name}的绑定码}}" : $"说 {words}");

    public void Pictured(Human who) => Write(who, "发图片");

    public void Write(Human who, string what)
    {
        if (who.Name == of)
        {
            Tell($"{who.Name} {what}");
        }
    }

    /// <summary>Of the office only what the person may feel.</summary>
    public void Office(string line)
    {
        if (of is not null)
        {
            Tell(line);
        }
    }

    /// <summary>What the office did about one person.</summary>
    public void OfficeFor(string who, string line)
    {
        if (who == of)
        {
            Tell(line);
        }
    }

    private void Tell(string line) => lines.Add(new StoryLine(clock.GetUtcNow(), line));

    private static string Verb(string way) => way switch
    {
        "passive" => "收到回复",
        "session" => "收到客服消息",
        "template" => "收到模板消息",
        "subscription" => "收到订阅通知",
        _ => "收到",
    };

    /// <summary>Enough to know the message again: its first words, without what a line of a story means otherwise.</summary>
    private static string Fragment(BubbleContent content)
    {
        var first = Human.Read(content).Split('\n').First(line => line.Length > 0);
        var clean = first.Replace("|", " ", StringComparison.Ordinal).Replace("｜", " ", StringComparison.Ordinal).Trim();
        return clean.Split(["…", "..."], StringSplitOptions.TrimEntries).First(part => part.Length > 0);
    }
}
