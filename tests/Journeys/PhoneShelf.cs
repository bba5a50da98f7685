using System.Text.RegularExpressions;
using Luzhi.Bot.Rehearsal;
using Luzhi.Bot.Simulator;
using Luzhi.Journeys.Reading;

namespace Luzhi.Journeys;

/// <summary>The phones of a story: whose is which, and what each has not read yet.</summary>
internal sealed partial class PhoneShelf(Platform platform)
{
    private readonly Dictionary<string, string> openIds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> read = new(StringComparer.Ordinal);

    public IEnumerable<string> Names => openIds.Keys;

    /// <summary>A new phone in this person's hand; an earlier one lies in a drawer from now on.</summary>
    public string Give(string name)
    {
        openIds[name] = platform.Phones.Make(name);
        read[name] = 0;
        return openIds[name];
    }

    public string Of(Step step) => Of(step.Who, step);

    public string Of(string name, Step step) => openIds.TryGetValue(name, out var openId) ? openId : throw step.Wrong($"{name}没有手机");

    /// <summary>What the account, or the platform itself, has shown on this phone since it was last looked at.</summary>
    public IReadOnlyList<Bubble> Unread(string name) => [.. All(name).Skip(read[name]).Where(bubble => bubble.Way != "own")];

    public void ReadOne(string name)
    {
        var next = All(name).Select((bubble, index) => (bubble, index)).Skip(read[name]).First(pair => pair.bubble.Way != "own");
        read[name] = next.index + 1;
    }

    public void ReadAll(string name) => read[name] = All(name).Count;

    /// <summary>The newest message that has something to tap with these words.</summary>
    public MenuItem? Item(string name, string words) => All(name)
        .Select(bubble => bubble.Content.Items).LastOrDefault(items => items is not null)
        ?.FirstOrDefault(item => item.Content.Contains(words, StringComparison.Ordinal));

    /// <summary>A bubble as its reader sees it, from top to bottom.</summary>
    public static string Seen(Bubble bubble) => Human.Read(bubble.Content);

    /// <summary>Everything the account has ever shown on any phone.</summary>
    public IEnumerable<string> Shown() => Names.SelectMany(All).Where(bubble => bubble.Way != "own").Select(Seen);

    /// <summary>The newest link that this phone shows: a doorbell's, or one written in a message.</summary>
    public string? Link(string name) => All(name).Where(bubble => bubble.Way != "own")
        .Select(bubble => bubble.Content.Url ?? Address().Match(bubble.Content.Text).Value).LastOrDefault(link => link.Length > 0);

    /// <summary>The newest six digits that the account has told this phone.</summary>
    public string? Digits(string name) => All(name).Where(bubble => bubble.Way != "own").Select(bubble => SixDigits().Match(bubble.Content.Text).Value).LastOrDefault(digits => digits.Length > 0);

    [GeneratedRegex(@"https?://[^\s，。]+")]
    private static partial Regex Address();

    [GeneratedRegex(@"(?<![0-9])[0-9]{6}(?![0-9])")]
    private static partial Regex SixDigits();

    private List<Bubble> All(string name) => platform.Look(world => world.Phones[openIds[name]].Bubbles.ToList());
}
