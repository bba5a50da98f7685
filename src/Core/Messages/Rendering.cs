using Luzhi.Core.Duties;
using Luzhi.Core.PhonePages;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Messages;

/// <summary>
/// Makes of a claimed row what one person is told, at the door and on a reply alike. The places in a notice are {name} and {link}, in a duty's
/// {{name}}, {{due}} and the like; its wording was settled when it was pinned. What is not open goes past <see cref="Discretion"/> here and nowhere else.
/// </summary>
public sealed class Rendering(Words words, TimeZoneInfo zone, PageLinks links, TimeProvider clock)
{
    private const int NamesAtMost = 10;

    private readonly Discretion discretion = new(words, zone);

    /// <param name="repeatMark">Set before a message that may have arrived already; empty for the first time.</param>
    public Content Of(Claimed row, string repeatMark) => row.Notice is { } notice
        ? Of(notice, row.AssignmentId, row.PersonName, row.ExpiresAt, repeatMark)
        : new Content { Text = repeatMark + row.Body };

    /// <summary>As plain text, where there is nothing to tap: the choices as numbered lines.</summary>
    public static string Plain(Content content) =>
        content.Choices.Count == 0 ? content.Text : $"{content.Text}\n{string.Join('\n', content.Choices.Select(c => $"{c.Digit} {c.Label}"))}";

    /// <param name="expires">When the notice is over: its link lives a little longer.</param>
    public Content Of(ClaimedNotice notice, long? assignmentId, string name, DateTimeOffset? expires, string repeatMark)
    {
        // A link is for the addressee of the line alone; whoever acts for them answers in the chat.
        var link = notice.For is null && assignmentId is { } line ? links.To(line, expires) : null;
        var (said, bell) = discretion.Of(notice, Pinned.Read<Doorbell>(notice.Doorbell), link is not null, clock.GetUtcNow());
        return new()
        {
            Text = repeatMark + Marked(notice) + Filled(notice, said, Greeted(notice, said, name), link),
            Choices = Pinned.Read<IReadOnlyList<Choice>>(notice.Choices) ?? [],
            AssignmentId = assignmentId,
            Doorbell = bell is null ? null : bell with { Title = repeatMark + Bell(notice, Wording.Fill(bell.Title, notice.For ?? name, null, You(notice))) },
        };
    }

    /// <summary>A duty's pinned words as one person reads them.</summary>
    public string Said(string text, LineFacts line, string name, string? link = null) =>
        Wording.Fill(text, line with { Who = Names(line.Who), Count = line.Who?.Split('、').Length ?? 0 }, name, link, clock.GetUtcNow(), zone, words);

    /// <summary>So many names fit a message; of the others the number.</summary>
    private string? Names(string? who) => who?.Split('、') is { Length: > NamesAtMost } names
        ? words.Say("duty.who_more", ("names", string.Join('、', names.Take(NamesAtMost))), ("count", names.Length))
        : who;

    /// <summary>To the addressee's own page of a line; null where the house cannot be reached from outside.</summary>
    public string? Link(long assignmentId, DateTimeOffset? until) => links.To(assignmentId, until);

    /// <summary>As it would look on a phone, before it is sent: with a link that opens nothing yet.</summary>
    /// <param name="item">meeting, broadcast, study.</param>
    public Content Look(Notice notice, Secrecy secrecy, string item, DateTimeOffset? wanted, string name) => Of(
        new ClaimedNotice
        {
            Id = 0, Kind = notice.Kind, Text = notice.Text, Doorbell = notice.Doorbell, Choices = notice.Choices, State = notice.State, Secrecy = secrecy, Item = item, WantedAt = wanted,
        },
        assignmentId: 0, name, notice.ExpiresAt, repeatMark: "");

    private string Marked(ClaimedNotice notice) => notice.For is null ? "" : words.Say("talks.mandate.marked", ("leader", notice.For)) + "\n";

    private string Bell(ClaimedNotice notice, string title) => notice.For is null ? title : words.Say("talks.mandate.bell", ("leader", notice.For), ("title", title));

    /// <summary>What is not open has the house's own words here, whatever its file says.</summary>
    private string Filled(ClaimedNotice notice, string said, string name, string? link) =>
        notice is { Line: { } line, Secrecy: Secrecy.Open } ? Said(said, line, name, link) : Wording.Fill(said, name, link, You(notice));

    /// <summary>What says whose matter it is greets whoever reads it; anything else is the leader's own, shown to who acts for them.</summary>
    private static string Greeted(ClaimedNotice notice, string said, string name) => said.Contains("{you}", StringComparison.Ordinal) ? name : notice.For ?? name;

    private string You(ClaimedNotice notice) => notice.For ?? words["notice.you"];
}
