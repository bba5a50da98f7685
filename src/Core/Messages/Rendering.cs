namespace Luzhi.Core.Messages;

/// <summary>Makes of a claimed row what one person is told. The only place in a notice is {name}; its wording was settled when it was pinned.</summary>
public static class Rendering
{
    /// <param name="repeatMark">Set before a message that may have arrived already; empty for the first time.</param>
    public static Content Of(Claimed row, string repeatMark) =>
        row.Notice is { } notice ? Of(notice, row.AssignmentId, row.PersonName, repeatMark) : new Content { Text = repeatMark + row.Body };

    /// <summary>As plain text, where there is nothing to tap: the choices as numbered lines.</summary>
    public static string Plain(Content content) =>
        content.Choices.Count == 0 ? content.Text : $"{content.Text}\n{string.Join('\n', content.Choices.Select(c => $"{c.Digit} {c.Label}"))}";

    public static Content Of(ClaimedNotice notice, long? assignmentId, string name, string repeatMark) => new()
    {
        Text = repeatMark + Filled(notice.Text, name),
        Choices = Pinned.Read<IReadOnlyList<Choice>>(notice.Choices) ?? [],
        AssignmentId = assignmentId,
        Doorbell = Pinned.Read<Doorbell>(notice.Doorbell) is { } bell ? bell with { Title = repeatMark + Filled(bell.Title, name) } : null,
    };

    private static string Filled(string text, string name) => text.Replace("{name}", name, StringComparison.Ordinal);
}
