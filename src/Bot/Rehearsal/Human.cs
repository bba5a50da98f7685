using Luzhi.Bot.Simulator;
using Luzhi.Core;

namespace Luzhi.Bot.Rehearsal;

/// <summary>Somebody with a phone in a rehearsal, and what they have seen on it. What they do is their persona's and their dice's.</summary>
internal sealed class Human(string name, long? personId, Persona persona, Chance luck)
{
    public string Name { get; } = name;

    public long? PersonId { get; } = personId;

    public Persona Persona { get; } = persona;

    public Chance Luck { get; } = luck;

    /// <summary>Whose phone it is; null while they have none.</summary>
    public string? OpenId { get; set; }

    /// <summary>Unfollowed: they do nothing more until they come back.</summary>
    public bool Away { get; set; }

    /// <summary>Off the roster: one of the public from then on.</summary>
    public bool Removed { get; set; }

    /// <summary>The newest words of the account, whichever way they came.</summary>
    public string Seen { get; set; } = "";

    /// <summary>Counts what the account said: whoever waits for an answer sees that there is one.</summary>
    public int Heard { get; set; }

    /// <summary>A bubble as its reader sees it, from top to bottom.</summary>
    public static string Read(BubbleContent content)
    {
        string?[] lines = [content.Title, .. content.Fields?.Select(f => $"{f.Label}：{f.Value}") ?? [], content.Text, .. content.Items?.Select(i => i.Content) ?? [], content.Tail];
        return string.Join('\n', lines.Where(line => !string.IsNullOrEmpty(line)));
    }
}
