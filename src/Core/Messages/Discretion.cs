using Luzhi.Core.Duties;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Messages;

/// <summary>
/// What may be said in a chat, or on a doorbell, of something that is not open: that there is one, of which kind and when it is wanted.
/// Never its title, its place or its text: those are on the addressee's own page. Every notice passes here on its way out, whoever planned it.
/// </summary>
public sealed class Discretion(Words words, TimeZoneInfo zone)
{
    private static readonly HashSet<string> Items = ["meeting", "broadcast", "study"];
    private static readonly HashSet<string> Kinds = ["announce", "reminder", "moved", "withdrawn", "broadcast", "chase"];

    /// <summary>The text and the doorbell as they may leave the house.</summary>
    /// <param name="linked">Whether a link leads to the content; else the office tells it.</param>
    public (string Text, Doorbell? Doorbell) Of(ClaimedNotice notice, Doorbell? bell, bool linked, DateTimeOffset now) => notice.Secrecy switch
    {
        Secrecy.Open => (notice.Text, bell),
        // It does not leave at all; whoever renders it all the same finds nothing in it.
        Secrecy.Offline => ("", null),
        _ => (Text(notice, linked, now), bell is null ? null : bell with { Title = Name(notice.Item), Place = words["secrecy.bell.place"], Hint = words["secrecy.bell.hint"] }),
    };

    /// <summary>内部会议: the name of a kind, which stands wherever a title would.</summary>
    public string Name(string item) => words["secrecy.item." + (Items.Contains(item) ? item : "duty")];

    private string Text(ClaimedNotice notice, bool linked, DateTimeOffset now)
    {
        var key = "secrecy.text." + (Kinds.Contains(notice.Kind) ? notice.Kind : "other");
        var when = notice.WantedAt is { } at ? words.Say(notice.Item == "meeting" ? "secrecy.when" : "secrecy.by", ("when", Civil.Say(at, now, zone))) : "";
        return words.Say(key, ("item", Name(notice.Item)), ("when", when), ("see", words[linked ? "secrecy.see" : "secrecy.see_not"]));
    }
}
