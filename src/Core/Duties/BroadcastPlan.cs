using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Duties;

/// <param name="Ask">null, "read", "text", or a form's id.</param>
public sealed record NewBroadcast(
    string Title, string Text, string Audience, DateTimeOffset? DueAt = null, string? Ask = null, Secrecy Secrecy = Secrecy.Open);

/// <summary>What a broadcast says. Pure; the text a secretary wrote may hold {name}.</summary>
public sealed class BroadcastPlan(Words words, TimeZoneInfo zone)
{
    private const int TitleMost = 100;
    private const int TextMost = 5000;

    /// <summary>A template's field prints so many letters: a day cut in half would be another day.</summary>
    private const int HintMost = 20;

    /// <summary>Without a day to answer by, this long it may wait for somebody who cannot be reached.</summary>
    private static readonly TimeSpan Waits = TimeSpan.FromDays(30);

    /// <summary>A correction is still worth hearing for so long.</summary>
    private static readonly TimeSpan CorrectionLives = TimeSpan.FromDays(3);

    public Notice Told(Broadcast broadcast, DateTimeOffset now) => ByHand(
        broadcast, now, "broadcast", "broadcast:1", Whom.Everyone,
        words.Say(RepeatsTitle(broadcast) ? "broadcast.told_short" : "broadcast.told", ("text", broadcast.Text), ("title", broadcast.Title)) + Ask(broadcast, now));

    /// <summary>
    /// To those who have not answered, in words of its own; a broadcast that asks nothing has nobody to chase. Its key holds the day to answer by:
    /// for one day members are chased once.
    /// </summary>
    /// <param name="said">What the secretary wrote for it; null for the house's own words.</param>
    public Notice Chased(Broadcast broadcast, string? said, DateTimeOffset now)
    {
        var notice = ByHand(
            broadcast, now, "chase", ChaseKey(broadcast), Whom.Unanswered,
            words.Say("broadcast.chase", ("said", said ?? words["broadcast.chase_said"]), ("title", broadcast.Title)) + Ask(broadcast, now));
        notice.Doorbell = Bell(broadcast, ChaseHint(broadcast, said, "broadcast.hint.ask", now));
        return notice;
    }

    /// <summary>Most members see only this line of a chase: what the secretary wrote for it, and the day to answer by.</summary>
    internal string ChaseHint(Broadcast broadcast, string? said, string otherwise, DateTimeOffset now)
    {
        var by = broadcast.DueAt > now ? words.Say("broadcast.hint.by", ("when", Civil.Say(broadcast.DueAt.Value, now, zone))) : "";
        return said is null ? by.Length > 0 ? by : words[otherwise] : said.Length + by.Length <= HintMost ? said + by : said;
    }

    internal static string Bell(Broadcast broadcast, string hint) => Pinned.Write(new Doorbell("broadcast", broadcast.Title, broadcast.DueAt, null, null, hint));

    /// <summary>To those who were told: it no longer holds.</summary>
    public Notice Withdrawn(Broadcast broadcast, DateTimeOffset now) => new()
    {
        Kind = "withdrawn",
        UniqueKey = "withdrawn:1",
        DueAt = now,
        ExpiresAt = now + CorrectionLives,
        Text = words.Say("broadcast.withdrawn", ("title", broadcast.Title)),
        Doorbell = Pinned.Write(new Doorbell("broadcast", broadcast.Title, null, null, null, words["broadcast.hint.withdrawn"])),
        Whom = Whom.Told,
        ByHand = true,
        State = "due",
    };

    /// <summary>Written in one sentence, by chat, the title is the text's own beginning: it need not be said twice.</summary>
    private static bool RepeatsTitle(Broadcast broadcast) => broadcast.Text.StartsWith(broadcast.Title.TrimEnd('…'), StringComparison.Ordinal);

    public static string ChaseKey(Broadcast broadcast) => $"chase:{broadcast.DueAt?.ToUnixTimeSeconds() ?? 0}";

    public IReadOnlyList<Fault> Faults(NewBroadcast broadcast, IReadOnlyCollection<string> forms, DateTimeOffset now) =>
    [
        .. Length("title", broadcast.Title, TitleMost),
        .. broadcast.Secrecy == Secrecy.Offline ? Offline(broadcast.Text) : Length("text", broadcast.Text, TextMost),
        .. Due(broadcast.DueAt, now),
        .. AskFaults(broadcast.Ask, ["read", "text", .. forms]),
    ];

    /// <summary>A day to answer by lies ahead, and within what a calendar is kept for.</summary>
    public IReadOnlyList<Fault> Due(DateTimeOffset? due, DateTimeOffset now) =>
        due <= now ? [new("dueAt", words.Say("broadcast.fault.due_past", ("when", Civil.Say(due.Value, now, zone))))]
        : due > now + Civil.Farthest ? [new("dueAt", words.Say("broadcast.fault.due_far", ("when", Civil.Say(due.Value, now, zone))))]
        : [];

    private Notice ByHand(Broadcast broadcast, DateTimeOffset now, string kind, string key, Whom whom, string text) => new()
    {
        Kind = kind,
        UniqueKey = key,
        DueAt = now,
        // The late are chased too: then it has no end of its own any more.
        ExpiresAt = broadcast.DueAt > now ? broadcast.DueAt : now + Waits,
        Text = text,
        Doorbell = Bell(broadcast, words[broadcast.Ask is null ? "broadcast.hint.told" : "broadcast.hint.ask"]),
        Choices = broadcast.Ask == "read" ? Pinned.Write<IReadOnlyList<Choice>>([new("1", words["broadcast.choice.read"])]) : null,
        Whom = whom,
        ByHand = true,
        State = "due",
    };

    private string Ask(Broadcast broadcast, DateTimeOffset now)
    {
        if (broadcast.Ask is null)
        {
            return "";
        }

        var by = broadcast.DueAt > now ? words.Say("broadcast.by", ("when", Civil.Say(broadcast.DueAt.Value, now, zone))) : "";
        return "\n" + words.Say(broadcast.Ask switch { "read" => "broadcast.ask.read", "text" => "broadcast.ask.text", _ => "broadcast.ask.form" }, ("by", by));
    }

    /// <summary>Of what is offline only the date and whether it was done are kept.</summary>
    private IReadOnlyList<Fault> Offline(string text) => text.Trim().Length == 0 ? [] : [new("text", words["secrecy.fault.offline_text"])];

    private IReadOnlyList<Fault> Length(string field, string said, int most) => said.Trim().Length switch
    {
        0 => [new(field, words[$"broadcast.fault.{field}_empty"])],
        var length when length > most => [new(field, words.Say("broadcast.fault.long", ("most", most)))],
        _ => [],
    };

    private IReadOnlyList<Fault> AskFaults(string? ask, IReadOnlyList<string> known)
    {
        if (ask is null || known.Contains(ask))
        {
            return [];
        }

        return Nearest.Word(ask, known) is { } near
            ? [new("ask", words.Say("broadcast.fault.ask_near", ("near", near), ("ask", ask)))]
            : [new("ask", words.Say("broadcast.fault.ask", ("known", string.Join('、', known)), ("ask", ask)))];
    }
}
