using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using HandlebarsDotNet;
using Luzhi.Core.Duties;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Messages;

/// <summary>What a duty's notice may say of its line: nothing but the person's own.</summary>
/// <param name="Who">Only to who is next on the ladder: the names of those who have not answered.</param>
public sealed record LineFacts(string Title, DateTimeOffset? Due, string? Unit, string? About, string? Who)
{
    /// <summary>Which items of its list are not ticked yet.</summary>
    public IReadOnlyList<string> Owed { get; init; } = [];

    /// <summary>The words in which a duty on demand was called for.</summary>
    public string? Said { get; init; }

    /// <summary>How many <see cref="Who"/> names, before the list is cut short.</summary>
    public int Count { get; init; }
}

/// <summary>
/// Puts a person's facts into pinned words. A fact is put in once and never read for places again, so that a name can never become one;
/// a fact that is missing is nothing. Plain: it goes to a phone, not into HTML.
/// </summary>
public static partial class Wording
{
    private static readonly IHandlebars Engine = Handlebars.Create(new HandlebarsConfiguration { NoEscape = true });

    private static readonly ConcurrentDictionary<string, HandlebarsTemplate<object, object>?> Compiled = new(StringComparer.Ordinal);

    /// <summary>What is wrong with a duty's words; null when nothing is. A file with a fault does not come in, so at the door there is none.</summary>
    public static string? Fault(string text)
    {
        try
        {
            Engine.Compile(text)(new Dictionary<string, object?>());
            return null;
        }
        catch (HandlebarsException fault)
        {
            return fault.Message;
        }
    }

    /// <summary>The places of a notice that the house or a secretary wrote: {name}, {link}, and {you} where it says whose matter it is.</summary>
    public static string Fill(string text, string name, string? link, string you) =>
        Place().Replace(text, place => place.Groups[1].Value switch { "name" => name, "you" => you, _ => link ?? "" });

    /// <summary>The places of a duty's file: {{name}} {{title}} {{due}} {{unit}} {{about}} {{left}} {{who}} {{count}} {{owed}} {{said}} {{link}}, and what else Handlebars knows.</summary>
    public static string Fill(string text, LineFacts facts, string name, string? link, DateTimeOffset now, TimeZoneInfo zone, Words words)
    {
        if (!text.Contains("{{", StringComparison.Ordinal) || Compiled.GetOrAdd(text, Compile) is not { } template)
        {
            return text;
        }

        return template(new Dictionary<string, object?>
        {
            ["name"] = name,
            ["title"] = facts.Title,
            ["due"] = facts.Due is { } due ? Civil.Say(due, now, zone) : null,
            ["unit"] = facts.Unit,
            ["about"] = facts.About,
            ["left"] = Left(facts.Due, now, words),
            ["who"] = facts.Who,
            ["count"] = facts.Count,
            ["owed"] = string.Join('、', facts.Owed),
            ["said"] = facts.Said,
            ["link"] = link,
        });
    }

    private static HandlebarsTemplate<object, object>? Compile(string text)
    {
        try
        {
            return Engine.Compile(text);
        }
        catch (HandlebarsException)
        {
            return null; // an older program took it: better as it was written than not at all
        }
    }

    private static string? Left(DateTimeOffset? due, DateTimeOffset now, Words words) => (due - now) switch
    {
        null => null,
        { Ticks: <= 0 } => null,
        { TotalDays: >= 1 } span => words.Say("duty.left.days", ("count", (int)span.TotalDays)),
        { } span => words.Say("duty.left.hours", ("count", Math.Max(1, (int)span.TotalHours))),
    };

    [GeneratedRegex("{(name|link|you)}")]
    private static partial Regex Place();
}
