using Luzhi.Core.Duties;
using Luzhi.Core.PhonePages;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Messages;

/// <summary>
/// Makes of a claimed row what one person is told, at the door and on a reply alike. The places in a notice are {name} and {link}; its wording
/// was settled when it was pinned. What is not open goes past <see cref="Discretion"/> here and nowhere else.
/// </summary>
public sealed class Rendering(Words words, TimeZoneInfo zone, PageLinks links, TimeProvider clock)
{
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
            Text = repeatMark + Marked(notice) + Filled(said, notice.For ?? name).Replace("{link}", link, StringComparison.Ordinal),
            Choices = Pinned.Read<IReadOnlyList<Choice>>(notice.Choices) ?? [],
            AssignmentId = assignmentId,
            Doorbell = bell is null ? null : bell with { Title = repeatMark + Bell(notice, Filled(bell.Title, notice.For ?? name)) },
        };
    }

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

    private static string Filled(string text, string name) => text.Replace("{name}", name, StringComparison.Ordinal);
}
